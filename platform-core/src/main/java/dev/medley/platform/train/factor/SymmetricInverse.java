package dev.medley.platform.train.factor;

/**
 * The inverse of a symmetric positive definite matrix in its own memory, by sweeping blocks of the diagonal (Goodnight,
 * "A tutorial on the SWEEP operator", The American Statistician 1979): half the cube of the size in multiplications,
 * almost all of them in one loop over contiguous numbers.
 */
final class SymmetricInverse {
    private static final int BLOCK = 64;
    /** Columns worked on at a time: a block's strip of them stays in the second cache. */
    private static final int STRIP = 256;

    private SymmetricInverse() {}

    /**
     * Replaces the matrix by its inverse.
     *
     * @param lower row i holds columns 0 to i
     * @throws IllegalArgumentException if the matrix is not positive definite
     */
    static void invert(double[][] lower) {
        int count = lower.length;
        for (int from = 0; from < count; from += BLOCK) {
            sweep(lower, from, Math.min(count, from + BLOCK));
        }
        for (double[] line : lower) {
            for (int i = 0; i < line.length; i++) {
                line[i] = -line[i];
            }
        }
    }

    private static void sweep(double[][] lower, int from, int to) {
        int count = lower.length;
        int size = to - from;
        double[][] inner = invertBlock(lower, from, size);
        double[][] panel = new double[size][count];
        for (int k = 0; k < size; k++) {
            double[] line = panel[k];
            System.arraycopy(lower[from + k], 0, line, 0, from);
            for (int i = to; i < count; i++) {
                line[i] = lower[i][from + k];
            }
        }
        double[][] solved = new double[count][size];
        for (int i = 0; i < count; i++) {
            double[] line = solved[i];
            for (int k = 0; k < size; k++) {
                double factor = panel[k][i];
                double[] innerLine = inner[k];
                for (int j = 0; j < size; j++) {
                    line[j] += factor * innerLine[j];
                }
            }
        }
        for (int left = 0; left < count; left += STRIP) {
            int right = Math.min(count, left + STRIP);
            for (int i = left; i < count; i++) {
                if (i < from || i >= to) {
                    subtract(lower[i], solved[i], panel, left, Math.min(right, i + 1));
                }
            }
        }
        for (int k = 0; k < size; k++) {
            double[] line = lower[from + k];
            for (int j = 0; j < from; j++) {
                line[j] = solved[j][k];
            }
            for (int j = 0; j <= k; j++) {
                line[from + j] = -inner[k][j];
            }
        }
        for (int i = to; i < count; i++) {
            System.arraycopy(solved[i], 0, lower[i], from, size);
        }
    }

    /** The panel is 0 in the block's own columns, so those are left as they are. */
    private static void subtract(double[] line, double[] factors, double[][] panel, int left, int right) {
        int k = 0;
        for (; k <= factors.length - 4; k += 4) {
            double a = factors[k];
            double b = factors[k + 1];
            double c = factors[k + 2];
            double d = factors[k + 3];
            double[] p = panel[k];
            double[] q = panel[k + 1];
            double[] r = panel[k + 2];
            double[] s = panel[k + 3];
            for (int j = left; j < right; j++) {
                line[j] -= (a * p[j] + b * q[j]) + (c * r[j] + d * s[j]);
            }
        }
        for (; k < factors.length; k++) {
            double a = factors[k];
            double[] p = panel[k];
            for (int j = left; j < right; j++) {
                line[j] -= a * p[j];
            }
        }
    }

    /** The whole inverse of a block of the diagonal, by Cholesky. */
    private static double[][] invertBlock(double[][] lower, int from, int size) {
        double[][] root = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = lower[from + i][from + j];
                for (int k = 0; k < j; k++) {
                    sum -= root[i][k] * root[j][k];
                }
                if (i == j && !(sum > 0)) {
                    throw new IllegalArgumentException("the matrix is not positive definite at row " + (from + i));
                }
                root[i][j] = i == j ? Math.sqrt(sum) : sum / root[j][j];
            }
        }
        double[][] inverse = new double[size][size];
        double[] solution = new double[size];
        for (int column = 0; column < size; column++) {
            for (int i = 0; i < size; i++) {
                double sum = i == column ? 1 : 0;
                for (int k = 0; k < i; k++) {
                    sum -= root[i][k] * solution[k];
                }
                solution[i] = sum / root[i][i];
            }
            for (int i = size - 1; i >= 0; i--) {
                double sum = solution[i];
                for (int k = i + 1; k < size; k++) {
                    sum -= root[k][i] * solution[k];
                }
                solution[i] = sum / root[i][i];
                inverse[i][column] = solution[i];
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double both = (inverse[i][j] + inverse[j][i]) / 2;
                inverse[i][j] = both;
                inverse[j][i] = both;
            }
        }
        return inverse;
    }
}
