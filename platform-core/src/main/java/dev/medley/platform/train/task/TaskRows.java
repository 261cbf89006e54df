package dev.medley.platform.train.task;

import dev.medley.platform.score.Logistic;
import dev.medley.platform.train.example.Examples;

/**
 * The rows that say something about one task: label, weight and offset of each, in the order of the examples. Immutable;
 * any thread.
 *
 * <p>A drawn no stands for {@code 1 / rate} noes that are assumed. Where the yeses carry their own rate, too, the
 * correction is an offset of {@code -log rate} to the logit of every row, and an observed no counts {@code rate}, as much
 * as a draw of it would (King and Zeng, "Logistic Regression in Rare Events Data", 2001, section 4.1, with a rate that
 * varies). Where only the draws carry a rate, an offset that the yeses lack would be wrong; there each drawn no counts
 * {@code 1 / rate}, which is right in expectation and noisier. Either way the model's own logit, without the offset, is
 * that of the population.
 *
 * <p>A task with a parent has for its rows the parent's yeses, all of which were observed: no offset.
 */
public final class TaskRows {
    /** So many yeses and noes are assumed before the first is seen, half each. */
    private static final double PRIOR_ROWS = 1;

    private static final int MAX_ROUNDS = 50;
    private static final double CLOSE_ENOUGH = 1e-9;
    private static final double MAX_STEP = 2;

    private final int[] rows;
    private final float[] labels;
    private final float[] weights;
    private final float[] offsets;

    private TaskRows(int[] rows, float[] labels, float[] weights, float[] offsets) {
        this.rows = rows;
        this.labels = labels;
        this.weights = weights;
        this.offsets = offsets;
    }

    /**
     * The rows of a task.
     *
     * @param parent number of the task that must be a yes before it, or -1
     */
    public static TaskRows of(Examples examples, int task, int parent) {
        float[] answers = examples.labels()[task];
        int known = 0;
        for (int row = 0; row < examples.count(); row++) {
            known += isKnown(examples, task, parent, row) ? 1 : 0;
        }
        int[] rows = new int[known];
        float[] labels = new float[known];
        float[] weights = new float[known];
        float[] offsets = new float[known];
        boolean drawn = parent < 0 && examples.drawnTasks()[task];
        boolean everyRowHasRate = drawn && yesHasRate(examples, task);
        int at = 0;
        for (int row = 0; row < examples.count(); row++) {
            if (!isKnown(examples, task, parent, row)) {
                continue;
            }
            float rateLog = drawn ? examples.rateLog()[row] : 0;
            rows[at] = row;
            labels[at] = answers[row];
            weights[at] = 1;
            if (parent >= 0) {
                weights[at] = examples.labels()[parent][row];
            } else if (everyRowHasRate) {
                offsets[at] = -rateLog;
                boolean observedNo = answers[row] == 0 && isObserved(examples, row);
                weights[at] = observedNo ? (float) StrictMath.exp(rateLog) : 1;
            } else if (answers[row] == 0) {
                weights[at] = (float) StrictMath.exp(-rateLog);
            }
            at++;
        }
        return new TaskRows(rows, labels, weights, offsets);
    }

    /** How many there are. */
    public int count() {
        return rows.length;
    }

    /** The number of the row among the examples. */
    public int row(int index) {
        return rows[index];
    }

    /** Its answer, 0 to 1. */
    public float label(int index) {
        return labels[index];
    }

    /** How much it counts, not negative. */
    public float weight(int index) {
        return weights[index];
    }

    /** What is added to the model's logit in training. */
    public float offset(int index) {
        return offsets[index];
    }

    /** Some of them. */
    public TaskRows only(int[] indexes) {
        int[] someRows = new int[indexes.length];
        float[] someLabels = new float[indexes.length];
        float[] someWeights = new float[indexes.length];
        float[] someOffsets = new float[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            someRows[i] = rows[indexes[i]];
            someLabels[i] = labels[indexes[i]];
            someWeights[i] = weights[indexes[i]];
            someOffsets[i] = offsets[indexes[i]];
        }
        return new TaskRows(someRows, someLabels, someWeights, someOffsets);
    }

    /** The one logit that fits all rows best, by Newton's method; 0 if there are none. */
    public double intercept() {
        double logit = 0;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            double prior = Logistic.preciselyOf(logit);
            double gradient = PRIOR_ROWS * (prior - 0.5);
            double bend = PRIOR_ROWS * prior * (1 - prior);
            for (int i = 0; i < rows.length; i++) {
                double probability = Logistic.preciselyOf(logit + offsets[i]);
                gradient += weights[i] * (probability - labels[i]);
                bend += weights[i] * probability * (1 - probability);
            }
            double step = Math.clamp(gradient / Math.max(bend, 1e-12), -MAX_STEP, MAX_STEP);
            logit -= step;
            if (Math.abs(step) < CLOSE_ENOUGH) {
                break;
            }
        }
        return logit;
    }

    /** The loss of a row whose training logit, offset included, is that: cross-entropy in nats, times the weight. */
    public double loss(int index, double trainingLogit) {
        // log(1 + e^-|x|) is exact where the probability itself would round to 0 or 1.
        double loss = Math.max(trainingLogit, 0)
                - trainingLogit * labels[index]
                + StrictMath.log1p(StrictMath.exp(-Math.abs(trainingLogit)));
        return weights[index] * loss;
    }

    /** The sum of the weights. */
    public double totalWeight() {
        double total = 0;
        for (float weight : weights) {
            total += weight;
        }
        return total;
    }

    private static boolean isKnown(Examples examples, int task, int parent, int row) {
        return !Float.isNaN(examples.labels()[task][row]) && (parent < 0 || examples.labels()[parent][row] > 0);
    }

    private static boolean yesHasRate(Examples examples, int task) {
        float[] answers = examples.labels()[task];
        for (int row = 0; row < answers.length; row++) {
            if (answers[row] > 0 && examples.rateLog()[row] != 0) {
                return true;
            }
        }
        return false;
    }

    /** A drawn row is a no for every drawn task, and says nothing of the others. */
    private static boolean isObserved(Examples examples, int row) {
        for (int task = 0; task < examples.tasks(); task++) {
            float answer = examples.labels()[task][row];
            if (examples.drawnTasks()[task] ? answer != 0 : !Float.isNaN(answer)) {
                return true;
            }
        }
        return false;
    }
}
