package dev.medley.platform.evaluate.slate;

import java.util.Arrays;

/**
 * Whether a slate has the user's interests in the shares in which the user has them (Steck, "Calibrated
 * recommendations", RecSys 2018, section 3).
 */
public final class InterestCalibration {
    /** The share of the interests that is mixed into the slate's, so that the divergence is finite; the paper's. */
    public static final double SMOOTHING = 0.01;

    private InterestCalibration() {}

    /**
     * The shares of labels among rows: each row counts the same, and spreads evenly over its labels. Rows without a
     * label do not count.
     *
     * @return one a label, summing to 1; all 0 if no row has a label
     */
    public static double[] shares(int[] rows, int count, RowLabels labels) {
        Places.requireCount(rows, count);
        double[] shares = new double[labels.labels()];
        int labelled = 0;
        for (int place = 0; place < count; place++) {
            int row = rows[place];
            labelled += labels.count(row) > 0 ? 1 : 0;
            for (int i = labels.start(row); i < labels.start(row + 1); i++) {
                shares[labels.label(i)] += 1.0 / labels.count(row);
            }
        }
        for (int label = 0; label < shares.length && labelled > 0; label++) {
            shares[label] /= labelled;
        }
        return shares;
    }

    /**
     * The Kullback-Leibler divergence of the slate's shares from the interests, {@code sum p log(p / ((1 - s) q + s
     * p))}, in nats.
     *
     * @param interests p: shares that sum to 1
     * @param slate q: shares that sum to 1, or all 0 for an empty slate
     * @param smoothing s, above 0 to 1
     * @return 0 (the same) to {@code -log(s)}; NaN if there are no interests
     */
    public static double divergence(double[] interests, double[] slate, double smoothing) {
        if (!(smoothing > 0 && smoothing <= 1)) {
            throw new IllegalArgumentException("smoothing is " + smoothing + "; allowed: above 0 to 1");
        }
        if (Arrays.stream(interests).sum() <= 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int label = 0; label < interests.length; label++) {
            double p = interests[label];
            if (p > 0) {
                sum += p * StrictMath.log(p / ((1 - smoothing) * slate[label] + smoothing * p));
            }
        }
        return Math.max(0, sum);
    }
}
