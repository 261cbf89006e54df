package dev.medley.platform.score.embedding;

/** How much Adagrad remembers of the gradients so far. */
public enum Accumulator {
    /**
     * A sum of squares for each element of a row: each has its own rate (Duchi, Hazan, Singer, JMLR 12, 2011, the
     * diagonal form). As much memory again as the vectors take.
     */
    PER_ELEMENT,

    /**
     * One sum for a row, of the mean of its elements' squares: the elements share a rate. For a wide table, where
     * memory is short.
     */
    PER_ROW;

    int floats(int width) {
        return switch (this) {
            case PER_ELEMENT -> width;
            case PER_ROW -> 1;
        };
    }
}
