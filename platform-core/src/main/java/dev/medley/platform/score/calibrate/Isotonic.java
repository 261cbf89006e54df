package dev.medley.platform.score.calibrate;

import java.util.Arrays;

/** Isotonic regression: the never falling values that are nearest to those given, in weighted squares. */
final class Isotonic {
    private Isotonic() {}

    /**
     * By pooling adjacent violators (Ayer et al. 1955; in one pass with a stack, as Best and Chakravarti 1990), in time
     * linear in the values.
     *
     * @param values finite
     * @param weights one for each, above 0
     * @return a new array, never falling
     */
    static double[] fit(double[] values, double[] weights) {
        double[] means = new double[values.length];
        double[] sums = new double[values.length];
        int[] ends = new int[values.length];
        int blocks = 0;
        for (int i = 0; i < values.length; i++) {
            means[blocks] = values[i];
            sums[blocks] = weights[i];
            ends[blocks] = i + 1;
            blocks++;
            while (blocks > 1 && means[blocks - 2] >= means[blocks - 1]) {
                double sum = sums[blocks - 2] + sums[blocks - 1];
                means[blocks - 2] = (sums[blocks - 2] * means[blocks - 2] + sums[blocks - 1] * means[blocks - 1]) / sum;
                sums[blocks - 2] = sum;
                ends[blocks - 2] = ends[blocks - 1];
                blocks--;
            }
        }
        double[] fitted = new double[values.length];
        int from = 0;
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(fitted, from, ends[block], means[block]);
            from = ends[block];
        }
        return fitted;
    }
}
