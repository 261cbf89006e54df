package dev.medley.platform.evaluate.compare;

import java.util.Arrays;

/**
 * The shares of a slate's places that the groups of an attribute should have: between those that the plain order gives
 * them and those that were declared. Room that is used again.
 */
final class GroupTargets {
    private final int attribute;
    private final double[] declared;
    private final double weight;
    private final double[] shares;

    /**
     * Targets.
     *
     * @param attribute whose groups
     * @param declared shares, summing to 1
     * @param weight 0 (as in the plain order) to 1 (as declared)
     */
    GroupTargets(int attribute, double[] declared, double weight) {
        Weights.requireShares("declared shares", declared);
        Weights.requireShare("weight", weight);
        this.attribute = attribute;
        this.declared = declared.clone();
        this.weight = weight;
        shares = new double[declared.length];
    }

    /** The groups of the case's rows. */
    int[] groups(SlateCase slate) {
        return slate.groups()[attribute];
    }

    int count() {
        return shares.length;
    }

    /** The shares for a case; the same array each time. */
    double[] of(SlateCase slate, ValueOrder byValue) {
        int[] group = groups(slate);
        int places = Math.min(slate.places(), byValue.count());
        Arrays.fill(shares, 0);
        for (int place = 0; place < places; place++) {
            shares[group[byValue.row(place)]] += (1 - weight) / places;
        }
        for (int g = 0; g < shares.length; g++) {
            shares[g] += weight * declared[g];
        }
        return shares;
    }
}
