package dev.medley.platform.score.feature;

/** The similarity of two items by who interacted with both, as {@link dev.medley.spi.context.ItemNeighbours} says. */
public final class Similarity {
    /** So many of a user's newest, distinct items are compared with a candidate. */
    public static final int NEWEST_ITEMS = 20;

    /** So many neighbours an item are kept. */
    public static final int NEIGHBOURS = 100;

    private static final double SHRINKAGE = 10;

    private Similarity() {}

    /**
     * The cosine of the items' user sets, shrunk by the evidence.
     *
     * @param both users who interacted with both; 0 gives 0
     * @param left users who interacted with the one
     * @param right users who interacted with the other
     */
    public static float of(double both, double left, double right) {
        if (both <= 0 || left <= 0 || right <= 0) {
            return 0;
        }
        return (float) (both / Math.sqrt(left * right) * (both / (both + SHRINKAGE)));
    }
}
