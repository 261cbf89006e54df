package dev.medley.platform.evaluate.compare;

import java.util.List;

/**
 * A way of laying slates. Has room of its own to work in, and may remember what it has laid: one thread at a time, and one
 * for each replay.
 */
public interface SlateMethod {
    /**
     * Told once, before the first slate, what is to come. Methods that lay all slates at once do so here; the others take
     * no more from it than how many there are.
     *
     * @param cases in the order in which they will be laid
     */
    default void begin(List<SlateCase> cases) {}

    /**
     * Lays a slate.
     *
     * @param slate what it is made of
     * @param order filled with different rows of it, all eligible, best place first; at least as long as there are places
     * @return how many places are filled, at most {@link SlateCase#places}
     */
    int lay(SlateCase slate, int[] order);
}
