package dev.medley.video.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.feature.VideoFeatures;

/** A discount for videos of a kind that the user starts and does not finish. */
public final class UnfinishedAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("unfinished");

    private final float factor;
    private final float leastShare;

    /** An adjuster with that factor where the mean share watched is below {@code leastShare}. */
    public UnfinishedAdjuster(double factor, double leastShare) {
        this.factor = (float) factor;
        this.leastShare = (float) leastShare;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        FloatColumn share = batch.floats(VideoFeatures.USER_VIDEO_WATCH_SHARE);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            // Unknown reads as the feature's default, watched to the end.
            if (share.get(row) < leastShare) {
                factors[row] = factor;
            }
        }
    }
}
