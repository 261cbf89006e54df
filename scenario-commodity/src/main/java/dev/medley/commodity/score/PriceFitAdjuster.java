package dev.medley.commodity.score;

import dev.medley.commodity.feature.CommodityFeatures;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** Discounts prices far from what the user usually pays. */
public final class PriceFitAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("price-fit-discount");

    private final float strength;

    public PriceFitAdjuster(double strength) {
        this.strength = (float) strength;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        FloatColumn column = batch.floats(CommodityFeatures.PRICE_FIT);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (column.state(row) == FeatureState.PRESENT) {
                factors[row] = 1 - strength * (1 - column.get(row));
            }
        }
    }
}
