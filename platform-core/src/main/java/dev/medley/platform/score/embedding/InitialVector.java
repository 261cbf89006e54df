package dev.medley.platform.score.embedding;

import java.util.Arrays;
import java.util.Objects;

/**
 * Where a new row begins. It depends on this and the key alone, so that the order in which keys come, and what others
 * come beside them, changes no vector. Immutable.
 *
 * @param seed what is drawn from, together with the key
 * @param law how elements are spread
 * @param scale how far: half the width of a uniform law, the deviation of a normal one; 0 to 1
 * @param columns so many elements, the first, are drawn; the others are 0. 0 or more
 */
public record InitialVector(long seed, Law law, float scale, int columns) {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    /** How elements are spread. */
    public enum Law {
        /** Evenly between minus and plus the scale. */
        UNIFORM,
        /** Normally around 0. */
        NORMAL
    }

    /** Checks each. */
    public InitialVector {
        Objects.requireNonNull(law, "law");
        Checks.require(scale >= 0 && scale <= 1, "scale", scale, "0 to 1");
        Checks.require(columns >= 0, "columns", columns, "0 or more");
    }

    /** All elements uniform in ±range. */
    public static InitialVector uniform(long seed, float range) {
        return new InitialVector(seed, Law.UNIFORM, range, Integer.MAX_VALUE);
    }

    /** The first elements normal with that deviation, the others 0. */
    public static InitialVector normal(long seed, float deviation, int columns) {
        return new InitialVector(seed, Law.NORMAL, deviation, columns);
    }

    /** Fills with the first vector of a key. */
    void fill(long key, float[] out) {
        int drawn = Math.min(columns, out.length);
        Arrays.fill(out, drawn, out.length, 0);
        long state = mixed(seed + STEP) ^ mixed(key);
        switch (law) {
            case UNIFORM -> {
                for (int i = 0; i < drawn; i++) {
                    out[i] = (float) ((2 * unit(state, i) - 1) * scale);
                }
            }
            case NORMAL -> {
                // Box and Muller 1958: two uniform numbers make two normal ones.
                for (int i = 0; i < drawn; i += 2) {
                    double length = scale * Math.sqrt(-2 * StrictMath.log(1 - unit(state, i)));
                    double angle = 2 * Math.PI * unit(state, i + 1);
                    out[i] = (float) (length * StrictMath.cos(angle));
                    if (i + 1 < drawn) {
                        out[i + 1] = (float) (length * StrictMath.sin(angle));
                    }
                }
            }
        }
    }

    /** Uniform from 0 to below 1. */
    private static double unit(long state, int place) {
        return (mixed(state + (place + 1) * STEP) >>> 11) * UNIT;
    }

    /** A long that looks random, a different one for each (the finisher of SplitMix64). */
    private static long mixed(long number) {
        long z = number;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
