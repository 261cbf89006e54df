package dev.medley.platform.train.torch;

/** A stream of random numbers that is cheap enough for one for each element of a batch (SplitMix64). One thread. */
final class Chance {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final float UNIT = 0x1.0p-24f;

    private long state;

    /** A stream for each pair of numbers. */
    Chance(long seed, long number) {
        state = mix(seed + mix(number + STEP));
    }

    /** The next 64 bits. */
    long next() {
        state += STEP;
        return mix(state);
    }

    /** From 0, inclusive, to 1, exclusive. */
    float unit() {
        return (next() >>> 40) * UNIT;
    }

    /** From 0, inclusive, to the bound, exclusive. */
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
