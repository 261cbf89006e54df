package dev.medley.platform.train.torch;

import dev.medley.platform.train.example.Examples;

/**
 * What statistics are counted from and in. Immutable; the arrays are not to be changed.
 *
 * @param means of the statistics
 * @param deviations of the statistics, above 0
 */
record StatisticScale(float[] means, float[] deviations) {
    /** That of the rows of examples that have them. */
    static StatisticScale of(Examples examples) {
        int width = examples.width();
        float[] means = new float[width];
        float[] deviations = new float[width];
        for (int i = 0; i < width; i++) {
            double sum = 0;
            double squares = 0;
            int known = 0;
            for (int row = 0; row < examples.count(); row++) {
                double number = examples.statistics()[row * width + i];
                if (Double.isFinite(number)) {
                    sum += number;
                    squares += number * number;
                    known++;
                }
            }
            double mean = known == 0 ? 0 : sum / known;
            double variance = known == 0 ? 0 : squares / known - mean * mean;
            means[i] = (float) mean;
            deviations[i] = variance > 1e-12 ? (float) Math.sqrt(variance) : 1;
        }
        return new StatisticScale(means, deviations);
    }
}
