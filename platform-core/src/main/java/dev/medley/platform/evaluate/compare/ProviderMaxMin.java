package dev.medley.platform.evaluate.compare;

import java.util.Arrays;
import java.util.List;

/**
 * P-MMF, provider max-min fairness (Xu et al., WWW 2023, arXiv 2303.06660, section 5, algorithm 1): over all slates
 * maximises the mean relevance of a place plus {@code lambda} times the least of what groups get over what they should, no
 * group getting more than its budget. Each slate takes the rows with the most {@code relevance - price of the group}, best
 * relevance first; then the prices follow by mirror descent with momentum, and are projected to those that are allowed
 * ({@link PriceProjection}). Budgets are the declared shares times {@code 1 + 1 / groups}, as in the authors' experiments,
 * and the slope is that of their code: what was shown against what is left of the budgets.
 *
 * <p>A group whose budget is used up is shown only if nothing else is left.
 */
public final class ProviderMaxMin implements SlateMethod {
    /** What the newest slope counts in the momentum; the authors'. */
    public static final double MOMENTUM = 0.1;

    /** The first step, which is divided by the root of the number of slates. */
    public static final double RATE = 0.1;

    private final DeclaredShares declared;
    private final double lambda;
    private final double[] shares;
    private final double[] prices;
    private final double[] left;
    private final double[] slope;
    private final PriceProjection projection;
    private double total;
    private double rate;
    private double[] score = new double[0];
    private boolean[] taken = new boolean[0];
    private final ValueOrder byValue = new ValueOrder();

    /**
     * A method.
     *
     * @param declared overall shares that the groups should have, above 0 each
     * @param lambda what fairness counts against a mean relevance of 0 to 1, not negative
     */
    public ProviderMaxMin(DeclaredShares declared, double lambda) {
        Weights.requireNotNegative("lambda", lambda);
        this.declared = declared;
        this.lambda = lambda;
        shares = new double[declared.count()];
        for (int g = 0; g < shares.length; g++) {
            if (declared.overall()[g] == 0) {
                throw new IllegalArgumentException("declared shares[" + g + "] is 0; allowed: above 0");
            }
            shares[g] = declared.overall()[g] * (1 + 1.0 / shares.length);
        }
        prices = new double[shares.length];
        left = new double[shares.length];
        slope = new double[shares.length];
        projection = new PriceProjection(shares.length);
    }

    @Override
    public void begin(List<SlateCase> cases) {
        total = 0;
        for (SlateCase slate : cases) {
            total += slate.places();
        }
        rate = RATE / Math.sqrt(Math.max(1, cases.size()));
        Arrays.fill(prices, 0);
        Arrays.fill(slope, 0);
        for (int g = 0; g < left.length; g++) {
            left[g] = shares[g] * total;
        }
    }

    @Override
    public int lay(SlateCase slate, int[] order) {
        byValue.sort(slate);
        if (score.length < slate.rows()) {
            score = new double[slate.rows()];
            taken = new boolean[slate.rows()];
        }
        Arrays.fill(taken, 0, slate.rows(), false);
        int[] group = declared.groups(slate);
        for (int rank = 0; rank < byValue.count(); rank++) {
            int row = byValue.row(rank);
            // Relevances are at most 1, and no price comes near that.
            score[row] = slate.relevances()[row] - prices[group[row]] - (left[group[row]] > 0 ? 0 : 1e6);
        }
        int places = Math.min(slate.places(), byValue.count());
        for (int place = 0; place < places; place++) {
            int best = -1;
            for (int rank = 0; rank < byValue.count(); rank++) {
                int row = byValue.row(rank);
                if (!taken[row] && (best < 0 || score[row] > score[best])) {
                    best = row;
                }
            }
            taken[best] = true;
        }
        int count = 0;
        for (int rank = 0; rank < byValue.count() && count < places; rank++) {
            if (taken[byValue.row(rank)]) {
                order[count++] = byValue.row(rank);
            }
        }
        follow(order, count, group);
        return count;
    }

    private void follow(int[] order, int count, int[] group) {
        if (count == 0 || total == 0) {
            return;
        }
        for (int place = 0; place < count; place++) {
            left[group[order[place]]]--;
        }
        for (int g = 0; g < slope.length; g++) {
            slope[g] = (1 - MOMENTUM) * slope[g] + MOMENTUM * left[g] / total;
        }
        for (int place = 0; place < count; place++) {
            slope[group[order[place]]] -= MOMENTUM / count;
        }
        for (int g = 0; g < prices.length; g++) {
            prices[g] -= rate * slope[g] / (shares[g] * shares[g]);
        }
        projection.apply(prices, shares, lambda);
    }

    /** The prices now, one a group; a copy. */
    public double[] prices() {
        return prices.clone();
    }
}
