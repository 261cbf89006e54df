package dev.medley.video.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.feature.VideoFeatures;

/** A small boost for little-known videos, whose scores are low because nobody has had the chance to like them. */
public final class LongTailAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("long-tail-boost");

    private final float factor;

    /** An adjuster with that factor, 0 or more. */
    public LongTailAdjuster(double factor) {
        this.factor = (float) factor;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        IdColumn fame = batch.ids(VideoFeatures.VIDEO_FAME);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (fame.get(row) == VideoFeatures.LITTLE_KNOWN) {
                factors[row] = factor;
            }
        }
    }
}
