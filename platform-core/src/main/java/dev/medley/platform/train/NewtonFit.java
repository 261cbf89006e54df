package dev.medley.platform.train;

import dev.medley.platform.score.Logistic;

/**
 * Logistic regression on few inputs by Newton's method: exact, without a learning rate, the same for the same rows in
 * the same order.
 */
final class NewtonFit {
    private static final int MAX_ROUNDS = 25;
    private static final double CLOSE_ENOUGH = 1e-6;
    /** A round moves no weight by more: far from the optimum the quadratic model is not to be believed. */
    private static final double MAX_STEP = 2;

    private NewtonFit() {}

    /** The rows to fit, told one by one, each time in the same order. */
    interface Rows {
        /** Tells every row. */
        void forEach(RowAction action);
    }

    /** Hears about a row. */
    interface RowAction {
        /**
         * A row.
         *
         * @param inputs the inputs; read before the call returns
         * @param offset added to the logit, not learnt
         * @param weight how much it counts, not negative
         * @param yes the answer
         */
        void accept(double[] inputs, double offset, double weight, boolean yes);
    }

    /**
     * The weights.
     *
     * @param start where to begin, one for each input; not changed
     * @param ridge for each input, the strength of its pull to {@code start}; above 0
     */
    static double[] fit(double[] start, double[] ridge, Rows rows) {
        int count = start.length;
        double[] weights = start.clone();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            double[] gradient = new double[count];
            double[][] curvature = new double[count][count];
            for (int i = 0; i < count; i++) {
                gradient[i] = ridge[i] * (weights[i] - start[i]);
                curvature[i][i] = ridge[i];
            }
            accumulate(weights, rows, gradient, curvature);
            double[] step = solve(curvature, gradient);
            double largest = 0;
            for (double part : step) {
                largest = Math.max(largest, Math.abs(part));
            }
            double scale = largest > MAX_STEP ? MAX_STEP / largest : 1;
            for (int i = 0; i < count; i++) {
                weights[i] -= scale * step[i];
            }
            if (largest < CLOSE_ENOUGH) {
                break;
            }
        }
        return weights;
    }

    private static void accumulate(double[] weights, Rows rows, double[] gradient, double[][] curvature) {
        int count = weights.length;
        rows.forEach((inputs, offset, weight, yes) -> {
            double logit = offset;
            for (int i = 0; i < count; i++) {
                logit += weights[i] * inputs[i];
            }
            double probability = Logistic.preciselyOf(logit);
            double error = weight * (probability - (yes ? 1 : 0));
            double bend = weight * probability * (1 - probability);
            for (int i = 0; i < count; i++) {
                gradient[i] += error * inputs[i];
                double scaled = bend * inputs[i];
                double[] line = curvature[i];
                for (int j = 0; j <= i; j++) {
                    line[j] += scaled * inputs[j];
                }
            }
        });
    }

    /** Solves by Cholesky; the lower triangle of a positive definite matrix is given, and overwritten. */
    private static double[] solve(double[][] matrix, double[] right) {
        int count = right.length;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / matrix[j][j];
            }
        }
        double[] solution = right.clone();
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < i; k++) {
                solution[i] -= matrix[i][k] * solution[k];
            }
            solution[i] /= matrix[i][i];
        }
        for (int i = count - 1; i >= 0; i--) {
            for (int k = i + 1; k < count; k++) {
                solution[i] -= matrix[k][i] * solution[k];
            }
            solution[i] /= matrix[i][i];
        }
        return solution;
    }
}
