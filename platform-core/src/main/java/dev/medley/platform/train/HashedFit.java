package dev.medley.platform.train;

import dev.medley.platform.score.Logistic;

/**
 * The weights of a hash table by FTRL-proximal (McMahan et al., KDD 2013, algorithm 1): online, one rate a slot, and
 * slots without evidence stay exactly zero.
 */
final class HashedFit {
    private static final float RATE = 0.1f;
    private static final float BETA = 1;
    private static final float PULL = 0.5f;
    private static final float SHRINK = 1;

    private final float[] sums;
    private final float[] squares;

    HashedFit(int slots) {
        sums = new float[slots];
        squares = new float[slots];
    }

    /** The weight of a slot. */
    float weight(int slot) {
        float sum = sums[slot];
        float size = Math.abs(sum);
        if (size <= PULL) {
            return 0;
        }
        float scale = (BETA + (float) Math.sqrt(squares[slot])) / RATE + SHRINK;
        return -Math.signum(sum) * (size - PULL) / scale;
    }

    /** Learns one row: its slots, what the other inputs say already, how much it counts, and the answer. */
    void learn(int[] slots, int count, double offset, float weight, boolean yes) {
        double logit = offset;
        for (int i = 0; i < count; i++) {
            logit += weight(slots[i]);
        }
        float gradient = weight * (float) (Logistic.preciselyOf(logit) - (yes ? 1 : 0));
        float square = gradient * gradient;
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            float rise = ((float) Math.sqrt(squares[slot] + square) - (float) Math.sqrt(squares[slot])) / RATE;
            sums[slot] += gradient - rise * weight(slot);
            squares[slot] += square;
        }
    }
}
