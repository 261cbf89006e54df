package dev.medley.platform.score.core;

import dev.medley.platform.score.Logistic;

/** Logits of tasks to probabilities: a task in a funnel is its parents' probabilities times its own (ESMM). */
final class Funnel {
    private Funnel() {}

    /**
     * Writes the probabilities of a block of rows.
     *
     * @param logits for each task those of {@code rows} rows
     * @param from index of the first row in {@code probabilities}
     */
    static void write(float[][] logits, int rows, int[] parents, float[][] probabilities, int from) {
        double[] own = new double[parents.length];
        for (int row = 0; row < rows; row++) {
            for (int task = 0; task < parents.length; task++) {
                own[task] = Logistic.preciselyOf(logits[task][row]);
            }
            for (int task = 0; task < parents.length; task++) {
                double probability = 1;
                for (int at = task; at >= 0; at = parents[at]) {
                    probability *= own[at];
                }
                probabilities[task][from + row] = (float) probability;
            }
        }
    }
}
