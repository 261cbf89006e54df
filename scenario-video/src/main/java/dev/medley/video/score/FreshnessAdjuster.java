package dev.medley.video.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** A boost for new videos that halves again and again; none where the time of publication is not known. */
public final class FreshnessAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("freshness");

    private final float boost;
    private final double halfLifeDays;

    /** An adjuster whose factor goes from 1 + boost at publication down to 1. */
    public FreshnessAdjuster(double boost, double halfLifeDays) {
        this.boost = (float) boost;
        this.halfLifeDays = halfLifeDays;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        FloatColumn ageDays = batch.floats(SharedFeatures.ITEM_AGE_DAYS);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (ageDays.state(row) == FeatureState.PRESENT) {
                // Strict: the same bits on every machine.
                factors[row] = 1 + boost * (float) StrictMath.pow(0.5, ageDays.get(row) / halfLifeDays);
            }
        }
    }
}
