package dev.medley.platform.score.fm;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.score.Logistic;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.TaskFunnel;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.sparse.DenseLogit;
import dev.medley.platform.score.sparse.KeyBag;
import dev.medley.platform.score.sparse.KeyTable;
import dev.medley.platform.score.weights.ElementType;
import dev.medley.platform.score.weights.Tensor;
import dev.medley.platform.score.weights.Tensors;
import java.io.IOException;

/**
 * A factorisation machine (Rendle, ICDM 2010): to {@link DenseLogit} it adds a weight for each key, and for each pair of
 * inputs, keys, domain and statistics alike, the product of their vectors, in linear time (lemma 3.1). A key that was not
 * learnt adds nothing. Immutable; any thread.
 */
public final class FactorScorer implements Scorer {
    private final KeyTable table;
    private final int rank;
    private final float[] weights;
    private final float[] vectors;
    private final DenseLogit dense;
    private final float[] denseVectors;
    private final TaskFunnel funnel;
    private final float[] keysPerRow;

    /**
     * A scorer.
     *
     * @param rank length of the vectors, at least 1
     * @param weights key after key, a weight for each task
     * @param vectors key after key, a vector for each task
     * @param denseVectors input after input of {@code dense}, a vector for each task
     * @param keysPerRow how many keys of the request and of the item a row has on average
     * @throws IllegalArgumentException if the parts do not go together
     */
    public FactorScorer(
            KeyTable table,
            int rank,
            float[] weights,
            float[] vectors,
            DenseLogit dense,
            float[] denseVectors,
            TaskFunnel funnel,
            float[] keysPerRow) {
        this.table = table;
        this.rank = rank;
        this.weights = weights.clone();
        this.vectors = vectors.clone();
        this.dense = dense;
        this.denseVectors = denseVectors.clone();
        this.funnel = funnel;
        this.keysPerRow = keysPerRow.clone();
        int tasks = dense.tasks();
        if (rank < 1) {
            throw new IllegalArgumentException("rank: " + rank + " is not allowed; 1 and more are");
        }
        require("weights", weights, (long) table.count() * tasks);
        require("vectors", vectors, (long) table.count() * tasks * rank);
        require("dense_vectors", denseVectors, (long) dense.inputs() * tasks * rank);
        require("keys_per_row", keysPerRow, 2);
        if (funnel.parents().length != tasks) {
            throw new IllegalArgumentException(
                    "parents: " + funnel.parents().length + " given for " + tasks + " tasks");
        }
    }

    private static void require(String name, float[] given, long expected) {
        if (given.length != expected) {
            throw new IllegalArgumentException(name + ": " + given.length + " given; " + expected + " are expected");
        }
    }

    /**
     * Reads what {@link #tensors} gave.
     *
     * @throws IOException if something is missing, misshapen or out of its range; the message names it
     */
    public static FactorScorer of(Tensors tensors) throws IOException {
        try {
            int[] parents = tensors.int32("parents", Tensors.ANY);
            int tasks = parents.length;
            long[] keys = tensors.int64("keys", Tensors.ANY);
            Tensor vectors = tensors.tensor("vectors", ElementType.FLOAT32, keys.length, tasks, Tensors.ANY);
            int rank = vectors.shape()[2];
            DenseLogit dense = DenseLogit.of(tensors, tasks);
            return new FactorScorer(
                    new KeyTable(keys),
                    rank,
                    tensors.float32("weights", keys.length, tasks),
                    vectors.float32(),
                    dense,
                    tensors.float32("dense_vectors", dense.inputs(), tasks, rank),
                    new TaskFunnel(parents),
                    tensors.float32("keys_per_row", 2));
        } catch (IllegalArgumentException e) {
            throw new IOException("fm: " + e.getMessage(), e);
        }
    }

    @Override
    public Tensors tensors() {
        int tasks = dense.tasks();
        Tensors.Builder builder = Tensors.builder()
                .int32("parents", funnel.parents(), tasks)
                .int64("keys", table.keys(), table.count())
                .float32("weights", weights, table.count(), tasks)
                .float32("vectors", vectors, table.count(), tasks, rank)
                .float32("dense_vectors", denseVectors, dense.inputs(), tasks, rank)
                .float32("keys_per_row", keysPerRow, keysPerRow.length);
        dense.addTo(builder);
        return builder.build();
    }

    /** What inputs add up to: by task the linear part, and by task and dimension the vectors and their squares. */
    private final class Sums {
        private final double[] linear = new double[dense.tasks()];
        private final double[] vector = new double[dense.tasks() * rank];
        private final double[] squares = new double[dense.tasks() * rank];

        private void set(Sums other) {
            System.arraycopy(other.linear, 0, linear, 0, linear.length);
            System.arraycopy(other.vector, 0, vector, 0, vector.length);
            System.arraycopy(other.squares, 0, squares, 0, squares.length);
        }

        private void add(FieldKeys keys, KeyBag bag) {
            bag.clear();
            bag.add(keys);
            for (int i = 0; i < bag.count(); i++) {
                int place = table.placeOf(bag.key(i));
                if (place == KeyTable.NONE) {
                    continue;
                }
                float value = bag.value(i);
                for (int task = 0; task < linear.length; task++) {
                    linear[task] += (double) value * weights[place * linear.length + task];
                }
                add(vectors, place * vector.length, value);
            }
        }

        private void add(float[] source, int at, float value) {
            for (int i = 0; i < vector.length; i++) {
                double product = (double) value * source[at + i];
                vector[i] += product;
                squares[i] += product * product;
            }
        }

        private double logit(int task) {
            double pairs = 0;
            for (int i = task * rank; i < (task + 1) * rank; i++) {
                pairs += vector[i] * vector[i] - squares[i];
            }
            return linear[task] + pairs / 2;
        }
    }

    @Override
    public void score(RequestRows rows, float[][] probabilities) {
        if (rows.width() != dense.width()) {
            throw new IllegalArgumentException(
                    "statistics: rows of width " + rows.width() + " given; " + dense.width() + " is expected");
        }
        KeyBag bag = new KeyBag();
        Sums ofRequest = new Sums();
        ofRequest.add(rows.request().keys(), bag);
        Sums sums = new Sums();
        float[] inputs = new float[dense.inputs()];
        for (int row = 0; row < rows.count(); row++) {
            sums.set(ofRequest);
            sums.add(rows.items()[row].keys(), bag);
            dense.write(rows.domains()[row], rows.statistics(), row * rows.width(), inputs);
            // The constant has no vector: it would be a second weight for each of the others.
            for (int i = 1; i < inputs.length; i++) {
                if (inputs[i] != 0) {
                    sums.add(denseVectors, i * sums.vector.length, inputs[i]);
                }
            }
            for (int task = 0; task < dense.tasks(); task++) {
                probabilities[task][row] = Logistic.of(dense.logit(task, inputs) + sums.logit(task));
            }
        }
        funnel.multiply(probabilities, rows.count());
    }

    /** By the number of keys that a row had on average where it learnt. */
    @Override
    public int historyRead() {
        return 0;
    }

    @Override
    public Cost cost() {
        long tasks = dense.tasks();
        return new Cost(
                tasks * (1 + 2L * rank) * (long) Math.ceil(keysPerRow[0]),
                tasks * (1 + 2L * rank) * (long) Math.ceil(keysPerRow[1]),
                tasks * (rank + dense.inputs() + 2L * rank * (1 + 2L * dense.width())));
    }
}
