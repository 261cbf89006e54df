package dev.medley.platform.train.torch;

import dev.medley.platform.evaluate.JudgedRows;
import dev.medley.platform.evaluate.Metrics;

/** The area under the ROC curve by which passes are compared: {@link Metrics#auc} of answers, which grades are made into. */
final class RankAuc {
    private RankAuc() {}

    /**
     * Mean over the tasks that have both answers; labels above one half are yes.
     *
     * @param labels for each task and row; NaN is left out
     * @return NaN if no task has both answers
     */
    static double mean(float[][] labels, float[][] probabilities) {
        double sum = 0;
        int tasks = 0;
        for (int task = 0; task < labels.length; task++) {
            double area = of(labels[task], probabilities[task]);
            if (!Double.isNaN(area)) {
                sum += area;
                tasks++;
            }
        }
        return sum / tasks;
    }

    /** NaN if there are not both answers; 0 where a probability is no number: a pass that gave it is none to keep. */
    static double of(float[] labels, float[] probabilities) {
        float[] answers = new float[labels.length];
        for (int row = 0; row < answers.length; row++) {
            if (Float.isNaN(labels[row])) {
                answers[row] = Float.NaN;
                continue;
            }
            if (Float.isNaN(probabilities[row])) {
                return 0;
            }
            answers[row] = labels[row] > 0.5f ? 1 : 0;
        }
        Double area = Metrics.auc(JudgedRows.of(probabilities, answers));
        return area == null ? Double.NaN : area;
    }
}
