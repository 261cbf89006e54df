package dev.medley.platform.score.factor;

import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.weights.Tensors;

/**
 * What collaborative models say of a pair, as numbers among its statistics. Immutable; any thread.
 */
public interface PairFactors {
    /** None. */
    PairFactors NONE = new PairFactors() {
        @Override
        public int width() {
            return 0;
        }

        @Override
        public Tensors tensors() {
            return Tensors.builder().build();
        }

        @Override
        public ForRequest of(RequestInput request, int historyEnd, long surface) {
            return (_, _, _, _) -> {};
        }
    };

    /** How many numbers a pair has. */
    int width();

    /** What they consist of; {@link CollaborativeFactors#read} reads it. */
    Tensors tensors();

    /**
     * Prepares for one request.
     *
     * @param historyEnd so many of the history's interactions, the oldest, come before the request
     * @param surface key of the surface of the items that will be asked for
     */
    ForRequest of(RequestInput request, int historyEnd, long surface);

    /** One request's numbers; one thread. */
    @FunctionalInterface
    interface ForRequest {
        /**
         * Writes the numbers of the pair with an item.
         *
         * @param item key of the item
         * @param passedOver key of the item of which the history is taken to hold nothing: in serving the item itself
         */
        void write(long item, long passedOver, float[] into, int at);
    }
}
