package dev.medley.platform.train.gbdt;

/**
 * What the growing of trees is told, by the names that XGBoost gives it.
 *
 * @param depth at most so many splits one below another, 1 to 16
 * @param eta how much of each tree is believed, above 0, at most 1
 * @param minChildWeight a leaf holds at least so much of the loss's second derivative, 0 or more
 * @param subsample share of the rows that each tree sees, above 0, at most 1
 * @param colsample share of the numbers that each tree sees, above 0, at most 1
 * @param lambda strength of the pull of each leaf to 0, 0 or more
 * @param rounds at most so many trees a task, at least 1
 * @param patience stops after so many trees without a gain on the validation, at least 1
 */
public record TreeSettings(
        int depth,
        double eta,
        double minChildWeight,
        double subsample,
        double colsample,
        double lambda,
        int rounds,
        int patience) {
    /** A good start on most data. */
    public static final TreeSettings USUAL = new TreeSettings(5, 0.05, 100, 0.8, 0.5, 5, 3_000, 40);

    private static final int MAX_DEPTH = 16;

    /** @throws IllegalArgumentException if a setting is out of its range; the message names it */
    public TreeSettings {
        require(depth >= 1 && depth <= MAX_DEPTH, "depth", depth, "1 to " + MAX_DEPTH + " is");
        require(eta > 0 && eta <= 1, "eta", eta, "above 0, at most 1, is");
        require(minChildWeight >= 0, "minChildWeight", minChildWeight, "0 and more are");
        require(subsample > 0 && subsample <= 1, "subsample", subsample, "above 0, at most 1, is");
        require(colsample > 0 && colsample <= 1, "colsample", colsample, "above 0, at most 1, is");
        require(lambda >= 0, "lambda", lambda, "0 and more are");
        require(rounds >= 1, "rounds", rounds, "1 and more are");
        require(patience >= 1, "patience", patience, "1 and more are");
    }

    private static void require(boolean holds, String name, double value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " is not allowed; " + allowed);
        }
    }

    TreeSettings withDepth(int other) {
        return new TreeSettings(other, eta, minChildWeight, subsample, colsample, lambda, rounds, patience);
    }

    TreeSettings withEta(double other) {
        return new TreeSettings(depth, other, minChildWeight, subsample, colsample, lambda, rounds, patience);
    }

    TreeSettings withMinChildWeight(double other) {
        return new TreeSettings(depth, eta, other, subsample, colsample, lambda, rounds, patience);
    }

    TreeSettings withSubsample(double other) {
        return new TreeSettings(depth, eta, minChildWeight, other, colsample, lambda, rounds, patience);
    }

    TreeSettings withColsample(double other) {
        return new TreeSettings(depth, eta, minChildWeight, subsample, other, lambda, rounds, patience);
    }

    TreeSettings withLambda(double other) {
        return new TreeSettings(depth, eta, minChildWeight, subsample, colsample, other, rounds, patience);
    }

    TreeSettings withRounds(int other) {
        return new TreeSettings(depth, eta, minChildWeight, subsample, colsample, lambda, other, patience);
    }
}
