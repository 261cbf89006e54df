package dev.medley.platform.evaluate;

/** A figure of a model on one task, as reports name it. */
public enum Figure {
    /** {@link Metrics#auc}. */
    AUC("auc", "AUC", Aim.HIGH),
    /** {@link Metrics#gauc}, its value. */
    GAUC("gauc", "GAUC", Aim.HIGH),
    /** {@link Metrics#gauc}, the share of rows that it covers. */
    GAUC_COVERAGE("gauc_coverage", "GAUC coverage", Aim.NONE),
    /** {@link Metrics#ndcg} at 10 with linear gain. */
    NDCG_10("ndcg_10", "NDCG@10", Aim.HIGH),
    /** {@link Metrics#logloss}, in nats. */
    LOGLOSS("logloss", "Logloss", Aim.LOW),
    /** {@link Metrics#normalizedEntropy}. */
    NORMALIZED_ENTROPY("normalized_entropy", "Norm. entropy", Aim.LOW),
    /** {@link Metrics#ece} with {@value Metrics#DEFAULT_BINS} bins of equal mass. */
    ECE("ece", "ECE", Aim.LOW),
    /** {@link Metrics#eceOfEqualWidth} with {@value Metrics#DEFAULT_BINS} bins. */
    ECE_EQUAL_WIDTH("ece_equal_width", "ECE (equal width)", Aim.LOW),
    /** {@link Metrics#predictedOverObserved}. */
    PREDICTED_OVER_OBSERVED("predicted_over_observed", "Pred. / obs.", Aim.ONE),
    /** {@link Metrics#rmse}. */
    RMSE("rmse", "RMSE", Aim.LOW),
    /** {@link Metrics#mae}. */
    MAE("mae", "MAE", Aim.LOW),
    /** {@link Metrics#brier}. */
    BRIER("brier", "Brier", Aim.LOW);

    private final String key;
    private final String title;
    private final Aim aim;

    /** What is better. */
    public enum Aim {
        /** The higher, the better. */
        HIGH,
        /** The lower, the better. */
        LOW,
        /** The nearer to 1, the better. */
        ONE,
        /** Neither is better. */
        NONE
    }

    Figure(String key, String title, Aim aim) {
        this.key = key;
        this.title = title;
        this.aim = aim;
    }

    /** The name for machines, {@code snake_case}. */
    public String key() {
        return key;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** What is better. */
    public Aim aim() {
        return aim;
    }

    /** Whether a first value is better than a second one; never for a figure without an aim. */
    public boolean isBetter(double first, double second) {
        return switch (aim) {
            case HIGH -> first > second;
            case LOW -> first < second;
            // In the logarithm: half is as bad as twice.
            case ONE -> Math.abs(StrictMath.log(first)) < Math.abs(StrictMath.log(second));
            case NONE -> false;
        };
    }
}
