package dev.medley.platform.train.fm;

/**
 * What the learning of a factorisation machine is told.
 *
 * @param rank length of the vectors, 1 to 256
 * @param rate Adagrad's learning rate, above 0, at most 1
 * @param weightPull strength of the pull of each weight to 0, each time it is read, 0 or more
 * @param vectorPull strength of the pull of each vector to 0, each time it is read, 0 or more
 * @param spread standard deviation of the vectors to begin with, above 0, at most 1
 * @param statisticVectors whether statistics have vectors, too, and not weights alone
 * @param minRows a key stands in at least so many rows to be learnt, 1 to 127
 * @param maxKeys at most so many keys are, at least 1
 * @param epochs at most so many passes, at least 1
 * @param patience stops after so many passes without a gain on the validation, at least 1
 */
public record FactorSettings(
        int rank,
        double rate,
        double weightPull,
        double vectorPull,
        double spread,
        boolean statisticVectors,
        int minRows,
        int maxKeys,
        int epochs,
        int patience) {
    /** A good start on most data. */
    public static final FactorSettings USUAL = new FactorSettings(16, 0.1, 2e-4, 0.02, 0.05, true, 2, 1 << 22, 40, 2);

    private static final int MAX_RANK = 256;

    /** @throws IllegalArgumentException if a setting is out of its range; the message names it */
    public FactorSettings {
        require(rank >= 1 && rank <= MAX_RANK, "rank", rank, "1 to " + MAX_RANK + " is");
        require(rate > 0 && rate <= 1, "rate", rate, "above 0, at most 1, is");
        require(weightPull >= 0, "weightPull", weightPull, "0 and more are");
        require(vectorPull >= 0, "vectorPull", vectorPull, "0 and more are");
        require(spread > 0 && spread <= 1, "spread", spread, "above 0, at most 1, is");
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
