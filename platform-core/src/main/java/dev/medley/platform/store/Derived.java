package dev.medley.platform.store;

/**
 * Something that is computed from the state and kept. Reads take what is kept, without a lock; {@link DerivedUpkeep}
 * computes it anew when the state has moved on.
 */
interface Derived {
    /** Computes it anew if the state has moved on since it was computed. Any thread. */
    void refresh();
}
