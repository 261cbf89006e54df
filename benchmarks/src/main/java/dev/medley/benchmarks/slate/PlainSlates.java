package dev.medley.benchmarks.slate;

import java.util.Arrays;

/**
 * What is compared with, each as its paper has it, without rules: row by row over vectors as they come. They fill the
 * same arrays again and again, as the re-ranker does.
 */
final class PlainSlates {
    private float[] state = new float[0];
    private float[] factors = new float[0];
    private float[] residuals = new float[0];
    private float[] projections = new float[0];
    private boolean[] isPlaced = new boolean[0];
    private int[] slate = new int[0];

    /** Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): value less the greatest likeness so far. */
    int[] marginalRelevance(SlateInput input, float weight) {
        begin(input);
        Arrays.fill(state, 0, input.rows, 0);
        for (int place = 0; place < input.places; place++) {
            int best = -1;
            float bestGain = 0;
            for (int row = 0; row < input.rows; row++) {
                float gain = (1 - weight) * input.values[row] - weight * state[row];
                if (!isPlaced[row] && (best < 0 || gain > bestGain)) {
                    best = row;
                    bestGain = gain;
                }
            }
            take(best, place);
            for (int row = 0; row < input.rows; row++) {
                float likeness = product(input.vectors, row, input.vectors, best, input.dimension);
                state[row] = Math.max(state[row], likeness);
            }
        }
        return slate;
    }

    /** Greedy maximum of a determinantal point process: algorithm 1 of Chen et al., NeurIPS 2018. */
    int[] determinantal(SlateInput input, float theta, float alpha) {
        begin(input);
        int width = input.places;
        if (factors.length < input.rows * width) {
            factors = new float[input.rows * width];
        }
        Arrays.fill(state, 0, input.rows, 1 + alpha);
        for (int place = 0; place < input.places; place++) {
            int best = -1;
            double bestGain = 0;
            for (int row = 0; row < input.rows; row++) {
                if (!isPlaced[row]) {
                    double gain = input.values[row] + theta * Math.log(state[row]);
                    if (best < 0 || gain > bestGain) {
                        best = row;
                        bestGain = gain;
                    }
                }
            }
            take(best, place);
            float pivot = (float) Math.sqrt(state[best]);
            for (int row = 0; row < input.rows; row++) {
                if (!isPlaced[row]) {
                    float entry = alpha * product(input.vectors, row, input.vectors, best, input.dimension);
                    for (int i = 0; i < place; i++) {
                        entry -= factors[row * width + i] * factors[best * width + i];
                    }
                    entry /= pivot;
                    factors[row * width + place] = entry;
                    state[row] -= entry * entry;
                }
            }
        }
        return slate;
    }

    /** Sliding spectrum decomposition (Huang et al., KDD 2021) with the projections of a window kept to be added back. */
    int[] spectrum(SlateInput input, float gamma, int window) {
        begin(input);
        int rows = input.rows;
        int dimension = input.dimension;
        if (residuals.length < rows * dimension) {
            residuals = new float[rows * dimension];
        }
        if (projections.length < rows * window) {
            projections = new float[rows * window];
        }
        System.arraycopy(input.vectors, 0, residuals, 0, rows * dimension);
        double volume = gamma;
        for (int place = 0; place < input.places; place++) {
            int best = -1;
            double bestGain = 0;
            double bestLength = 0;
            for (int row = 0; row < rows; row++) {
                if (!isPlaced[row]) {
                    double length = Math.sqrt(product(residuals, row, residuals, row, dimension));
                    double gain = input.values[row] + volume * length;
                    if (best < 0 || gain > bestGain) {
                        best = row;
                        bestGain = gain;
                        bestLength = length;
                    }
                }
            }
            take(best, place);
            volume *= bestLength;
            float square = Math.max(1e-12f, product(residuals, best, residuals, best, dimension));
            for (int row = 0; row < rows; row++) {
                if (!isPlaced[row]) {
                    if (place >= window - 1) {
                        int oldest = slate[place - window + 1];
                        add(row, projections[row * window + (place + 1) % window], oldest, dimension);
                    }
                    float by = product(residuals, row, residuals, best, dimension) / square;
                    projections[row * window + place % window] = by;
                    add(row, -by, best, dimension);
                }
            }
        }
        return slate;
    }

    /** A placed row's residual stays as it was when it was placed. */
    private void add(int row, float by, int placed, int dimension) {
        for (int i = 0; i < dimension; i++) {
            residuals[row * dimension + i] += by * residuals[placed * dimension + i];
        }
    }

    private static float product(float[] left, int leftRow, float[] right, int rightRow, int dimension) {
        int i = leftRow * dimension;
        int j = rightRow * dimension;
        int end = i + dimension - dimension % 4;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (; i < end; i += 4, j += 4) {
            sum0 += left[i] * right[j];
            sum1 += left[i + 1] * right[j + 1];
            sum2 += left[i + 2] * right[j + 2];
            sum3 += left[i + 3] * right[j + 3];
        }
        float sum = sum0 + sum1 + (sum2 + sum3);
        for (; i < (leftRow + 1) * dimension; i++, j++) {
            sum += left[i] * right[j];
        }
        return sum;
    }

    private void begin(SlateInput input) {
        if (state.length < input.rows) {
            state = new float[input.rows];
            isPlaced = new boolean[input.rows];
        }
        if (slate.length < input.places) {
            slate = new int[input.places];
        }
        Arrays.fill(isPlaced, 0, input.rows, false);
    }

    private void take(int row, int place) {
        isPlaced[row] = true;
        slate[place] = row;
    }
}
