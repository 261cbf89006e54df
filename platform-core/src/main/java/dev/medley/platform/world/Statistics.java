package dev.medley.platform.world;

/** Counts by key. Reading is safe from any thread; what a reader sees is at least as new as its last write. */
public interface Statistics {
    /** How many tasks a surface's counts are kept for. */
    int slots();

    /**
     * Reads what is counted for a key.
     *
     * @param counts receives {@code 1 + 2 * slots()} numbers: pairs of user and item, then for each task slot the
     *     pairs with a yes, then for each slot the pairs with a yes or a no; zeros for an unknown key
     * @param at where they go
     */
    void read(long key, float[] counts, int at);

    /** How many numbers a key has. */
    static int numbers(int slots) {
        return 1 + 2 * slots;
    }
}
