package dev.medley.platform.train.fm;

import dev.medley.platform.score.Logistic;
import dev.medley.platform.score.sparse.DenseLogit;
import dev.medley.platform.score.sparse.KeyBag;
import dev.medley.platform.score.sparse.KeyTable;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.sparse.DenseFit;
import dev.medley.platform.train.sparse.Epochs;
import dev.medley.platform.train.task.TaskRows;
import java.util.SplittableRandom;

/**
 * Weights and vectors of one task. An input's parameters stand together, the weight and then the vector, so that a row
 * touches few lines of memory. Keys come first, then the inputs of {@link DenseLogit}, whose weights are held still.
 */
final class FactorFit implements Epochs.Learner {
    /** Adagrad's sums begin here: the first steps are not above the rate. */
    private static final float FIRST_SQUARES = 1;

    /** Rows with the part of their logits that is held still. */
    record Part(Examples examples, TaskRows rows, float[] logits) {}

    private final FactorSettings settings;
    private final KeyTable table;
    private final DenseLogit form;
    private final Part learn;
    private final Part validation;
    private final int rank;
    private final int stride;
    /** The first of the dense inputs that has a vector, and the one after the last. */
    private final int firstVector;

    private final int endVector;
    private final float[] parameters;
    private final float[] squares;
    private final KeyBag bag = new KeyBag();
    private final float[] dense;
    private final float[] sum;
    private int[] places = new int[64];
    private float[] values = new float[64];
    private int count;
    private float[] kept;

    FactorFit(FactorSettings settings, KeyTable table, DenseLogit form, Part learn, Part validation, long seed) {
        this.settings = settings;
        this.table = table;
        this.form = form;
        this.learn = learn;
        this.validation = validation;
        rank = settings.rank();
        stride = rank + 1;
        dense = new float[form.inputs()];
        sum = new float[rank];
        parameters = new float[Math.multiplyExact(table.count() + form.inputs(), stride)];
        squares = new float[parameters.length];
        // One domain alone would be a second weight for each of the others.
        firstVector = form.firstStatistic() > 2 ? 1 : form.firstStatistic();
        endVector = settings.statisticVectors() ? form.inputs() : form.firstStatistic();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < parameters.length; i++) {
            squares[i] = FIRST_SQUARES;
            int input = i / stride - table.count();
            boolean vector = i % stride > 0 && (input < 0 || input >= firstVector && input < endVector);
            parameters[i] = vector ? (float) (settings.spread() * random.nextGaussian()) : 0;
        }
        keep();
    }

    /** Puts a row's inputs in place and says what they add to the logit. */
    private double read(Part part, int index) {
        int row = part.rows.row(index);
        Examples examples = part.examples;
        FactorTrainer.fill(examples, row, bag);
        if (places.length < bag.count() + dense.length) {
            places = new int[2 * (bag.count() + dense.length)];
            values = new float[places.length];
        }
        count = 0;
        double logit = 0;
        for (int i = 0; i < bag.count(); i++) {
            int place = table.placeOf(bag.key(i));
            if (place != KeyTable.NONE) {
                logit += (double) bag.value(i) * parameters[place * stride];
                values[count] = bag.value(i);
                places[count++] = place * stride;
            }
        }
        form.write(examples.domain()[row], examples.statistics(), row * examples.width(), dense);
        for (int i = firstVector; i < endVector; i++) {
            if (dense[i] != 0) {
                values[count] = dense[i];
                places[count++] = (table.count() + i) * stride;
            }
        }
        double pairs = 0;
        for (int j = 0; j < rank; j++) {
            sum[j] = 0;
        }
        for (int i = 0; i < count; i++) {
            int at = places[i] + 1;
            float value = values[i];
            for (int j = 0; j < rank; j++) {
                float product = value * parameters[at + j];
                sum[j] += product;
                pairs -= product * product;
            }
        }
        for (int j = 0; j < rank; j++) {
            pairs += sum[j] * sum[j];
        }
        return logit + pairs / 2;
    }

    @Override
    public double learn(int index) {
        TaskRows rows = learn.rows;
        double logit = learn.logits[index] + read(learn, index);
        float weight = rows.weight(index);
        float error = (float) (weight * (Logistic.preciselyOf(logit) - rows.label(index)));
        float weightPull = (float) settings.weightPull() * weight;
        float vectorPull = (float) settings.vectorPull() * weight;
        float rate = (float) settings.rate();
        int firstDense = table.count() * stride;
        for (int i = 0; i < count; i++) {
            int at = places[i];
            float value = values[i];
            if (at < firstDense) {
                step(at, error * value + weightPull * parameters[at], rate);
            }
            for (int j = 0; j < rank; j++) {
                int place = at + 1 + j;
                float parameter = parameters[place];
                float gradient = error * value * (sum[j] - value * parameter) + vectorPull * parameter;
                step(place, gradient, rate);
            }
        }
        return rows.loss(index, logit);
    }

    private void step(int place, float gradient, float rate) {
        float squared = squares[place] + gradient * gradient;
        squares[place] = squared;
        parameters[place] -= rate * gradient / (float) Math.sqrt(squared);
    }

    @Override
    public double validationLoss() {
        float[] logits = new float[validation.logits.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (validation.logits[i] + read(validation, i));
        }
        return DenseFit.meanLoss(validation.rows, logits);
    }

    @Override
    public void keep() {
        kept = parameters.clone();
    }

    /** Writes the best parameters as {@link dev.medley.platform.score.fm.FactorScorer} takes them. */
    void write(int task, int tasks, float[] weights, float[] vectors, float[] denseVectors) {
        for (int key = 0; key < table.count(); key++) {
            weights[key * tasks + task] = kept[key * stride];
            System.arraycopy(kept, key * stride + 1, vectors, (key * tasks + task) * rank, rank);
        }
        for (int i = 0; i < form.inputs(); i++) {
            int from = (table.count() + i) * stride + 1;
            System.arraycopy(kept, from, denseVectors, (i * tasks + task) * rank, rank);
        }
    }
}
