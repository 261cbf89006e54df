package dev.medley.platform.evaluate.compare;

import java.util.Arrays;

/**
 * The most likely slate of a determinantal point process, greedily and fast (Chen, Zhang and Zhou, "Fast greedy MAP
 * inference for determinantal point process to improve recommendation diversity", NeurIPS 2018, arXiv 1709.05135):
 * maximises {@code theta * sum of relevances + (1 - theta) * log det S}, S the cosines of the slate's rows (equation 13).
 * The Cholesky factor grows by a row with each place (algorithm 1), so that a place costs the candidates times the places
 * above. Without any constraint.
 *
 * <p>Once no row has a part of its own left ({@value #LEAST} and less, what is left of equal vectors of
 * floats; the paper stops there) the determinant is 0 whatever
 * follows, and the rest of the slate is filled by value.
 */
public final class DeterminantalGreedy implements SlateMethod {
    private static final double LEAST = 1e-6;

    private final double theta;
    private final ValueOrder byValue = new ValueOrder();
    private double[] factor = new double[0];
    private double[] own = new double[0];
    private boolean[] taken = new boolean[0];

    /** @param theta 0 (diversity alone) to 1 (relevance alone) */
    public DeterminantalGreedy(double theta) {
        Weights.requireShare("theta", theta);
        this.theta = theta;
    }

    @Override
    public int lay(SlateCase slate, int[] order) {
        byValue.sort(slate);
        int places = slate.places();
        begin(slate);
        int count = 0;
        while (count < Math.min(places, byValue.count())) {
            int best = best(slate);
            if (best < 0) {
                break;
            }
            taken[best] = true;
            order[count] = best;
            grow(slate, best, count);
            count++;
        }
        return byValue.fill(order, count, places, taken);
    }

    private void begin(SlateCase slate) {
        int rows = slate.rows();
        if (own.length < rows) {
            own = new double[rows];
            taken = new boolean[rows];
        }
        if (factor.length < rows * slate.places()) {
            factor = new double[rows * slate.places()];
        }
        Arrays.fill(taken, 0, rows, false);
        Arrays.fill(own, 0, rows, 1);
    }

    private int best(SlateCase slate) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int rank = 0; rank < byValue.count(); rank++) {
            int row = byValue.row(rank);
            // With relevance alone the determinant does not count, not even as 0 times minus infinity.
            if (!taken[row] && (own[row] > LEAST || theta == 1)) {
                double gain = theta * slate.relevances()[row] + (theta < 1 ? (1 - theta) * Math.log(own[row]) : 0);
                if (gain > most) {
                    most = gain;
                    best = row;
                }
            }
        }
        return best;
    }

    private void grow(SlateCase slate, int chosen, int place) {
        if (theta == 1) {
            return;
        }
        int stride = slate.places();
        double root = Math.sqrt(own[chosen]);
        for (int rank = 0; rank < byValue.count(); rank++) {
            int row = byValue.row(rank);
            if (!taken[row]) {
                double dot = 0;
                for (int i = 0; i < place; i++) {
                    dot += factor[chosen * stride + i] * factor[row * stride + i];
                }
                double element = (slate.similarity(chosen, row) - dot) / root;
                factor[row * stride + place] = element;
                own[row] -= element * element;
            }
        }
    }
}
