package dev.medley.platform.evaluate.compare;

/**
 * FA*IR (Zehlike et al., CIKM 2017, arXiv 1706.06368, section 4, algorithm 2): by value, but wherever {@link
 * ProtectedMinimums} asks for one more protected row the best of them comes first. If there is none left the slate goes on
 * without.
 */
public final class FairTopK implements SlateMethod {
    /** The chance at which a fair slate may be taken for an unfair one; the paper's. */
    public static final double SIGNIFICANCE = 0.1;

    private final int attribute;
    private final boolean[] isProtected;
    private final double share;
    private final ValueOrder byValue = new ValueOrder();
    private ProtectedMinimums minimums;

    /**
     * A method.
     *
     * @param attribute whose groups
     * @param isProtected which of the groups are protected, together
     * @param share that they should have, 0 (no matter) to below 1
     */
    public FairTopK(int attribute, boolean[] isProtected, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("share is " + share + "; allowed: 0 to below 1");
        }
        this.attribute = attribute;
        this.isProtected = isProtected.clone();
        this.share = share;
    }

    @Override
    public int lay(SlateCase slate, int[] order) {
        byValue.sort(slate);
        if (share > 0 && (minimums == null || minimums.minimums().length != slate.places())) {
            minimums = ProtectedMinimums.adjusted(slate.places(), share, SIGNIFICANCE);
        }
        int[] group = slate.groups()[attribute];
        int places = Math.min(slate.places(), byValue.count());
        int nextProtected = next(0, true, group);
        int nextOther = next(0, false, group);
        int have = 0;
        for (int place = 0; place < places; place++) {
            boolean needs = share > 0 && have < minimums.at(place + 1);
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

    private int next(int from, boolean wanted, int[] group) {
        int rank = from;
        while (rank < byValue.count() && isProtected[group[byValue.row(rank)]] != wanted) {
            rank++;
        }
        return rank;
    }
}
