package dev.medley.platform.score.core;

import java.util.Arrays;

/**
 * What {@link Dense} does to one row, done to a block of rows at once.
 *
 * <p>Layout: an array for each feature, {@code x[feature][row]}; a block has at most {@link #ROWS} rows, and {@code rows}
 * says how many of an array's elements are meant. Every loop runs over the rows, which know nothing of each other: as
 * many are taken at a time as a register holds, and each row's sums still run in the one order that the features have,
 * so its bits do not depend on which rows stand beside it. The features are arrays of their own, not stretches of one
 * array, because the compiler takes several rows at a time only where a store cannot reach what is loaded later: here
 * both have the same index, whichever arrays they are.
 */
final class DenseBlock {
    /** Rows of a full block: a token and its net's inner layer stay in the first cache. */
    static final int ROWS = 128;

    private static final float EPSILON = 1e-5f;
    private static final float LOG2_E = 1.442_695_04f;
    private static final float LN2_HIGH = 0.693_359_375f;
    private static final float LN2_LOW = -2.121_944_4e-4f;
    private static final float EXP_MIN = -87;
    /** Adding and taking it away rounds a float of moderate size to a whole number. */
    private static final float ROUNDER = 12_582_912f;

    private DenseBlock() {}

    /** Adds the features {@code x[xAt .. xAt + in)} times a matrix of {@code in} rows to {@code y[yAt .. yAt + out)}. */
    static void multiplyAdd(
            float[][] x, int xAt, int in, float[] matrix, int from, int out, float[][] y, int yAt, int rows) {
        multiplyAdd(x, xAt, in, matrix, from, out, out, y, yAt, rows);
    }

    /**
     * The same with the first columns of a matrix.
     *
     * @param stride columns of the matrix
     * @param out how many of them are taken
     */
    static void multiplyAdd(
            float[][] x,
            int xAt,
            int in,
            float[] matrix,
            int from,
            int stride,
            int out,
            float[][] y,
            int yAt,
            int rows) {
        int i = 0;
        for (; i + 4 <= in; i += 4) {
            float[] x0 = x[xAt + i];
            float[] x1 = x[xAt + i + 1];
            float[] x2 = x[xAt + i + 2];
            float[] x3 = x[xAt + i + 3];
            if (isZero(x0, rows) && isZero(x1, rows) && isZero(x2, rows) && isZero(x3, rows)) {
                continue;
            }
            int place = from + i * stride;
            int j = 0;
            for (; j + 2 <= out; j += 2) {
                int here = place + j;
                add4(
                        x0,
                        x1,
                        x2,
                        x3,
                        matrix[here],
                        matrix[here + stride],
                        matrix[here + 2 * stride],
                        matrix[here + 3 * stride],
                        y[yAt + j],
                        matrix[here + 1],
                        matrix[here + stride + 1],
                        matrix[here + 2 * stride + 1],
                        matrix[here + 3 * stride + 1],
                        y[yAt + j + 1],
                        rows);
            }
            if (j < out) {
                int here = place + j;
                add4(
                        x0,
                        x1,
                        x2,
                        x3,
                        matrix[here],
                        matrix[here + stride],
                        matrix[here + 2 * stride],
                        matrix[here + 3 * stride],
                        y[yAt + j],
                        rows);
            }
        }
        for (; i < in; i++) {
            for (int j = 0; j < out; j++) {
                add1(x[xAt + i], matrix[from + i * stride + j], y[yAt + j], rows);
            }
        }
    }

    /**
     * Whether nothing is added by a feature: of the bins of a statistic, or of a field that no item of the scenario has, that
     * is often so, and a sum without it has the same bits.
     */
    private static boolean isZero(float[] x, int rows) {
        for (int r = 0; r < rows; r++) {
            if (x[r] != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Four features at a time, added one after the other, to two sums: a quarter of the sums' loads and stores, half of
     * the features'. Multiplied and added in one step, which every processor of the last ten years has an instruction for.
     */
    private static void add4(
            float[] x0,
            float[] x1,
            float[] x2,
            float[] x3,
            float v0,
            float v1,
            float v2,
            float v3,
            float[] y,
            float w0,
            float w1,
            float w2,
            float w3,
            float[] z,
            int rows) {
        for (int r = 0; r < rows; r++) {
            float a = x0[r];
            float b = x1[r];
            float c = x2[r];
            float d = x3[r];
            y[r] = Math.fma(v3, d, Math.fma(v2, c, Math.fma(v1, b, Math.fma(v0, a, y[r]))));
            z[r] = Math.fma(w3, d, Math.fma(w2, c, Math.fma(w1, b, Math.fma(w0, a, z[r]))));
        }
    }

    private static void add4(
            float[] x0,
            float[] x1,
            float[] x2,
            float[] x3,
            float w0,
            float w1,
            float w2,
            float w3,
            float[] y,
            int rows) {
        for (int r = 0; r < rows; r++) {
            y[r] = Math.fma(w3, x3[r], Math.fma(w2, x2[r], Math.fma(w1, x1[r], Math.fma(w0, x0[r], y[r]))));
        }
    }

    private static void add1(float[] x, float w, float[] y, int rows) {
        for (int r = 0; r < rows; r++) {
            y[r] = Math.fma(w, x[r], y[r]);
        }
    }

    /** Gives all rows the same features. */
    static void fill(float[] numbers, int from, float[][] y, int yAt, int count, int rows) {
        for (int i = 0; i < count; i++) {
            Arrays.fill(y[yAt + i], 0, rows, numbers[from + i]);
        }
    }

    /** Sets features to zero. */
    static void clear(float[][] y, int yAt, int count, int rows) {
        for (int i = 0; i < count; i++) {
            Arrays.fill(y[yAt + i], 0, rows, 0);
        }
    }

    /** Sets one row's features. */
    static void set(float[] numbers, int from, float[][] y, int yAt, int count, int row) {
        for (int i = 0; i < count; i++) {
            y[yAt + i][row] = numbers[from + i];
        }
    }

    /** Adds the same numbers to the features of the rows {@code from} to {@code to}. */
    static void add(float[] numbers, int at, float[][] y, int yAt, int count, int from, int to) {
        for (int i = 0; i < count; i++) {
            float number = numbers[at + i];
            float[] feature = y[yAt + i];
            for (int r = from; r < to; r++) {
                feature[r] += number;
            }
        }
    }

    /** Multiplies the features of the rows {@code from} to {@code to} by the same numbers. */
    static void scale(float[] numbers, int at, float[][] y, int yAt, int count, int from, int to) {
        for (int i = 0; i < count; i++) {
            float number = numbers[at + i];
            float[] feature = y[yAt + i];
            for (int r = from; r < to; r++) {
                feature[r] *= number;
            }
        }
    }

    /** Adds features. */
    static void add(float[][] x, int xAt, float[][] y, int yAt, int count, int rows) {
        for (int i = 0; i < count; i++) {
            add1(x[xAt + i], 1, y[yAt + i], rows);
        }
    }

    /** Adds a feature to one sum and its square to another. */
    static void addWithSquares(float[] x, float[] sum, float[] squares, int rows) {
        for (int r = 0; r < rows; r++) {
            sum[r] += x[r];
            squares[r] += x[r] * x[r];
        }
    }

    /** Two features both become their sum. */
    static void addToEachOther(float[] x, float[] y, int rows) {
        for (int r = 0; r < rows; r++) {
            float sum = x[r] + y[r];
            x[r] = sum;
            y[r] = sum;
        }
    }

    /** What is below 0 becomes 0. */
    static void rectify(float[][] x, int at, int count, int rows) {
        for (int i = 0; i < count; i++) {
            float[] feature = x[at + i];
            for (int r = 0; r < rows; r++) {
                feature[r] = Math.max(0, feature[r]);
            }
        }
    }

    /**
     * Layer normalisation: brings each row's features to mean 0 and deviation 1, then scales and shifts them.
     *
     * @param mean room for a feature
     * @param scale room for a feature
     */
    static void normalise(
            float[][] x,
            int at,
            int count,
            float[] weights,
            int gain,
            int shift,
            int rows,
            float[] mean,
            float[] scale) {
        Arrays.fill(mean, 0, rows, 0);
        for (int i = 0; i < count; i++) {
            add1(x[at + i], 1, mean, rows);
        }
        for (int r = 0; r < rows; r++) {
            mean[r] /= count;
        }
        Arrays.fill(scale, 0, rows, 0);
        for (int i = 0; i < count; i++) {
            addSquaredDifference(x[at + i], mean, scale, rows);
        }
        for (int r = 0; r < rows; r++) {
            scale[r] = 1 / (float) Math.sqrt(scale[r] / count + EPSILON);
        }
        for (int i = 0; i < count; i++) {
            normalise(x[at + i], mean, scale, weights[gain + i], weights[shift + i], rows);
        }
    }

    private static void addSquaredDifference(float[] x, float[] mean, float[] sum, int rows) {
        for (int r = 0; r < rows; r++) {
            float difference = x[r] - mean[r];
            sum[r] += difference * difference;
        }
    }

    private static void normalise(float[] x, float[] mean, float[] scale, float gain, float shift, int rows) {
        for (int r = 0; r < rows; r++) {
            x[r] = (x[r] - mean[r]) * scale[r] * gain + shift;
        }
    }

    /** The greater of two features. */
    static void maximum(float[] x, float[] most, int rows) {
        for (int r = 0; r < rows; r++) {
            most[r] = Math.max(most[r], x[r]);
        }
    }

    /**
     * {@code e} to the power of {@code x - most}, for differences of at most 0, within two units in the last place (the
     * polynomial of Cephes' expf).
     *
     * @param powers room for a feature: the powers of two are put in by a loop of their own, since the one that makes
     *     them could not take several rows at a time with it
     */
    static void exponentials(float[] x, float[] most, int[] powers, int rows) {
        for (int r = 0; r < rows; r++) {
            float power = Math.max(EXP_MIN, x[r] - most[r]);
            float whole = power * LOG2_E + ROUNDER - ROUNDER;
            float rest = power - whole * LN2_HIGH - whole * LN2_LOW;
            float series = 1.987_569_1e-4f;
            series = series * rest + 1.398_2e-3f;
            series = series * rest + 8.333_452e-3f;
            series = series * rest + 4.166_579_6e-2f;
            series = series * rest + 1.666_666_6e-1f;
            series = series * rest + 5.000_000_1e-1f;
            x[r] = series * rest * rest + rest + 1;
            powers[r] = ((int) whole + 127) << 23;
        }
        for (int r = 0; r < rows; r++) {
            x[r] *= Float.intBitsToFloat(powers[r]);
        }
    }
}
