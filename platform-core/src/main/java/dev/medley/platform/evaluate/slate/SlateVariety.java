package dev.medley.platform.evaluate.slate;

import java.util.Arrays;

/** How varied a slate is: in what its rows are like, and in their labels; over all of it, or in what is seen at once. */
public final class SlateVariety {
    private SlateVariety() {}

    /**
     * The mean distance {@code 1 - cosine} over all pairs of rows (Ziegler et al., "Improving recommendation lists
     * through topic diversification", WWW 2005).
     *
     * @param slate rows in order
     * @param count so many of them count
     * @param vectors row by row, of length 1 each
     * @param width floats a vector
     * @return 0 to 2; NaN for fewer than two rows
     */
    public static double intraListDistance(int[] slate, int count, float[] vectors, int width) {
        Places.requireCount(slate, count);
        return distance(slate, 0, count, vectors, width);
    }

    /**
     * As {@link #intraListDistance}, the mean over every {@code window} neighbouring rows; over all rows if there are
     * fewer.
     */
    public static double windowedDistance(int[] slate, int count, float[] vectors, int width, int window) {
        Places.requireCount(slate, count);
        requireWindow(window);
        if (count <= window) {
            return distance(slate, 0, count, vectors, width);
        }
        double sum = 0;
        for (int from = 0; from + window <= count; from++) {
            sum += distance(slate, from, from + window, vectors, width);
        }
        return sum / (count - window + 1);
    }

    private static double distance(int[] slate, int from, int to, float[] vectors, int width) {
        int rows = to - from;
        if (rows < 2) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            for (int j = i + 1; j < to; j++) {
                double dot = 0;
                for (int k = 0; k < width; k++) {
                    dot += vectors[slate[i] * width + k] * vectors[slate[j] * width + k];
                }
                sum += 1 - dot;
            }
        }
        return sum / (rows * (rows - 1) / 2.0);
    }

    /**
     * How many labels the slate has, as a share of as many as the rows to choose from have, or of its rows if those are
     * fewer.
     *
     * @param available labels that the rows to choose from have
     * @return 0 to 1 where no row has more than one label; NaN if there is no row or no label to be had
     */
    public static double coverage(int[] slate, int count, RowLabels labels, int available) {
        Places.requireCount(slate, count);
        return coverage(slate, 0, count, labels, available);
    }

    /** As {@link #coverage}, the mean over every {@code window} neighbouring rows. */
    public static double windowedCoverage(int[] slate, int count, RowLabels labels, int available, int window) {
        Places.requireCount(slate, count);
        requireWindow(window);
        if (count <= window) {
            return coverage(slate, 0, count, labels, available);
        }
        double sum = 0;
        for (int from = 0; from + window <= count; from++) {
            sum += coverage(slate, from, from + window, labels, available);
        }
        return sum / (count - window + 1);
    }

    private static double coverage(int[] slate, int from, int to, RowLabels labels, int available) {
        boolean[] seen = new boolean[labels.labels()];
        int found = 0;
        for (int place = from; place < to; place++) {
            int row = slate[place];
            for (int i = labels.start(row); i < labels.start(row + 1); i++) {
                found += seen[labels.label(i)] ? 0 : 1;
                seen[labels.label(i)] = true;
            }
        }
        int most = Math.min(available, to - from);
        return most > 0 ? Math.min(1, (double) found / most) : Double.NaN;
    }

    /**
     * The most neighbouring rows that all have one label in common.
     *
     * @return 0 if no row has a label
     */
    public static int longestRun(int[] slate, int count, RowLabels labels) {
        Places.requireCount(slate, count);
        int[] run = new int[labels.labels()];
        int[] lastPlace = new int[labels.labels()];
        Arrays.fill(lastPlace, -2);
        int longest = 0;
        for (int place = 0; place < count; place++) {
            int row = slate[place];
            for (int i = labels.start(row); i < labels.start(row + 1); i++) {
                int label = labels.label(i);
                run[label] = lastPlace[label] == place - 1 ? run[label] + 1 : 1;
                lastPlace[label] = place;
                longest = Math.max(longest, run[label]);
            }
        }
        return longest;
    }

    /** The most rows with one label among {@code window} neighbouring ones. */
    public static int mostInWindow(int[] slate, int count, RowLabels labels, int window) {
        Places.requireCount(slate, count);
        requireWindow(window);
        int[] seen = new int[labels.labels()];
        int most = 0;
        for (int place = 0; place < count; place++) {
            int row = slate[place];
            for (int i = labels.start(row); i < labels.start(row + 1); i++) {
                most = Math.max(most, ++seen[labels.label(i)]);
            }
            if (place >= window - 1) {
                int leaving = slate[place - window + 1];
                for (int i = labels.start(leaving); i < labels.start(leaving + 1); i++) {
                    seen[labels.label(i)]--;
                }
            }
        }
        return most;
    }

    private static void requireWindow(int window) {
        if (window < 1) {
            throw new IllegalArgumentException("window is " + window + "; allowed: 1 or more");
        }
    }
}
