package dev.medley.search.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** Lets the user's taste for brands and categories decide near ties, and no more than those. */
public final class AffinityAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("affinity");

    private final float strength;

    public AffinityAdjuster(double strength) {
        this.strength = (float) strength;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public boolean isEnabled(RankRequest request) {
        return !request.history().isEmpty();
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        FloatColumn author = batch.floats(SharedFeatures.USER_ITEM_AUTHOR_AFFINITY);
        FloatColumn category = batch.floats(SharedFeatures.USER_ITEM_CATEGORY_AFFINITY);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            float taste = Math.max(0, Math.min(1, (author.get(row) + category.get(row)) / 2));
            factors[row] = 1 + strength * taste;
        }
    }
}
