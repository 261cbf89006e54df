package dev.medley.platform.score.registry;

import java.util.Arrays;

/** How far two scorings of the same rows would order them alike. Pure. */
final class Agreement {
    private Agreement() {}

    /**
     * Spearman's rank correlation: Pearson's correlation of the ranks, equal scores sharing the mean of their ranks
     * (Spearman, The Proof and Measurement of Association between Two Things, 1904).
     *
     * @param left one score a row, finite
     * @param right one score a row, finite, as many
     * @return -1 to 1; NaN for fewer than two rows, or where all scores of one side are equal
     */
    static double rankCorrelation(float[] left, float[] right) {
        double[] leftRanks = ranks(left);
        double[] rightRanks = ranks(right);
        double mean = (left.length + 1) / 2.0;
        double product = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int row = 0; row < left.length; row++) {
            double ofLeft = leftRanks[row] - mean;
            double ofRight = rightRanks[row] - mean;
            product += ofLeft * ofRight;
            leftSquares += ofLeft * ofLeft;
            rightSquares += ofRight * ofRight;
        }
        double scale = Math.sqrt(leftSquares) * Math.sqrt(rightSquares);
        return scale == 0 ? Double.NaN : Math.clamp(product / scale, -1, 1);
    }

    /**
     * The share of the first {@code count} rows of one order that are among as many first rows of the other.
     *
     * @return 0 to 1; NaN without rows. Of equal scores the earlier row stands first
     */
    static double keptOnTop(float[] left, float[] right, int count) {
        int top = Math.min(count, left.length);
        boolean[] first = new boolean[left.length];
        int[] leftOrder = order(left);
        for (int i = 0; i < top; i++) {
            first[leftOrder[i]] = true;
        }
        int[] rightOrder = order(right);
        int kept = 0;
        for (int i = 0; i < top; i++) {
            kept += first[rightOrder[i]] ? 1 : 0;
        }
        return top == 0 ? Double.NaN : (double) kept / top;
    }

    /** From 1, the highest score first. */
    private static double[] ranks(float[] scores) {
        int[] order = order(scores);
        double[] ranks = new double[scores.length];
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /** The rows, the highest score first; of equal ones the earlier row. */
    private static int[] order(float[] scores) {
        long[] keys = new long[scores.length];
        for (int row = 0; row < scores.length; row++) {
            // Ordered as the float is, negated so that the highest comes first; + 0f makes one zero of the two.
            int bits = Float.floatToIntBits(scores[row] + 0f);
            int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
            keys[row] = (long) ~ascending << 32 | row;
        }
        Arrays.sort(keys);
        int[] order = new int[scores.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }
}
