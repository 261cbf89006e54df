package dev.medley.platform.rerank.exposure;

/**
 * What it is worth to learn about an item: the deviation of the posterior of its rate, given how often it was shown and how
 * often that was good. It falls with the root of the number of showings, so that what is known costs nothing (Bayes-UCB in
 * its normal form: E. Kaufmann, O. Cappe, A. Garivier, On Bayesian Upper Confidence Bounds, AISTATS 2012, section 3).
 *
 * @param strength deviations that count as value, 0 to 10
 * @param priorGood showings that were good, as believed before any, above 0
 * @param priorBad showings that were not, above 0
 */
public record UncertaintyBonus(double strength, double priorGood, double priorBad) {
    /** One deviation, and a belief of one in twenty. */
    public static final UncertaintyBonus USUAL = new UncertaintyBonus(1, 0.5, 9.5);

    private static final double MAX_STRENGTH = 10;
    private static final double MAX_PRIOR = 1e6;

    /** @throws IllegalArgumentException naming what is out of its range */
    public UncertaintyBonus {
        if (!(strength >= 0 && strength <= MAX_STRENGTH)) {
            throw new IllegalArgumentException(
                    "strength: " + strength + " is not allowed; a number from 0 to " + MAX_STRENGTH + " is");
        }
        if (!(priorGood > 0 && priorGood <= MAX_PRIOR && priorBad > 0 && priorBad <= MAX_PRIOR)) {
            throw new IllegalArgumentException("prior: " + priorGood + " and " + priorBad
                    + " are not allowed; two numbers above 0, at most " + MAX_PRIOR + " are");
        }
    }

    /**
     * The deviation of the Beta posterior, 0 to 0.5.
     *
     * @param shown how often, 0 or more
     * @param good how often that was good, 0 to {@code shown}; what lies beyond is taken as the bound
     */
    public double deviation(double shown, double good) {
        double trials = Math.max(0, shown);
        double hits = Math.clamp(good, 0, trials);
        double a = priorGood + hits;
        double b = priorBad + trials - hits;
        double n = a + b;
        return Math.sqrt(a * b / (n * n * (n + 1)));
    }

    /**
     * The bonus, in the unit of the value.
     *
     * @param valueOfOne what a showing that is good is worth, in the unit of the value
     * @param pace the factor of the budget's {@link Pacing}, 0 or more
     */
    public double of(double shown, double good, double valueOfOne, double pace) {
        return strength * pace * valueOfOne * deviation(shown, good);
    }
}
