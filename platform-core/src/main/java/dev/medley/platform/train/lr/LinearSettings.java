package dev.medley.platform.train.lr;

/**
 * What FTRL-proximal is told, by the letters of McMahan et al.
 *
 * @param alpha how fast it learns, above 0
 * @param beta keeps the first steps small, 0 or more
 * @param l1 a weight is 0 until its gradients sum to more, 0 or more
 * @param l2 strength of the pull to 0, 0 or more
 * @param minRows a key stands in at least so many rows to have a weight, 1 to 127
 * @param maxKeys at most so many keys have one, at least 1
 * @param epochs at most so many passes, at least 1
 * @param patience stops after so many passes without a gain on the validation, at least 1
 */
public record LinearSettings(
        double alpha, double beta, double l1, double l2, int minRows, int maxKeys, int epochs, int patience) {
    /** A good start on most data. */
    public static final LinearSettings USUAL = new LinearSettings(0.1, 1, 0.5, 2, 2, 1 << 22, 20, 2);

    /** @throws IllegalArgumentException if a setting is out of its range; the message names it */
    public LinearSettings {
        require(alpha > 0 && alpha <= 10, "alpha", alpha, "above 0, at most 10, is");
        require(beta >= 0, "beta", beta, "0 and more are");
        require(l1 >= 0, "l1", l1, "0 and more are");
        require(l2 >= 0, "l2", l2, "0 and more are");
        require(minRows >= 1 && minRows <= 127, "minRows", minRows, "1 to 127 is");
        require(maxKeys >= 1, "maxKeys", maxKeys, "1 and more are");
        require(epochs >= 1, "epochs", epochs, "1 and more are");
        require(patience >= 1, "patience", patience, "1 and more are");
    }

    private static void require(boolean holds, String name, double value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " is not allowed; " + allowed);
        }
    }
}
