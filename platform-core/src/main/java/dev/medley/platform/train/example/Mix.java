package dev.medley.platform.train.example;

/** Chance that depends on nothing but its arguments: what is drawn for a user is the same in every pass. */
public final class Mix {
    private static final double UNIT = 0x1.0p-53;

    private Mix() {}

    /** A long that looks random (the finisher of SplitMix64). */
    public static long of(long left, long right) {
        long z = left + right * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** From 0, inclusive, to 1, exclusive. */
    public static double unit(long value) {
        return (of(value, 1) >>> 11) * UNIT;
    }
}
