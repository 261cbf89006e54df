package dev.medley.commodity.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;

/**
 * The weighted mean of the probabilities that the user opens the product and that they buy it. A mean and not a sum, so
 * that values compare with other scenarios' on a mixed page.
 */
public final class PurchaseValueModel implements ValueModel {
    private static final ComponentId ID = new ComponentId("purchase-value");

    private final float clickShare;
    private final float purchaseShare;

    /** A value model with those weights, 0 or more, not both 0. */
    public PurchaseValueModel(double clickWeight, double purchaseWeight) {
        this.clickShare = (float) (clickWeight / (clickWeight + purchaseWeight));
        this.purchaseShare = (float) (purchaseWeight / (clickWeight + purchaseWeight));
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
            values[row] = clickShare * click.get(row) + purchaseShare * purchase.get(row);
        }
    }
}
