package dev.medley.platform.evaluate.compare;

import java.util.Arrays;

/**
 * How many protected rows every beginning of a slate must have at least, so that it does not look worse than chance
 * (Zehlike et al., "FA*IR: a fair top-k ranking algorithm", CIKM 2017, arXiv 1706.06368, sections 3 and 4). Immutable; the
 * arrays that are returned are copies.
 */
public final class ProtectedMinimums {
    private final int[] minimums;
    private final double significance;
    private final double failure;

    private ProtectedMinimums(int[] minimums, double significance, double failure) {
        this.minimums = minimums;
        this.significance = significance;
        this.failure = failure;
    }

    /**
     * For each length of 1 to {@code places} the fewest protected rows whose binomial distribution function is above the
     * significance (definition 3.1 and section 4.1).
     *
     * @param places 1 or more
     * @param share p that protected rows should have, above 0 and below 1
     * @param significance alpha of the test of one length, above 0 and below 1
     */
    public static ProtectedMinimums of(int places, double share, double significance) {
        if (places < 1) {
            throw new IllegalArgumentException("places is " + places + "; allowed: 1 or more");
        }
        requireInside("share", share);
        requireInside("significance", significance);
        int[] minimums = new int[places];
        double[] chance = {1};
        for (int length = 1; length <= places; length++) {
            chance = afterOneMore(chance, share);
            double below = 0;
            int least = -1;
            while (below <= significance) {
                below += chance[++least];
            }
            minimums[length - 1] = least;
        }
        return new ProtectedMinimums(minimums, significance, failure(minimums, share));
    }

    /**
     * As {@link #of}, with the significance of each length corrected so that a fair slate as a whole fails with a chance
     * as near to {@code significance} as can be (section 4.2: all lengths are tested, and a test more fails more often).
     */
    public static ProtectedMinimums adjusted(int places, double share, double significance) {
        ProtectedMinimums plain = of(places, share, significance);
        if (plain.failure <= significance) {
            return plain;
        }
        // The chance to fail is a step function that rises with the significance: halving finds both sides of a step.
        double low = 0;
        double high = significance;
        while (high - low > 1e-10) {
            double middle = (low + high) / 2;
            if (of(places, share, middle).failure <= significance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        ProtectedMinimums above = of(places, share, high);
        if (low == 0) {
            return above;
        }
        ProtectedMinimums below = of(places, share, low);
        return significance - below.failure <= above.failure - significance ? below : above;
    }

    /** The chance that a slate whose rows are protected by chance alone has too few somewhere. */
    private static double failure(int[] minimums, double share) {
        double[] chance = {1};
        for (int minimum : minimums) {
            chance = afterOneMore(chance, share);
            Arrays.fill(chance, 0, Math.min(minimum, chance.length), 0);
        }
        return 1 - Arrays.stream(chance).sum();
    }

    private static double[] afterOneMore(double[] chance, double share) {
        double[] next = new double[chance.length + 1];
        for (int count = 0; count < chance.length; count++) {
            next[count] += chance[count] * (1 - share);
            next[count + 1] += chance[count] * share;
        }
        return next;
    }

    private static void requireInside(String field, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(field + " is " + value + "; allowed: above 0 and below 1");
        }
    }

    /** The fewest among the first {@code length}, from 1 to the places. */
    public int at(int length) {
        return minimums[length - 1];
    }

    /** The fewest for each length, that of 1 first. */
    public int[] minimums() {
        return minimums.clone();
    }

    /** The significance of each length. */
    public double significance() {
        return significance;
    }

    /** The chance that a fair slate fails somewhere, 0 to 1. */
    public double failure() {
        return failure;
    }
}
