package dev.medley.platform.evaluate;

/** The distributions that the tests need, to about 1e-12. */
final class Distributions {
    private static final double TINY = 1e-300;
    private static final double CLOSE = 1e-16;
    private static final int MAX_TERMS = 100_000;

    /** Lanczos 1964, with g = 7 and nine terms. */
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private Distributions() {}

    /**
     * The chance that a variable of Student's distribution is above t.
     *
     * @param degrees degrees of freedom, above 0
     */
    static double studentAbove(double t, double degrees) {
        double tail = regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
        return t >= 0 ? tail : 1 - tail;
    }

    /**
     * The value that a variable of Student's distribution is above with that chance.
     *
     * @param tail above 0, at most a half
     * @param degrees degrees of freedom, above 0
     */
    static double studentQuantile(double tail, double degrees) {
        if (!(tail > 0 && tail <= 0.5)) {
            throw new IllegalArgumentException("tail: " + tail + "; allowed: above 0, at most 0.5");
        }
        if (!(degrees > 0)) {
            throw new IllegalArgumentException("degrees: " + degrees + "; allowed: above 0");
        }
        double high = 1;
        while (studentAbove(high, degrees) > tail) {
            high *= 2;
        }
        double low = 0;
        // Halving until no number lies between: slow and sure, and nobody asks for thousands.
        for (double middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
            if (studentAbove(middle, degrees) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The chance that a standard normal variable is further from 0 than z, on either side. */
    static double normalBeyond(double z) {
        double half = z * z / 2;
        return half == 0 ? 1 : upperGamma(0.5, half);
    }

    /** The regularised upper incomplete gamma function, by series or by continued fraction (DLMF 8.11.4 and 8.9.2). */
    private static double upperGamma(double a, double x) {
        double scale = StrictMath.exp(a * StrictMath.log(x) - x - logGamma(a));
        if (x < a + 1) {
            double term = 1 / a;
            double sum = term;
            for (int n = 1; n < MAX_TERMS && term > sum * CLOSE; n++) {
                term *= x / (a + n);
                sum += term;
            }
            return 1 - sum * scale;
        }
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double fraction = d;
        for (int n = 1; n < MAX_TERMS; n++) {
            double numerator = -n * (n - a);
            b += 2;
            d = 1 / awayFromZero(numerator * d + b);
            c = awayFromZero(b + numerator / c);
            fraction *= c * d;
            if (Math.abs(c * d - 1) < 1e-15) {
                break;
            }
        }
        return scale * fraction;
    }

    /** The regularised incomplete beta function, by the continued fraction DLMF 8.17.22, evaluated as Lentz 1976 does. */
    static double regularizedBeta(double x, double a, double b) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        double scale = StrictMath.exp(
                logGamma(a + b) - logGamma(a) - logGamma(b) + a * StrictMath.log(x) + b * StrictMath.log1p(-x));
        // The fraction converges fast below the mean; beyond it the function's mirror image does.
        return x < (a + 1) / (a + b + 2)
                ? scale * betaFraction(x, a, b) / a
                : 1 - scale * betaFraction(1 - x, b, a) / b;
    }

    private static double betaFraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / awayFromZero(1 - (a + b) * x / (a + 1));
        double fraction = d;
        for (int m = 1; m < MAX_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / awayFromZero(1 + even * d);
            c = awayFromZero(1 + even / c);
            fraction *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / awayFromZero(1 + odd * d);
            c = awayFromZero(1 + odd / c);
            fraction *= c * d;
            if (Math.abs(c * d - 1) < 1e-15) {
                break;
            }
        }
        return fraction;
    }

    private static double awayFromZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double logGamma(double x) {
        if (x < 0.5) {
            return StrictMath.log(Math.PI / StrictMath.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        double base = x + 6.5;
        return StrictMath.log(2 * Math.PI) / 2 + (x - 0.5) * StrictMath.log(base) - base + StrictMath.log(sum);
    }

    /**
     * The two-sided p of the sign test: the chance that so few or fewer, or so many or more, of the tosses of a fair
     * coin fall on one side.
     */
    static double signTest(int onOneSide, int onTheOther) {
        int tosses = onOneSide + onTheOther;
        double chance = StrictMath.exp(-tosses * StrictMath.log(2));
        if (chance == 0) {
            // Beyond a thousand tosses the sum of terms is the incomplete beta function.
            double fewer = Math.min(onOneSide, onTheOther);
            return Math.min(1, 2 * regularizedBeta(0.5, tosses - fewer, fewer + 1));
        }
        double sum = 0;
        for (int k = 0; k <= Math.min(onOneSide, onTheOther); k++) {
            sum += chance;
            chance *= (double) (tosses - k) / (k + 1);
        }
        return Math.min(1, 2 * sum);
    }
}
