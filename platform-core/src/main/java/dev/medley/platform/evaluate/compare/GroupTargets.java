package dev.medley.platform.evaluate.compare;

/**
 * The shares of a slate's places that the groups of an attribute should have: between those that the plain order gives
 * them and those that were declared. Room that is used again.
 */
final class GroupTargets {
    private final DeclaredShares declared;
    private final double weight;
    private final double[] shares;

    /**
     * Targets.
     *
     * @param declared shares
     * @param weight 0 (as in the plain order) to 1 (as declared)
     */
    GroupTargets(DeclaredShares declared, double weight) {
        Weights.requireShare("weight", weight);
        this.declared = declared;
        this.weight = weight;
        shares = new double[declared.count()];
    }

    /** The groups of the case's rows. */
    int[] groups(SlateCase slate) {
        return declared.groups(slate);
    }

    int count() {
        return shares.length;
    }

    /** The shares for a case; the same array each time. */
    double[] of(SlateCase slate, ValueOrder byValue) {
        int[] group = groups(slate);
        int places = Math.min(slate.places(), byValue.count());
        declared.of(slate, shares);
        for (int g = 0; g < shares.length; g++) {
            shares[g] *= weight;
        }
        for (int place = 0; place < places; place++) {
            shares[group[byValue.row(place)]] += (1 - weight) / places;
        }
        return shares;
    }
}
