package dev.medley.platform.score.embedding;

/** Spreads keys: over the slots of an index, and into the first elements of a row. */
final class KeyMix {
    private static final double UNIT = 0x1.0p-53;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private KeyMix() {}

    /** A long that looks random, a different one for each (the finisher of SplitMix64). */
    static long of(long key) {
        long z = key;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Fills with elements uniform in ±range that depend on nothing but seed, key and place. */
    static void fill(long seed, long key, float range, float[] out) {
        long state = of(seed + STEP) ^ of(key);
        for (int i = 0; i < out.length; i++) {
            double unit = (of(state + (i + 1) * STEP) >>> 11) * UNIT;
            out[i] = (float) ((2 * unit - 1) * range);
        }
    }
}
