package dev.medley.commodity.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;

/** What a click and a purchase are worth, each times its probability. */
public final class PurchaseValueModel implements ValueModel {
    private static final ComponentId ID = new ComponentId("purchase-value");

    private final float clickWeight;
    private final float purchaseWeight;

    public PurchaseValueModel(double clickWeight, double purchaseWeight) {
        this.clickWeight = (float) clickWeight;
        this.purchaseWeight = (float) purchaseWeight;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values) {
        ScoreColumn click = scores.scores(Tasks.CLICK);
        ScoreColumn purchase = scores.scores(Tasks.PURCHASE);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            values[row] = clickWeight * click.get(row) + purchaseWeight * purchase.get(row);
        }
    }
}
