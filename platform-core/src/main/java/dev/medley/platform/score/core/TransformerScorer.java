package dev.medley.platform.score.core;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.weights.Tensors;

/**
 * A transformer over the short history: kind {@code transformer}. The candidate attends to the newest interactions,
 * layer by layer; what comes out stands beside all other inputs before two hidden layers (as BST, <a
 * href="https://arxiv.org/abs/1905.06874">Chen et al. 2019</a>). Unlike there only the candidate attends: interactions
 * do not attend to each other, which would cost the square of their number for each candidate whose own item is passed
 * over.
 */
public final class TransformerScorer implements Scorer {
    private final NetworkWeights weights;
    private final NetworkShape shape;
    private final float[] dense;
    private final int d;
    private final Perceptron perceptron;
    private final int targetAt;
    private final int targetBiasAt;
    private final int[][] layers = new int[PerceptronLayout.LAYERS][];

    /** @throws IllegalArgumentException if the weights are not those of such a net */
    public TransformerScorer(NetworkWeights weights) {
        ParameterLayout layout = PerceptronLayout.transformer(weights.shape());
        weights.require(layout);
        this.weights = weights;
        shape = weights.shape();
        dense = weights.dense();
        d = shape.embedding();
        perceptron = new Perceptron(weights);
        targetAt = layout.from("target.weight");
        targetBiasAt = layout.from("target.bias");
        for (int layer = 0; layer < layers.length; layer++) {
            String name = "layers." + layer + ".";
            layers[layer] = new int[] {
                layout.from(name + "query"),
                layout.from(name + "out"),
                layout.from(name + "attention.gain"),
                layout.from(name + "attention.shift"),
                layout.from(name + "in.weight"),
                layout.from(name + "in.bias"),
                layout.from(name + "out.weight"),
                layout.from(name + "out.bias"),
                layout.from(name + "net.gain"),
                layout.from(name + "net.shift")
            };
        }
    }

    /**
     * The net that {@link #tensors} wrote.
     *
     * @throws IllegalArgumentException if a tensor is missing, or is not of the shape that is expected
     */
    public static TransformerScorer of(Tensors tensors) {
        return new TransformerScorer(NetworkWeights.of(tensors, PerceptronLayout::transformer));
    }

    @Override
    public void score(RequestRows rows, float[][] probabilities) {
        InputBlock block = new InputBlock(weights, rows);
        if (shape.shortEvents() == 0) {
            perceptron.score(rows, block, (items, found) -> {}, probabilities);
            return;
        }
        HistoryVectors history = HistoryVectors.of(rows, shape.shortEvents(), weights.embeddings());
        TargetAttention attention = new TargetAttention(d, shape.shortEvents(), history, block.capacity());
        float[][] inner = block.features(PerceptronLayout.EXPANSION * d);
        float[] mean = new float[block.capacity()];
        float[] scale = new float[block.capacity()];
        perceptron.score(
                rows, block, (items, state) -> attended(items, attention, state, inner, mean, scale), probabilities);
    }

    private void attended(
            InputBlock items,
            TargetAttention attention,
            float[][] state,
            float[][] inner,
            float[] mean,
            float[] scale) {
        int rows = items.count;
        DenseBlock.fill(dense, targetBiasAt, state, 0, d, rows);
        int matrix = targetAt + InputBlock.REQUEST_FIELDS * d * d;
        DenseBlock.multiplyAdd(items.pooled, 0, InputBlock.ITEM_FIELDS * d, dense, matrix, d, state, 0, rows);
        attention.take(items);
        for (int[] at : layers) {
            attention.attend(state, dense, at[0], at[1], state, 0);
            DenseBlock.normalise(state, 0, d, dense, at[2], at[3], rows, mean, scale);
            DenseBlock.fill(dense, at[5], inner, 0, inner.length, rows);
            DenseBlock.multiplyAdd(state, 0, d, dense, at[4], inner.length, inner, 0, rows);
            DenseBlock.rectify(inner, 0, inner.length, rows);
            DenseBlock.add(dense, at[7], state, 0, d, 0, rows);
            DenseBlock.multiplyAdd(inner, 0, inner.length, dense, at[6], d, state, 0, rows);
            DenseBlock.normalise(state, 0, d, dense, at[8], at[9], rows, mean, scale);
        }
    }

    @Override
    public Cost cost() {
        Cost rest = perceptron.cost();
        long square = (long) d * d;
        long heads = TargetAttention.HEADS;
        long layer = 2 * heads * square + 2 * heads * shape.shortEvents() * d + 2 * PerceptronLayout.EXPANSION * square;
        return new Cost(
                rest.request(),
                rest.item() + Perceptron.ITEM_FIELDS * square,
                rest.pair() + PerceptronLayout.LAYERS * layer);
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
