package dev.medley.platform.score;

/** The logistic function. By {@code StrictMath}: the same bits on every machine, whatever has been compiled. */
public final class Logistic {
    /** Beyond this a float's probability is 0 or 1 anyway. */
    private static final double LIMIT = 40;

    private Logistic() {}

    /** The probability of that logit, 0 to 1; NaN gives one half. */
    public static float of(double logit) {
        return (float) preciselyOf(logit);
    }

    /** As {@link #of}, as a double. */
    public static double preciselyOf(double logit) {
        if (Double.isNaN(logit)) {
            return 0.5;
        }
        return 1 / (1 + StrictMath.exp(-Math.clamp(logit, -LIMIT, LIMIT)));
    }
}
