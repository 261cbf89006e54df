package dev.medley.platform.evaluate.compare;

import java.util.Arrays;

/**
 * Maximal marginal relevance (Carbonell and Goldstein, "The use of MMR, diversity-based reranking for reordering documents
 * and producing summaries", SIGIR 1998): each place goes to the row with the most {@code lambda * relevance - (1 - lambda)
 * * greatest similarity to a row above}.
 */
public final class MarginalRelevance implements SlateMethod {
    private final double lambda;
    private final ValueOrder byValue = new ValueOrder();
    private double[] nearest = new double[0];
    private boolean[] taken = new boolean[0];

    /** @param lambda 0 (diversity alone) to 1 (relevance alone) */
    public MarginalRelevance(double lambda) {
        Weights.requireShare("lambda", lambda);
        this.lambda = lambda;
    }

    @Override
    public int lay(SlateCase slate, int[] order) {
        byValue.sort(slate);
        if (nearest.length < slate.rows()) {
            nearest = new double[slate.rows()];
            taken = new boolean[slate.rows()];
        }
        Arrays.fill(taken, 0, slate.rows(), false);
        Arrays.fill(nearest, 0, slate.rows(), 0);
        int count = Math.min(slate.places(), byValue.count());
        for (int place = 0; place < count; place++) {
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int rank = 0; rank < byValue.count(); rank++) {
                int row = byValue.row(rank);
                if (!taken[row]) {
                    double gain = lambda * slate.relevances()[row] - (1 - lambda) * nearest[row];
                    if (gain > most) {
                        most = gain;
                        best = row;
                    }
                }
            }
            taken[best] = true;
            order[place] = best;
            for (int rank = 0; rank < byValue.count(); rank++) {
                int row = byValue.row(rank);
                if (!taken[row]) {
                    double similarity = slate.similarity(row, best);
                    nearest[row] = place == 0 ? similarity : Math.max(nearest[row], similarity);
                }
            }
        }
        return count;
    }
}
