package dev.medley.platform.score;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.weights.Tensors;

/**
 * A learnt function from packed inputs to probabilities: what every kind of model is at its heart, in serving and in
 * batch alike. Immutable; any number of threads at once. Deterministic: the same rows give the same bits, however they
 * are split into calls.
 */
public interface Scorer {
    /**
     * Scores rows.
     *
     * @param probabilities for each task of the model an array of at least {@code rows.count()}; each element that
     *     belongs to a row is written: the uncalibrated probability of a yes, 0 to 1
     */
    void score(RequestRows rows, float[][] probabilities);

    /** So many of a history's newest interactions are read at most; older ones make no difference. */
    default int historyRead() {
        return HistoryInput.MAX_EVENTS;
    }

    /** What one candidate costs. */
    Cost cost();

    /** Its weights, as they are written to a model's folder. */
    Tensors tensors();
}
