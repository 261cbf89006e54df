package dev.medley.platform.rerank.slate;

import java.util.Objects;

/**
 * What the parts of a gain weigh against a unit of value.
 *
 * @param diversity how diversity is measured
 * @param theta weight of diversity, 0 to 1,000; at 0 nothing of it is computed
 * @param alpha how strongly alike two rows count before the logarithm, above 0, at most 1,000; the spectrum has none
 * @param window a row is compared with so many places less one before it; 0 for all of them, otherwise 2 or more
 * @param spacing what two risky rows next to each other lose, at most, 0 to 1,000
 * @param spacingWindow over so many places that loss falls to nothing, 1 or more
 */
public record SlateWeights(
        Diversity diversity, double theta, double alpha, int window, double spacing, int spacingWindow) {
    /** No weight is greater. */
    public static final double MOST = 1_000;

    /** Value, prices, risk and bonus alone. */
    public static final SlateWeights VALUE_ONLY = new SlateWeights(Diversity.NONE, 0, 1, 0, 0, 1);

    /** @throws IllegalArgumentException if a weight is out of its range, naming it */
    public SlateWeights {
        Objects.requireNonNull(diversity, "diversity");
        inRange("theta", theta, theta >= 0 && theta <= MOST, "0 to 1,000");
        inRange("alpha", alpha, alpha > 0 && alpha <= MOST, "above 0, at most 1,000");
        inRange("window", window, window == 0 || window >= 2, "0, or 2 and more");
        inRange("spacing", spacing, spacing >= 0 && spacing <= MOST, "0 to 1,000");
        inRange("spacingWindow", spacingWindow, spacingWindow >= 1, "1 or more");
    }

    /** Diversity by the logarithm of the determinant over the whole slate, no spacing. */
    public static SlateWeights logDeterminant(double theta, double alpha) {
        return new SlateWeights(Diversity.LOG_DETERMINANT, theta, alpha, 0, 0, 1);
    }

    /** Whether diversity counts. */
    boolean isDiverse() {
        return diversity != Diversity.NONE && theta > 0;
    }

    private static void inRange(String field, double value, boolean isAllowed, String allowed) {
        if (!isAllowed) {
            throw new IllegalArgumentException(
                    "slate weights: " + field + " " + value + " is not allowed; " + allowed + " is");
        }
    }
}
