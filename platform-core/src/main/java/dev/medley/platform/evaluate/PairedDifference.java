package dev.medley.platform.evaluate;

/**
 * How far one model is from another, judged over training runs: each pair of figures is of the same seed and the same
 * rows. It tells what another seed would change, not what other rows would; for those see {@link PairedBootstrap}.
 *
 * @param seeds how many pairs, at least 2
 * @param mean the mean of the first model's figure less the second's
 * @param low lower end of its 95 % interval by Student's t, with seeds - 1 degrees of freedom
 * @param high upper end
 * @param firstAbove on how many seeds the first model's figure is the higher one
 * @param secondAbove on how many the second's is; on the others they are equal
 * @param tTestP two-sided p of the paired t test: 1 if all figures are equal, 0 if they differ always by the same
 * @param signTestP exact two-sided p of the sign test, equal figures left out; 1 if all are
 */
public record PairedDifference(
        int seeds,
        double mean,
        double low,
        double high,
        int firstAbove,
        int secondAbove,
        double tTestP,
        double signTestP) {
    private static final double TAIL = 0.025;

    /**
     * Of the figures of two models.
     *
     * @param first finite, one for each seed
     * @param second finite, of the same seeds in the same order
     * @throws IllegalArgumentException if there are fewer than 2, the lengths differ, or one is not finite
     */
    public static PairedDifference of(double[] first, double[] second) {
        if (first.length < 2) {
            throw new IllegalArgumentException("first: " + first.length + " seeds; allowed: 2 or more");
        }
        if (second.length != first.length) {
            throw new IllegalArgumentException(
                    "second: " + second.length + " seeds; allowed: as many as first, " + first.length);
        }
        int seeds = first.length;
        double sum = 0;
        int firstAbove = 0;
        int secondAbove = 0;
        for (int seed = 0; seed < seeds; seed++) {
            requireFinite("first", seed, first[seed]);
            requireFinite("second", seed, second[seed]);
            sum += first[seed] - second[seed];
            firstAbove += first[seed] > second[seed] ? 1 : 0;
            secondAbove += second[seed] > first[seed] ? 1 : 0;
        }
        double mean = sum / seeds;
        double squares = 0;
        for (int seed = 0; seed < seeds; seed++) {
            double off = first[seed] - second[seed] - mean;
            squares += off * off;
        }
        double error = Math.sqrt(squares / (seeds - 1) / seeds);
        double half = error * Distributions.studentQuantile(TAIL, seeds - 1);
        double p;
        if (error > 0) {
            p = 2 * Distributions.studentAbove(Math.abs(mean) / error, seeds - 1);
        } else {
            p = mean == 0 ? 1 : 0;
        }
        return new PairedDifference(
                seeds,
                mean,
                mean - half,
                mean + half,
                firstAbove,
                secondAbove,
                p,
                Distributions.signTest(firstAbove, secondAbove));
    }

    private static void requireFinite(String name, int seed, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + "[" + seed + "]: " + value + "; allowed: finite");
        }
    }

    /** Whether the interval does not contain 0. */
    public boolean isClear() {
        return low > 0 || high < 0;
    }
}
