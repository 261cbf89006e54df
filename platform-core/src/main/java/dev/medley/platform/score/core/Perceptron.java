package dev.medley.platform.score.core;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.score.input.RequestRows;
import java.util.Arrays;

/** What both neural baselines end with: a perceptron with two hidden layers over all inputs side by side. Immutable. */
final class Perceptron {
    static final int REQUEST_FIELDS = InputBlock.REQUEST_FIELDS;
    static final int ITEM_FIELDS = InputBlock.ITEM_FIELDS;

    private final NetworkWeights weights;
    private final NetworkShape shape;
    private final float[] dense;
    private final int d;
    private final int first;
    private final int second;
    private final int fieldsAt;
    private final int domainsAt;
    private final int statisticsAt;
    private final int historyAt;
    private final int firstBiasAt;
    private final int secondAt;
    private final int secondBiasAt;
    private final int headsAt;
    private final int biasAt;

    Perceptron(NetworkWeights weights) {
        this.weights = weights;
        shape = weights.shape();
        dense = weights.dense();
        d = shape.embedding();
        first = PerceptronLayout.first(shape);
        second = PerceptronLayout.second(shape);
        ParameterLayout layout = weights.layout();
        fieldsAt = layout.from("fields.weight");
        domainsAt = layout.from("domains.weight");
        statisticsAt = layout.from("statistics.weight");
        historyAt = layout.from("history.weight");
        firstBiasAt = layout.from("first.bias");
        secondAt = layout.from("second.weight");
        secondBiasAt = layout.from("second.bias");
        headsAt = layout.from("heads.weight");
        biasAt = layout.from("tasks.bias");
    }

    /** What the history says to a block of items. */
    @FunctionalInterface
    interface Finder {
        /**
         * Writes it.
         *
         * @param found {@code d} features, zeros on entry
         */
        void find(InputBlock block, float[][] found);
    }

    /**
     * Scores rows.
     *
     * @param block of these rows, before its first
     * @param finder what the history says
     */
    void score(RequestRows rows, InputBlock block, Finder finder, float[][] probabilities) {
        float[] request = Arrays.copyOfRange(dense, firstBiasAt, firstBiasAt + first);
        float[] pooled = new float[REQUEST_FIELDS * d];
        FieldPool.each(rows.request().keys(), weights.embeddings(), 0, REQUEST_FIELDS, pooled);
        Dense.multiplyAdd(pooled, 0, pooled.length, dense, fieldsAt, first, request, 0);
        float[][] found = block.features(d);
        float[][] inner = block.features(first);
        float[][] outer = block.features(second);
        float[][] logits = block.features(shape.tasks());
        int itemsAt = fieldsAt + REQUEST_FIELDS * d * first;
        while (block.next()) {
            int count = block.count;
            DenseBlock.fill(request, 0, inner, 0, first, count);
            DenseBlock.multiplyAdd(block.pooled, 0, ITEM_FIELDS * d, dense, itemsAt, first, inner, 0, count);
            for (int row = 0; row < count; ) {
                int end = block.endOfDomain(row);
                DenseBlock.add(dense, domainsAt + block.domain(row) * first, inner, 0, first, row, end);
                row = end;
            }
            DenseBlock.multiplyAdd(block.statistics, 0, shape.columns(), dense, statisticsAt, first, inner, 0, count);
            DenseBlock.clear(found, 0, d, count);
            finder.find(block, found);
            DenseBlock.multiplyAdd(found, 0, d, dense, historyAt, first, inner, 0, count);
            DenseBlock.rectify(inner, 0, first, count);
            DenseBlock.fill(dense, secondBiasAt, outer, 0, second, count);
            DenseBlock.multiplyAdd(inner, 0, first, dense, secondAt, second, outer, 0, count);
            DenseBlock.rectify(outer, 0, second, count);
            DenseBlock.fill(dense, biasAt, logits, 0, logits.length, count);
            DenseBlock.multiplyAdd(outer, 0, second, dense, headsAt, logits.length, logits, 0, count);
            block.write(logits, probabilities);
        }
    }

    /** What one candidate costs, its history left out. */
    Cost cost() {
        long field = (long) d * first;
        long pair = field + (long) shape.columns() * first + (long) first * second + (long) second * shape.tasks();
        return new Cost(REQUEST_FIELDS * field, ITEM_FIELDS * field, pair);
    }
}
