package dev.medley.platform.score.core;

/**
 * Loops over flat arrays. Every sum runs in one fixed order, and products are added to whole rows, so that the compiler
 * can take several columns at a time without changing a bit.
 */
final class Dense {
    private Dense() {}

    /**
     * Adds to {@code y[yAt ..]} the row vector {@code x[xAt .. xAt + in)} times a matrix of {@code in} rows. Four rows at
     * a time, added one after the other: the same bits as row by row, a quarter of the loads and stores.
     */
    static void multiplyAdd(float[] x, int xAt, int in, float[] matrix, int from, int out, float[] y, int yAt) {
        int i = 0;
        for (; i + 4 <= in; i += 4) {
            float first = x[xAt + i];
            float second = x[xAt + i + 1];
            float third = x[xAt + i + 2];
            float fourth = x[xAt + i + 3];
            int row = from + i * out;
            int row2 = row + out;
            int row3 = row2 + out;
            int row4 = row3 + out;
            for (int j = 0; j < out; j++) {
                y[yAt + j] = y[yAt + j]
                        + first * matrix[row + j]
                        + second * matrix[row2 + j]
                        + third * matrix[row3 + j]
                        + fourth * matrix[row4 + j];
            }
        }
        for (; i < in; i++) {
            float factor = x[xAt + i];
            int row = from + i * out;
            for (int j = 0; j < out; j++) {
                y[yAt + j] += factor * matrix[row + j];
            }
        }
    }

    /** Adds {@code count} numbers. */
    static void add(float[] x, int xAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            y[yAt + i] += x[xAt + i];
        }
    }

    /** Twice the logistic function of each: a gate, 1 at 0. */
    static void gates(float[] x, int at, int count) {
        for (int i = 0; i < count; i++) {
            x[at + i] = (float) (2 / (1 + StrictMath.exp(-x[at + i])));
        }
    }
}
