package dev.medley.platform.evaluate;

/**
 * Whether two models' AUC on the same rows differ by more than chance: DeLong, DeLong and Clarke-Pearson 1988,
 * "Comparing the areas under two or more correlated receiver operating characteristic curves", by the fast algorithm of
 * Sun and Xu 2014. It takes the rows for independent, which the rows of one user are not: where rows have groups,
 * {@link PairedBootstrap} gives the honest, wider interval.
 *
 * @param firstAuc the first model's AUC
 * @param secondAuc the second model's
 * @param standardError of the difference; 0 if both order the rows alike
 * @param p two-sided; 1 if both order the rows alike
 */
public record DeLongTest(double firstAuc, double secondAuc, double standardError, double p) {
    /**
     * Compares the models. Weights do not count.
     *
     * @param first the rows with the first model's scores; every label 0 or 1
     * @param second the same rows in the same order with the second model's scores
     * @return null with fewer than 2 yeses or fewer than 2 noes
     * @throws IllegalArgumentException if a label is soft, or the rows differ by more than the score
     */
    public static DeLongTest of(JudgedRows first, JudgedRows second) {
        PairedBootstrap.requireSameRows(first, second);
        int yeses = 0;
        for (int row = 0; row < first.size(); row++) {
            if (first.label(row) != 0 && first.label(row) != 1) {
                throw new IllegalArgumentException("labels[" + row + "]: " + first.label(row) + "; allowed: 0 or 1");
            }
            yeses += first.label(row) == 1 ? 1 : 0;
        }
        int noes = first.size() - yeses;
        if (yeses < 2 || noes < 2) {
            return null;
        }
        double[] one = placements(first, yeses, noes);
        double[] other = placements(second, yeses, noes);
        double firstAuc = mean(first, one, 1);
        double secondAuc = mean(second, other, 1);
        double variance = variance(first, one, other, 1) / yeses + variance(first, one, other, 0) / noes;
        double error = Math.sqrt(variance);
        double p;
        if (error > 0) {
            p = Distributions.normalBeyond((firstAuc - secondAuc) / error);
        } else {
            p = firstAuc == secondAuc ? 1 : 0;
        }
        return new DeLongTest(firstAuc, secondAuc, error, p);
    }

    /** For a yes the share of noes that it is above, for a no the share of yeses above it; ties half. */
    private static double[] placements(JudgedRows rows, int yeses, int noes) {
        long[] sorted = rows.byScore();
        double[] placements = new double[sorted.length];
        double yesBelow = 0;
        double noBelow = 0;
        for (int i = 0; i < sorted.length; ) {
            int end = i;
            int tiedYes = 0;
            while (end < sorted.length && sorted[end] >> 32 == sorted[i] >> 32) {
                tiedYes += rows.label((int) sorted[end++]) == 1 ? 1 : 0;
            }
            int tiedNo = end - i - tiedYes;
            for (; i < end; i++) {
                int row = (int) sorted[i];
                placements[row] = rows.label(row) == 1
                        ? (noBelow + tiedNo / 2.0) / noes
                        : (yeses - yesBelow - tiedYes / 2.0) / yeses;
            }
            yesBelow += tiedYes;
            noBelow += tiedNo;
        }
        return placements;
    }

    private static double mean(JudgedRows rows, double[] values, int label) {
        double sum = 0;
        int count = 0;
        for (int row = 0; row < values.length; row++) {
            if (rows.label(row) == label) {
                sum += values[row];
                count++;
            }
        }
        return sum / count;
    }

    /** The variance of the difference of placements over the rows with that label. */
    private static double variance(JudgedRows rows, double[] one, double[] other, int label) {
        double mean = mean(rows, one, label) - mean(rows, other, label);
        double squares = 0;
        int count = 0;
        for (int row = 0; row < one.length; row++) {
            if (rows.label(row) == label) {
                double off = one[row] - other[row] - mean;
                squares += off * off;
                count++;
            }
        }
        return squares / (count - 1);
    }

    /** The first model's AUC less the second's. */
    public double difference() {
        return firstAuc - secondAuc;
    }
}
