package dev.medley.platform.score.core;

import dev.medley.platform.score.input.HistoryInput;
import dev.medley.spi.feature.FeatureHash;

/** How long ago an interaction was, as a bucket with an embedding: by time where it is known, else by its place. */
public final class Recency {
    private static final int TIMED = 32;
    private static final int PLACED = 16;
    /** So many buckets there are. */
    public static final int BUCKETS = TIMED + PLACED;

    private static final long[] KEYS = new long[BUCKETS];

    static {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            KEYS[bucket] = FeatureHash.of("recency", Integer.toString(bucket));
        }
    }

    private Recency() {}

    /** The embedding key of a bucket. */
    public static long key(int bucket) {
        return KEYS[bucket];
    }

    /**
     * The bucket of an interaction: the binary logarithm of the minutes since then, or of how many came after it.
     *
     * @param index of the interaction in the history
     * @param end so many interactions come before the request
     * @param time the request's time in seconds; 0 if it is not known
     */
    public static int bucket(HistoryInput history, int index, int end, long time) {
        long then = history.times()[index];
        if (time == 0 || then == 0) {
            return TIMED + Math.min(PLACED - 1, logarithm(end - index));
        }
        return Math.min(TIMED - 1, logarithm(1 + Math.max(0, time - then) / 60));
    }

    private static int logarithm(long positive) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(positive);
    }
}
