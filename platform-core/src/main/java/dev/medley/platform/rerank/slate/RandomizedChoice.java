package dev.medley.platform.rerank.slate;

/**
 * Takes the next place's row by chance, so that the probability of what is taken is known. With probability {@code 1 -
 * share} it is the row of the greatest gain, else one drawn with probability proportional to {@code exp(gain /
 * temperature)}: the row of the greatest {@code gain + temperature * Gumbel noise} (J. Yellott, Journal of Mathematical
 * Psychology 15, 1977, theorem 5; W. Kool et al., ICML 2019, section 2.3).
 *
 * <p>The propensity is analytic and exact whatever the gains are made of, because each place draws its own noise: given the
 * places before, the gains of a place are plain numbers, so diversity, prices and constraints change nothing about it. A
 * slate's propensity is the product over its places, and the probability of a place given those before is what estimators
 * that go place by place need. Every feasible row has at least {@code share * softmax} of it, above 0: what any other
 * policy over the same rows would have done can therefore be estimated from the log without bias by inverse propensities (A.
 * Swaminathan et al., Off-policy Evaluation for Slate Recommendation, NeurIPS 2017, section 2).
 *
 * <p>Chance is a hash of seed, place and row, so the same request gives the same slate. Pure; any thread.
 *
 * @param share of the places that are drawn, 0 to 1; 0 is no exploration, and propensities are then 0 or 1
 * @param temperature in the unit of the gains, above 0
 */
public record RandomizedChoice(double share, double temperature) {
    /** No row could be taken. */
    public static final int NONE = -1;

    private static final long COIN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    /** @throws IllegalArgumentException naming what is out of its range */
    public RandomizedChoice {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " is not allowed; a number from 0 to 1 is");
        }
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "temperature: " + temperature + " is not allowed; a finite number above 0 is");
        }
    }

    /** Whether that place of that request is drawn. */
    public boolean isDrawn(long seed, int place) {
        return uniform(seed ^ COIN, place, -1) < share;
    }

    /**
     * The row that takes the place.
     *
     * @param gains by row; one that is not finite is never taken
     * @param rows those that are feasible there, each once
     * @param count how many of {@code rows} count
     * @return a row, or {@link #NONE} if none has a finite gain; of equal gains the lower row
     */
    public int choose(double[] gains, int[] rows, int count, long seed, int place) {
        return isDrawn(seed, place) ? drawn(gains, rows, count, seed, place) : greatest(gains, rows, count);
    }

    private int drawn(double[] gains, int[] rows, int count, long seed, int place) {
        int taken = NONE;
        double best = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (Double.isFinite(gains[row])) {
                double perturbed = gains[row] / temperature - Math.log(-Math.log(uniform(seed, place, row)));
                if (taken == NONE || perturbed > best || perturbed == best && row < taken) {
                    taken = row;
                    best = perturbed;
                }
            }
        }
        return taken;
    }

    private static int greatest(double[] gains, int[] rows, int count) {
        int taken = NONE;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            boolean better = taken == NONE || gains[row] > gains[taken] || gains[row] == gains[taken] && row < taken;
            if (better && Double.isFinite(gains[row])) {
                taken = row;
            }
        }
        return taken;
    }

    /**
     * The probability, over all seeds, that the row takes the place, given those before: 0 to 1. Costs one exponential a
     * row, so whoever is in a hurry asks when the answer is out.
     *
     * @param gains by row, as they were for the place
     * @param rows those that were feasible there
     * @param count how many of {@code rows} count
     */
    public double propensity(double[] gains, int[] rows, int count, int row) {
        int top = greatest(gains, rows, count);
        if (top == NONE || !Double.isFinite(gains[row])) {
            return 0;
        }
        double sum = 0;
        boolean feasible = false;
        for (int i = 0; i < count; i++) {
            if (Double.isFinite(gains[rows[i]])) {
                sum += Math.exp((gains[rows[i]] - gains[top]) / temperature);
            }
            feasible |= rows[i] == row;
        }
        if (!feasible) {
            return 0;
        }
        double drawn = share * Math.exp((gains[row] - gains[top]) / temperature) / sum;
        return row == top ? 1 - share + drawn : drawn;
    }

    /** Above 0 and below 1: the mixing of SplittableRandom (G. Steele, D. Lea, C. Flood, OOPSLA 2014, figure 16). */
    private static double uniform(long seed, int place, int row) {
        long mixed = mix(mix(seed + COIN * (place + 1L)) ^ (row + 1L) * 0xD1342543DE82EF95L);
        return ((mixed >>> 11) + 0.5) * UNIT;
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
