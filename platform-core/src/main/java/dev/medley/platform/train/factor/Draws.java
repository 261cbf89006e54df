package dev.medley.platform.train.factor;

/** Chance in a fixed sequence for a seed (SplitMix64; Steele, Lea and Flood, OOPSLA 2014). For one thread. */
final class Draws {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Draws(long seed) {
        state = mix(seed + GAMMA);
    }

    /** A long that looks random. */
    static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private long next() {
        state += GAMMA;
        return mix(state);
    }

    /** From 0, inclusive, to 1, exclusive. */
    float unit() {
        return (next() >>> 40) * 0x1p-24f;
    }

    /** That many numbers from {@code -reach} to {@code reach}. */
    float[] around(int count, float reach) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (2 * unit() - 1) * reach;
        }
        return numbers;
    }

    /** Puts the numbers into another order, each equally likely. */
    void shuffle(int[] numbers) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int j = (int) Long.remainderUnsigned(next(), i + 1);
            int held = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = held;
        }
    }
}
