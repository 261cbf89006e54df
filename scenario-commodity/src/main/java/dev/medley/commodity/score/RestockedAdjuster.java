package dev.medley.commodity.score;

import dev.medley.commodity.feature.CommodityFeatures;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** Boosts what has come back into stock. */
public final class RestockedAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("restocked");

    private final float factor;
    private final int withinDays;

    public RestockedAdjuster(double factor, int withinDays) {
        this.factor = (float) factor;
        this.withinDays = withinDays;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        FloatColumn column = batch.floats(CommodityFeatures.RESTOCK_AGE_DAYS);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (column.state(row) == FeatureState.PRESENT && column.get(row) <= withinDays) {
                factors[row] = factor;
            }
        }
    }
}
