package dev.medley.platform.train.stack;

import dev.medley.platform.score.Logistic;
import dev.medley.platform.score.stack.StackedScorer;
import dev.medley.platform.train.task.TaskRows;

/**
 * How much two scorers are to be believed of one task: the logistic regression of what happened on both logits, by
 * Newton's method, with no negative weight (Breiman, "Stacked regressions", Machine Learning 1996, section 3). A few rows
 * say little, so half and half is assumed to begin with.
 */
final class StackWeights {
    private static final double[] ASSUMED = {0.5, 0.5, 0};
    /** What is assumed counts as if a logit of 1 had been seen in about four times so many rows. */
    private static final double ASSUMED_STRENGTH = 10;

    private static final int ROUNDS = 30;
    private static final double CLOSE_ENOUGH = 1e-7;
    private static final int COUNT = StackedScorer.WEIGHTS;

    private final TaskRows rows;
    private final double[] left;
    private final double[] right;

    /**
     * Of a task.
     *
     * @param left for each row of the examples what one scorer says, a probability
     * @param right what the other says
     */
    StackWeights(TaskRows rows, float[] left, float[] right) {
        this.rows = rows;
        this.left = logits(left);
        this.right = logits(right);
    }

    private double[] logits(float[] probabilities) {
        double[] logits = new double[rows.count()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = StackedScorer.logit(probabilities[rows.row(i)]);
        }
        return logits;
    }

    /** The weights of both logits, and what is added. */
    double[] fit() {
        double[] weights = fit(new boolean[] {true, true, true});
        if (weights[0] < 0) {
            return fit(new boolean[] {false, true, true});
        }
        return weights[1] < 0 ? fit(new boolean[] {true, false, true}) : weights;
    }

    /** Those that are free; the others are 0. */
    private double[] fit(boolean[] free) {
        double[] weights = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            weights[i] = free[i] ? ASSUMED[i] : 0;
        }
        for (int round = 0; round < ROUNDS; round++) {
            double[] step = step(weights, free);
            double largest = 0;
            for (int i = 0; i < COUNT; i++) {
                weights[i] -= step[i];
                largest = Math.max(largest, Math.abs(step[i]));
            }
            if (largest < CLOSE_ENOUGH) {
                break;
            }
        }
        return weights;
    }

    private double[] step(double[] weights, boolean[] free) {
        double[] gradient = new double[COUNT];
        double[][] bend = new double[COUNT][COUNT];
        for (int i = 0; i < COUNT; i++) {
            gradient[i] = ASSUMED_STRENGTH * (weights[i] - ASSUMED[i]);
            bend[i][i] = ASSUMED_STRENGTH;
        }
        double[] x = {0, 0, 1};
        for (int row = 0; row < rows.count(); row++) {
            x[0] = left[row];
            x[1] = right[row];
            double logit = weights[0] * x[0] + weights[1] * x[1] + weights[2] + rows.offset(row);
            double probability = Logistic.preciselyOf(logit);
            double error = rows.weight(row) * (probability - rows.label(row));
            double slope = rows.weight(row) * probability * (1 - probability);
            for (int i = 0; i < COUNT; i++) {
                gradient[i] += error * x[i];
                for (int j = 0; j < COUNT; j++) {
                    bend[i][j] += slope * x[i] * x[j];
                }
            }
        }
        for (int i = 0; i < COUNT; i++) {
            if (!free[i]) {
                gradient[i] = 0;
                for (int j = 0; j < COUNT; j++) {
                    bend[i][j] = i == j ? 1 : 0;
                    bend[j][i] = bend[i][j];
                }
            }
        }
        return solve(bend, gradient);
    }

    /** By elimination; the matrix is positive definite, so no row has to be exchanged. */
    private static double[] solve(double[][] matrix, double[] right) {
        for (int pivot = 0; pivot < COUNT; pivot++) {
            for (int row = pivot + 1; row < COUNT; row++) {
                double factor = matrix[row][pivot] / matrix[pivot][pivot];
                for (int column = pivot; column < COUNT; column++) {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
                right[row] -= factor * right[pivot];
            }
        }
        for (int pivot = COUNT - 1; pivot >= 0; pivot--) {
            for (int column = pivot + 1; column < COUNT; column++) {
                right[pivot] -= matrix[pivot][column] * right[column];
            }
            right[pivot] /= matrix[pivot][pivot];
        }
        return right;
    }
}
