package dev.medley.platform.evaluate.compare;

/** Bounds of what methods are given. */
final class Weights {
    private Weights() {}

    static void requireShare(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + " is " + value + "; allowed: 0 to 1");
        }
    }

    static void requireNotNegative(String field, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(field + " is " + value + "; allowed: finite and not negative");
        }
    }

    /** Shares that sum to 1. */
    static void requireShares(String field, double[] shares) {
        double sum = 0;
        for (double share : shares) {
            requireShare(field, share);
            sum += share;
        }
        if (Math.abs(sum - 1) > 1e-6) {
            throw new IllegalArgumentException(field + " sum to " + sum + "; allowed: 1");
        }
    }
}
