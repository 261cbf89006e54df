package dev.medley.platform.evaluate.compare;

import java.util.Arrays;

/**
 * The nearest prices that are allowed in P-MMF (arXiv 2303.06660, theorem 1 and the projection of section 5.2): for no set
 * of groups may the sum of {@code share * price} be below {@code -lambda}. The set that binds is that of all negative
 * prices, so in {@code share * price} it is the projection of the negative part onto a simplex (Duchi et al., "Efficient
 * projections onto the l1-ball", ICML 2008); positive prices stay.
 */
final class PriceProjection {
    private final double[] sorted;

    PriceProjection(int groups) {
        sorted = new double[groups];
    }

    /** Moves prices, in the distance that weighs each by its share. */
    void apply(double[] prices, double[] shares, double lambda) {
        int debtors = 0;
        double debt = 0;
        for (int g = 0; g < prices.length; g++) {
            double weighed = prices[g] * shares[g];
            if (weighed < 0) {
                sorted[debtors++] = -weighed;
                debt -= weighed;
            }
        }
        if (debt <= lambda) {
            return;
        }
        Arrays.sort(sorted, 0, debtors);
        double sum = 0;
        double threshold = 0;
        for (int i = debtors - 1, taken = 1; i >= 0; i--, taken++) {
            sum += sorted[i];
            double candidate = (sum - lambda) / taken;
            if (sorted[i] >= candidate) {
                threshold = candidate;
            }
        }
        for (int g = 0; g < prices.length; g++) {
            if (prices[g] * shares[g] < 0) {
                prices[g] = -Math.max(0, -prices[g] * shares[g] - threshold) / shares[g];
            }
        }
    }
}
