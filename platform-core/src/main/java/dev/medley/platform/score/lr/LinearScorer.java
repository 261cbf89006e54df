package dev.medley.platform.score.lr;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.score.Logistic;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.TaskFunnel;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.sparse.DenseLogit;
import dev.medley.platform.score.sparse.KeyBag;
import dev.medley.platform.score.sparse.KeyTable;
import dev.medley.platform.score.weights.Tensors;
import java.io.IOException;

/**
 * Logistic regression: the keys of request and item, their {@link Crosses}, domain and statistics. A key that was not
 * learnt weighs nothing. Immutable; any thread.
 */
public final class LinearScorer implements Scorer {
    private final KeyTable table;
    private final float[] weights;
    private final DenseLogit dense;
    private final TaskFunnel funnel;
    private final float[] keysPerRow;

    /**
     * A scorer.
     *
     * @param weights key after key, a weight for each task
     * @param keysPerRow how many keys of the request, keys of the item and crosses a row has on average
     * @throws IllegalArgumentException if the parts do not go together
     */
    public LinearScorer(KeyTable table, float[] weights, DenseLogit dense, TaskFunnel funnel, float[] keysPerRow) {
        this.table = table;
        this.weights = weights.clone();
        this.dense = dense;
        this.funnel = funnel;
        this.keysPerRow = keysPerRow.clone();
        if ((long) table.count() * dense.tasks() != weights.length || funnel.parents().length != dense.tasks()) {
            throw new IllegalArgumentException("weights: " + weights.length + " given for " + table.count()
                    + " keys and " + dense.tasks() + " tasks, " + funnel.parents().length + " parents");
        }
        if (keysPerRow.length != 3) {
            throw new IllegalArgumentException("keys_per_row: " + keysPerRow.length + " given; 3 are expected");
        }
    }

    /**
     * Reads what {@link #tensors} gave.
     *
     * @throws IOException if something is missing, misshapen or out of its range; the message names it
     */
    public static LinearScorer of(Tensors tensors) throws IOException {
        try {
            int[] parents = tensors.int32("parents", Tensors.ANY);
            long[] keys = tensors.int64("keys", Tensors.ANY);
            return new LinearScorer(
                    new KeyTable(keys),
                    tensors.float32("weights", keys.length, parents.length),
                    DenseLogit.of(tensors, parents.length),
                    new TaskFunnel(parents),
                    tensors.float32("keys_per_row", 3));
        } catch (IllegalArgumentException e) {
            throw new IOException("lr: " + e.getMessage(), e);
        }
    }

    @Override
    public Tensors tensors() {
        int tasks = dense.tasks();
        Tensors.Builder builder = Tensors.builder()
                .int32("parents", funnel.parents(), tasks)
                .int64("keys", table.keys(), table.count())
                .float32("weights", weights, table.count(), tasks)
                .float32("keys_per_row", keysPerRow, keysPerRow.length);
        dense.addTo(builder);
        return builder.build();
    }

    @Override
    public void score(RequestRows rows, float[][] probabilities) {
        if (rows.width() != dense.width()) {
            throw new IllegalArgumentException(
                    "statistics: rows of width " + rows.width() + " given; " + dense.width() + " is expected");
        }
        int tasks = dense.tasks();
        KeyBag bag = new KeyBag();
        bag.add(rows.request().keys());
        double[] ofRequest = new double[tasks];
        add(bag, ofRequest);
        double[] logits = new double[tasks];
        float[] inputs = new float[dense.inputs()];
        for (int row = 0; row < rows.count(); row++) {
            dense.write(rows.domains()[row], rows.statistics(), row * rows.width(), inputs);
            bag.clear();
            bag.add(rows.items()[row].keys());
            Crosses.add(rows.request().keys(), rows.items()[row].keys(), rows.domains()[row], bag);
            System.arraycopy(ofRequest, 0, logits, 0, tasks);
            add(bag, logits);
            for (int task = 0; task < tasks; task++) {
                probabilities[task][row] = Logistic.of(dense.logit(task, inputs) + logits[task]);
            }
        }
        funnel.multiply(probabilities, rows.count());
    }

    private void add(KeyBag bag, double[] logits) {
        int tasks = logits.length;
        for (int i = 0; i < bag.count(); i++) {
            int place = table.placeOf(bag.key(i));
            if (place != KeyTable.NONE) {
                float value = bag.value(i);
                for (int task = 0; task < tasks; task++) {
                    logits[task] += (double) value * weights[place * tasks + task];
                }
            }
        }
    }

    /** By the number of keys that a row had on average where it learnt. */
    @Override
    public int historyRead() {
        return 0;
    }

    @Override
    public Cost cost() {
        int tasks = dense.tasks();
        return new Cost(
                tasks * (long) Math.ceil(keysPerRow[0]),
                tasks * (long) Math.ceil(keysPerRow[1]),
                tasks * ((long) Math.ceil(keysPerRow[2]) + dense.inputs()));
    }
}
