package dev.medley.platform.score;

import dev.medley.platform.score.weights.Tensors;
import java.io.IOException;

/** What makes a scorer of its weights: one that knows every kind of model. */
@FunctionalInterface
public interface ScorerReader {
    /**
     * The scorer.
     *
     * @param kind which family it is of
     * @throws IOException if the kind is not known, or the tensors are not those of such a model, saying what is wrong
     */
    Scorer read(String kind, Tensors tensors) throws IOException;
}
