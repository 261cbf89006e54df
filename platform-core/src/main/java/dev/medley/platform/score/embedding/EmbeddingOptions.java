package dev.medley.platform.score.embedding;

import java.util.Objects;

/**
 * What an embedding table is like.
 *
 * @param width floats a row, 1 to {@value #MAX_WIDTH}
 * @param seed what the first vectors are drawn from, together with the key
 * @param initialRange a new row's elements are uniform in ±this; 0 to 1
 * @param accumulator what Adagrad remembers
 * @param initialAccumulator where its sums begin; 0 or more, finite
 * @param admitAfter a key gets a row at that sighting; 1 or more
 * @param pendingKeys so many keys without a row are counted exactly, at least; above 0. See
 *     {@link EmbeddingTable#sight}
 */
public record EmbeddingOptions(
        int width,
        long seed,
        float initialRange,
        Accumulator accumulator,
        float initialAccumulator,
        int admitAfter,
        int pendingKeys) {
    /** At most so many floats a row. */
    public static final int MAX_WIDTH = 4096;

    private static final int MOST_PENDING = 1 << 28;

    /** Checks each. */
    public EmbeddingOptions {
        require(width >= 1 && width <= MAX_WIDTH, "width", width, "1 to " + MAX_WIDTH);
        require(initialRange >= 0 && initialRange <= 1, "initialRange", initialRange, "0 to 1");
        Objects.requireNonNull(accumulator, "accumulator");
        require(
                initialAccumulator >= 0 && Float.isFinite(initialAccumulator),
                "initialAccumulator",
                initialAccumulator,
                "0 or more, finite");
        require(admitAfter >= 1, "admitAfter", admitAfter, "1 or more");
        require(pendingKeys >= 1 && pendingKeys <= MOST_PENDING, "pendingKeys", pendingKeys, "1 to " + MOST_PENDING);
    }

    /** Rows in ±0.01, a sum per element from 0.1, a row at the first sighting. */
    public static EmbeddingOptions of(int width, long seed) {
        return new EmbeddingOptions(width, seed, 0.01f, Accumulator.PER_ELEMENT, 0.1f, 1, 1 << 18);
    }

    /** The same with another range of new rows. */
    public EmbeddingOptions withInitialRange(float range) {
        return new EmbeddingOptions(width, seed, range, accumulator, initialAccumulator, admitAfter, pendingKeys);
    }

    /** The same with another memory of gradients, and sums that begin there. */
    public EmbeddingOptions withAccumulator(Accumulator kind, float initial) {
        return new EmbeddingOptions(width, seed, initialRange, kind, initial, admitAfter, pendingKeys);
    }

    /** The same with another admission. */
    public EmbeddingOptions withAdmission(int sightings, int pending) {
        return new EmbeddingOptions(width, seed, initialRange, accumulator, initialAccumulator, sightings, pending);
    }

    private static void require(boolean condition, String field, Number value, String allowed) {
        if (!condition) {
            throw new IllegalArgumentException(field + " is " + value + "; allowed: " + allowed);
        }
    }
}
