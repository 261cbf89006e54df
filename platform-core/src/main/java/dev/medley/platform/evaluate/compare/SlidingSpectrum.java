package dev.medley.platform.evaluate.compare;

import java.util.Arrays;

/**
 * Sliding spectrum decomposition (Huang, Wang, Zhang and Xu, "Sliding spectrum decomposition for diversified
 * recommendation", KDD 2021, arXiv 2107.05204): each place goes to the row with the most {@code relevance + gamma * volume},
 * the volume that the vectors of the last rows and of this one span. The vectors are made orthogonal to the rows in the
 * window by modified Gram-Schmidt; when a row leaves the window its projections are given back (algorithm 1 with the
 * circular queue of section 4.2). A place costs the candidates times the width, whatever the window.
 */
public final class SlidingSpectrum implements SlateMethod {
    private static final double LEAST = 1e-12;

    private final double gamma;
    private final int window;
    private final ValueOrder byValue = new ValueOrder();
    private double[] rest = new double[0];
    private double[] basis = new double[0];
    private double[] projection = new double[0];
    private double[] length = new double[0];
    private boolean[] taken = new boolean[0];

    /**
     * A method.
     *
     * @param gamma what the volume counts, not negative
     * @param window rows that are seen at once, 2 or more
     */
    public SlidingSpectrum(double gamma, int window) {
        Weights.requireNotNegative("gamma", gamma);
        if (window < 2) {
            throw new IllegalArgumentException("window is " + window + "; allowed: 2 or more");
        }
        this.gamma = gamma;
        this.window = window;
    }

    @Override
    public int lay(SlateCase slate, int[] order) {
        byValue.sort(slate);
        begin(slate);
        int places = Math.min(slate.places(), byValue.count());
        int kept = window - 1;
        double volume = 1;
        for (int place = 0; place < places; place++) {
            int best = best(slate, volume);
            taken[best] = true;
            order[place] = best;
            if (place >= kept) {
                giveBack(slate, place % kept);
            }
            keep(slate, best, norm(slate.width(), best), place % kept);
            volume = volume();
        }
        return places;
    }

    private double volume() {
        double volume = 1;
        for (int slot = 0; slot < window - 1; slot++) {
            volume *= length[slot];
        }
        return volume;
    }

    private void begin(SlateCase slate) {
        int rows = slate.rows();
        int width = slate.width();
        if (rest.length < rows * width) {
            rest = new double[rows * width];
        }
        if (taken.length < rows) {
            taken = new boolean[rows];
        }
        if (basis.length < (window - 1) * width) {
            basis = new double[(window - 1) * width];
        }
        if (projection.length < (window - 1) * rows) {
            projection = new double[(window - 1) * rows];
        }
        if (length.length < window - 1) {
            length = new double[window - 1];
        }
        Arrays.fill(taken, 0, rows, false);
        Arrays.fill(length, 1);
        for (int i = 0; i < rows * width; i++) {
            rest[i] = slate.vectors()[i];
        }
    }

    private int best(SlateCase slate, double volume) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int rank = 0; rank < byValue.count(); rank++) {
            int row = byValue.row(rank);
            if (!taken[row]) {
                double gain = slate.relevances()[row] + gamma * volume * norm(slate.width(), row);
                if (gain > most) {
                    most = gain;
                    best = row;
                }
            }
        }
        return best;
    }

    private double norm(int width, int row) {
        double sum = 0;
        for (int k = row * width; k < (row + 1) * width; k++) {
            sum += rest[k] * rest[k];
        }
        return Math.sqrt(sum);
    }

    /** Makes the others orthogonal to a row that enters the window. */
    private void keep(SlateCase slate, int chosen, double norm, int slot) {
        int width = slate.width();
        length[slot] = norm;
        for (int k = 0; k < width; k++) {
            basis[slot * width + k] = norm > LEAST ? rest[chosen * width + k] / norm : 0;
        }
        for (int rank = 0; rank < byValue.count(); rank++) {
            int row = byValue.row(rank);
            if (!taken[row]) {
                double dot = 0;
                for (int k = 0; k < width; k++) {
                    dot += basis[slot * width + k] * rest[row * width + k];
                }
                for (int k = 0; k < width; k++) {
                    rest[row * width + k] -= dot * basis[slot * width + k];
                }
                projection[slot * slate.rows() + row] = dot;
            }
        }
    }

    private void giveBack(SlateCase slate, int slot) {
        int width = slate.width();
        for (int rank = 0; rank < byValue.count(); rank++) {
            int row = byValue.row(rank);
            if (!taken[row]) {
                double dot = projection[slot * slate.rows() + row];
                for (int k = 0; k < width; k++) {
                    rest[row * width + k] += dot * basis[slot * width + k];
                }
            }
        }
    }
}
