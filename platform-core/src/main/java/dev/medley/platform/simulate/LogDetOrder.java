package dev.medley.platform.simulate;

import java.util.Arrays;

/**
 * Value and diversity, place by place: the greatest {@code value + theta * (gain of log det(I + alpha * L))} with {@code L}
 * the cosines of the rows, by incremental Cholesky (L. Chen, G. Zhang, E. Zhou, NeurIPS 2018, arXiv 1709.05135, algorithm
 * 1, with {@code I + alpha * L} as the kernel).
 *
 * @param theta weight of diversity, in units of value, 0 or more
 * @param alpha how fast likeness costs, above 0
 */
record LogDetOrder(double theta, double alpha) implements SlateOrder {
    @Override
    public void lay(double[] values, float[][] vectors, int[] slate) {
        int rows = values.length;
        double[][] cholesky = new double[slate.length][rows];
        double[] left = new double[rows];
        boolean[] placed = new boolean[rows];
        Arrays.fill(left, 1 + alpha);
        for (int place = 0; place < slate.length; place++) {
            int best = -1;
            double bestGain = 0;
            for (int row = 0; row < rows; row++) {
                double gain = values[row] + theta * Math.log(left[row]);
                if (!placed[row] && (best < 0 || gain > bestGain)) {
                    best = row;
                    bestGain = gain;
                }
            }
            slate[place] = best;
            placed[best] = true;
            double root = Math.sqrt(left[best]);
            for (int row = 0; row < rows; row++) {
                if (placed[row]) {
                    continue;
                }
                double entry = alpha * dot(vectors[best], vectors[row]);
                for (int earlier = 0; earlier < place; earlier++) {
                    entry -= cholesky[earlier][best] * cholesky[earlier][row];
                }
                entry /= root;
                cholesky[place][row] = entry;
                // I + alpha L is positive definite with eigenvalues of 1 and more; less is rounding.
                left[row] = Math.max(1, left[row] - entry * entry);
            }
        }
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
