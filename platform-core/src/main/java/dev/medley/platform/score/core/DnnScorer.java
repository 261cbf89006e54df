package dev.medley.platform.score.core;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.weights.Tensors;

/**
 * A plain deep net: kind {@code dnn}. Embeddings of all fields, the mean of the history and the statistics side by side,
 * two hidden layers, a logit for each task (as Covington et al. 2016, section 4).
 */
public final class DnnScorer implements Scorer {
    private final NetworkWeights weights;
    private final Perceptron perceptron;

    /** @throws IllegalArgumentException if the weights are not those of such a net */
    public DnnScorer(NetworkWeights weights) {
        weights.require(PerceptronLayout.dnn(weights.shape()));
        this.weights = weights;
        perceptron = new Perceptron(weights);
    }

    /**
     * The net that {@link #tensors} wrote.
     *
     * @throws IllegalArgumentException if a tensor is missing, or is not of the shape that is expected
     */
    public static DnnScorer of(Tensors tensors) {
        return new DnnScorer(NetworkWeights.of(tensors, PerceptronLayout::dnn));
    }

    @Override
    public void score(RequestRows rows, float[][] probabilities) {
        InputBlock block = new InputBlock(weights, rows);
        if (weights.shape().shortEvents() == 0) {
            perceptron.score(rows, block, (items, found) -> {}, probabilities);
            return;
        }
        HistoryVectors history = HistoryVectors.of(rows, 0, weights.embeddings());
        perceptron.score(rows, block, history::means, probabilities);
    }

    @Override
    public Cost cost() {
        return perceptron.cost();
    }

    @Override
    public Tensors tensors() {
        return weights.tensors();
    }

    /** The weights. */
    public NetworkWeights weights() {
        return weights;
    }
}
