package dev.medley.video.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.feature.VideoFeatures;

/** A discount for very long videos: few users have the time. An unknown length is not long. */
public final class LongVideoAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("long-video");

    private final float factor;
    private final int longSeconds;

    /** An adjuster with that factor for videos of more than so many seconds. */
    public LongVideoAdjuster(double factor, int longSeconds) {
        this.factor = (float) factor;
        this.longSeconds = longSeconds;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        FloatColumn seconds = batch.floats(VideoFeatures.VIDEO_DURATION_SECONDS);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (seconds.get(row) > longSeconds) {
                factors[row] = factor;
            }
        }
    }
}
