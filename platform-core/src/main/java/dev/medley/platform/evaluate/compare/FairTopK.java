package dev.medley.platform.evaluate.compare;

import java.util.HashMap;
import java.util.Map;

/**
 * FA*IR (Zehlike et al., CIKM 2017, arXiv 1706.06368, section 4, algorithm 2): by value, but wherever {@link
 * ProtectedMinimums} asks for one more protected row the best of them comes first. If there is none left the slate goes on
 * without.
 */
public final class FairTopK implements SlateMethod {
    /** The chance at which a fair slate may be taken for an unfair one; the paper's. */
    public static final double SIGNIFICANCE = 0.1;

    /** The greatest share that is asked for: for one of 1 there is no such test. */
    public static final double MOST = 0.98;

    private final DeclaredShares declared;
    private final boolean[] isProtected;
    private final double weight;
    private final double[] shares;
    private final ValueOrder byValue = new ValueOrder();
    private final Map<Asked, ProtectedMinimums> known = new HashMap<>();

    private record Asked(int places, double share) {}

    /**
     * A method.
     *
     * @param declared shares that the groups should have
     * @param isProtected which of the groups are protected, together
     * @param weight the part of their share that is asked for, 0 (no matter) to 1; never more than {@value #MOST} of the
     *     places
     */
    public FairTopK(DeclaredShares declared, boolean[] isProtected, double weight) {
        Weights.requireShare("weight", weight);
        this.declared = declared;
        this.isProtected = isProtected.clone();
        this.weight = weight;
        shares = new double[declared.count()];
    }

    @Override
    public int lay(SlateCase slate, int[] order) {
        byValue.sort(slate);
        double share = share(slate);
        ProtectedMinimums minimums = share > 0 ? minimums(slate.places(), share) : null;
        int[] group = declared.groups(slate);
        int places = Math.min(slate.places(), byValue.count());
        int nextProtected = next(0, true, group);
        int nextOther = next(0, false, group);
        int have = 0;
        for (int place = 0; place < places; place++) {
            boolean needs = minimums != null && have < minimums.at(place + 1);
            boolean takes = nextProtected < byValue.count()
                    && (needs || nextOther == byValue.count() || nextProtected < nextOther);
            if (takes) {
                have++;
                order[place] = byValue.row(nextProtected);
                nextProtected = next(nextProtected + 1, true, group);
            } else {
                order[place] = byValue.row(nextOther);
                nextOther = next(nextOther + 1, false, group);
            }
        }
        return places;
    }

    private double share(SlateCase slate) {
        declared.of(slate, shares);
        double share = 0;
        for (int g = 0; g < shares.length; g++) {
            share += isProtected[g] ? shares[g] : 0;
        }
        double asked = Math.min(MOST, weight * share);
        // Where each slate has its own in hundredths, for the corrected table of each takes long to compute.
        return declared.isOfRows() ? Math.round(100 * asked) / 100.0 : asked;
    }

    private ProtectedMinimums minimums(int places, double share) {
        return known.computeIfAbsent(
                new Asked(places, share), asked -> ProtectedMinimums.adjusted(places, share, SIGNIFICANCE));
    }

    private int next(int from, boolean wanted, int[] group) {
        int rank = from;
        while (rank < byValue.count() && isProtected[group[byValue.row(rank)]] != wanted) {
            rank++;
        }
        return rank;
    }
}
