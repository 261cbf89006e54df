package dev.medley.commodity.score;

import dev.medley.commodity.feature.CommodityFeatures;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** Discounts what is nearly sold out: by the time of the click it may be gone. */
public final class LowStockAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("low-stock");

    private final int units;
    private final float factor;

    public LowStockAdjuster(int units, double factor) {
        this.units = units;
        this.factor = (float) factor;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        FloatColumn column = batch.floats(CommodityFeatures.STOCK_UNITS);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (column.state(row) == FeatureState.PRESENT && column.get(row) <= units) {
                factors[row] = factor;
            }
        }
    }
}
