package dev.medley.platform.score.embedding;

import java.util.Objects;

/**
 * What an embedding table is like.
 *
 * @param width floats a row, 1 to {@value #MAX_WIDTH}
 * @param initial where a new row begins
 * @param accumulator what Adagrad remembers
 * @param initialAccumulator where its sums begin; 0 or more, finite
 * @param admitAfter a key gets a row at that sighting; 1 or more
 * @param pendingKeys so many keys without a row are counted exactly, at least; above 0. See
 *     {@link EmbeddingTable#sight}
 */
public record EmbeddingOptions(
        int width,
        InitialVector initial,
        Accumulator accumulator,
        float initialAccumulator,
        int admitAfter,
        int pendingKeys) {
    /** At most so many floats a row. */
    public static final int MAX_WIDTH = 4096;

    private static final int MOST_PENDING = 1 << 28;

    /** Checks each. */
    public EmbeddingOptions {
        Checks.require(width >= 1 && width <= MAX_WIDTH, "width", width, "1 to " + MAX_WIDTH);
        Objects.requireNonNull(initial, "initial");
        Objects.requireNonNull(accumulator, "accumulator");
        Checks.require(
                initialAccumulator >= 0 && Float.isFinite(initialAccumulator),
                "initialAccumulator",
                initialAccumulator,
                "0 or more, finite");
        Checks.require(admitAfter >= 1, "admitAfter", admitAfter, "1 or more");
        Checks.require(
                pendingKeys >= 1 && pendingKeys <= MOST_PENDING, "pendingKeys", pendingKeys, "1 to " + MOST_PENDING);
    }

    /** A sum per element from 0.1, a row at the first sighting. */
    public static EmbeddingOptions of(int width, InitialVector initial) {
        return new EmbeddingOptions(width, initial, Accumulator.PER_ELEMENT, 0.1f, 1, 1 << 18);
    }

    /** The same with another memory of gradients, and sums that begin there. */
    public EmbeddingOptions withAccumulator(Accumulator kind, float first) {
        return new EmbeddingOptions(width, initial, kind, first, admitAfter, pendingKeys);
    }

    /** The same with another admission. */
    public EmbeddingOptions withAdmission(int sightings, int pending) {
        return new EmbeddingOptions(width, initial, accumulator, initialAccumulator, sightings, pending);
    }
}
