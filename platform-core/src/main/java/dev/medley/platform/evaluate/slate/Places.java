package dev.medley.platform.evaluate.slate;

/** What a place of a slate is worth in attention, as the cumulated gain discounts it. */
public final class Places {
    private static final double LN_2 = StrictMath.log(2);

    private Places() {}

    /**
     * {@code 1 / log2(place + 2)} (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS
     * 2002).
     *
     * @param place from 0
     * @return 1 for the first place, less for every later one
     */
    public static double discount(int place) {
        return LN_2 / StrictMath.log(place + 2);
    }

    static void requireCount(int[] slate, int count) {
        if (count < 0 || count > slate.length) {
            throw new IllegalArgumentException("count is " + count + "; allowed: 0 to " + slate.length);
        }
    }
}
