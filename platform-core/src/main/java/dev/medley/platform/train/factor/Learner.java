package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.Factors;

/**
 * Learns from rows. The same learner and rows give the same bits, whatever other threads do; a learner has no state, so
 * several threads may use it at once.
 *
 * @param <F> what comes out
 */
@FunctionalInterface
public interface Learner<F extends Factors> {
    /**
     * Learns from all rows; in the calling thread, for seconds to minutes.
     *
     * @throws IllegalArgumentException if the values do not suit the loss or there are too many items
     */
    F fit(RatingMatrix matrix);
}
