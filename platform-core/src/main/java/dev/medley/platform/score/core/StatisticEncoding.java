package dev.medley.platform.score.core;

import java.util.Arrays;

/**
 * What networks see of a statistic: the number as a multiple of its deviation from its mean, pressed together far out,
 * and where it stands between quantiles, piecewise linear (Gorishniy, Rubachev and Babenko, "On embeddings for numerical
 * features in tabular deep learning", NeurIPS 2022, section 3.2), so that a weight can bend where trees would cut.
 * Training and serving use the same. Immutable; the arrays are not to be changed.
 *
 * @param means of each statistic
 * @param deviations of each statistic, above 0
 * @param edges of each statistic {@value #EDGES} numbers that do not fall: between which the {@value #BINS} bins are
 */
public record StatisticEncoding(float[] means, float[] deviations, float[] edges) {
    /** Bins of a statistic. */
    public static final int BINS = 8;

    /** What bounds them. */
    public static final int EDGES = BINS + 1;

    /** Columns of a statistic: the number, then its bins. */
    public static final int COLUMNS = 1 + BINS;

    /** Finer at both ends, where a rank is decided. */
    private static final double[] QUANTILES = {0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.99, 1};
    /** Of many rows so many, evenly spaced, stand for all. */
    private static final int SAMPLE = 200_000;

    private static final float BEND = 5;

    /** @throws IllegalArgumentException if the sizes do not go together */
    public StatisticEncoding {
        if (deviations.length != means.length || edges.length != means.length * EDGES) {
            throw new IllegalArgumentException("statistics: " + means.length + " means, " + deviations.length
                    + " deviations and " + edges.length + " edges do not go together");
        }
    }

    /** How many statistics it is for. */
    public int width() {
        return means.length;
    }

    /**
     * Of statistics row after row, over the rows that have them.
     *
     * @param width how many statistics a row has
     */
    public static StatisticEncoding of(float[] statistics, int width) {
        float[] means = new float[width];
        float[] deviations = new float[width];
        float[] edges = new float[width * EDGES];
        int rows = width == 0 ? 0 : statistics.length / width;
        int step = Math.max(1, rows / SAMPLE);
        float[] sample = new float[(rows + step - 1) / step];
        for (int i = 0; i < width; i++) {
            double sum = 0;
            double squares = 0;
            int known = 0;
            int sampled = 0;
            for (int row = 0; row < rows; row++) {
                float number = statistics[row * width + i];
                if (Float.isFinite(number)) {
                    sum += number;
                    squares += (double) number * number;
                    known++;
                    if (row % step == 0) {
                        sample[sampled++] = number;
                    }
                }
            }
            double mean = known == 0 ? 0 : sum / known;
            double variance = known == 0 ? 0 : squares / known - mean * mean;
            means[i] = (float) mean;
            deviations[i] = variance > 1e-12 ? (float) Math.sqrt(variance) : 1;
            Arrays.sort(sample, 0, sampled);
            for (int edge = 0; edge < EDGES && sampled > 0; edge++) {
                edges[i * EDGES + edge] = sample[(int) Math.round(QUANTILES[edge] * (sampled - 1))];
            }
        }
        return new StatisticEncoding(means, deviations, edges);
    }

    /**
     * Writes one row's columns: all numbers, then all statistics' first bins, and so on. A statistic that is not finite is
     * missing and counts as the mean.
     *
     * @param from index of the row's first statistic
     * @param into from {@code at}, {@code width * COLUMNS} numbers are written
     */
    public void encode(float[] statistics, int from, float[] into, int at) {
        int width = width();
        for (int i = 0; i < width; i++) {
            float number = statistics[from + i];
            into[at + i] = multiple(number, means[i], deviations[i]);
            for (int bin = 0; bin < BINS; bin++) {
                int edge = i * EDGES + bin;
                into[at + (1 + bin) * width + i] =
                        part(number, means[i], edges[edge], steepness(edges[edge], edges[edge + 1]));
            }
        }
    }

    /**
     * Writes the columns of a block of rows.
     *
     * @param statistics row after row
     * @param from index of the first row
     * @param out receives {@code [column][row]}
     */
    void encode(float[] statistics, int from, int rows, float[][] out) {
        int width = width();
        for (int i = 0; i < width; i++) {
            float[] numbers = out[i];
            for (int row = 0; row < rows; row++) {
                numbers[row] = statistics[(from + row) * width + i];
            }
            for (int bin = 0; bin < BINS; bin++) {
                int edge = i * EDGES + bin;
                parts(numbers, rows, means[i], edges[edge], edges[edge + 1], out[(1 + bin) * width + i]);
            }
            multiples(numbers, rows, means[i], deviations[i]);
        }
    }

    private static void parts(float[] numbers, int rows, float mean, float low, float high, float[] out) {
        float steepness = steepness(low, high);
        for (int row = 0; row < rows; row++) {
            out[row] = part(numbers[row], mean, low, steepness);
        }
    }

    private static void multiples(float[] numbers, int rows, float mean, float deviation) {
        for (int row = 0; row < rows; row++) {
            numbers[row] = multiple(numbers[row], mean, deviation);
        }
    }

    /** Near the mean the multiple itself; far out its order alone is kept, within two of {@link #BEND}. */
    private static float multiple(float number, float mean, float deviation) {
        float multiple = (number - mean) / deviation;
        // The difference of what is not finite with itself is not a number; a comparison is no branch in a vector loop.
        return number - number == 0 ? multiple / (1 + Math.abs(multiple) / (2 * BEND)) : 0;
    }

    /** 0 below the bin, 1 above it, and in between the part of the way; a bin without width is a step. */
    private static float part(float number, float mean, float low, float steepness) {
        float known = number - number == 0 ? number : mean;
        return Math.max(0, Math.min(1, (known - low) * steepness));
    }

    /** What a number that is 1 greater is further on the way, so that a loop over rows need not divide. */
    private static float steepness(float low, float high) {
        return 1 / Math.max(high - low, Float.MIN_NORMAL);
    }
}
