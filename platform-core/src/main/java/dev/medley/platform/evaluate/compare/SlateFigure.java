package dev.medley.platform.evaluate.compare;

/** A figure of a method at a weight, as reports name it. */
public enum SlateFigure {
    /** Mean NDCG of what the users took, over that of the plain order. */
    NDCG_RETENTION("ndcg_retention", "NDCG kept", Aim.HIGH),
    /** Mean NDCG of what the users took, {@link dev.medley.platform.evaluate.slate.SlateGain#ndcg}. */
    NDCG("ndcg", "NDCG", Aim.HIGH),
    /** Discounted sum of the values, over that of the plain order. */
    VALUE_RETENTION("value_retention", "value kept", Aim.HIGH),
    /** {@link dev.medley.platform.evaluate.slate.SlateVariety#intraListDistance}. */
    INTRA_LIST_DISTANCE("intra_list_distance", "distance", Aim.HIGH),
    /** {@link dev.medley.platform.evaluate.slate.SlateVariety#windowedDistance}. */
    WINDOWED_DISTANCE("windowed_distance", "dist. window", Aim.HIGH),
    /** {@link dev.medley.platform.evaluate.slate.SlateGain#alphaNdcg} with alpha one half. */
    ALPHA_NDCG("alpha_ndcg", "alpha-NDCG", Aim.HIGH),
    /** {@link dev.medley.platform.evaluate.slate.SlateVariety#coverage}. */
    COVERAGE("coverage", "coverage", Aim.HIGH),
    /** {@link dev.medley.platform.evaluate.slate.SlateVariety#windowedCoverage}. */
    WINDOWED_COVERAGE("windowed_coverage", "cov. window", Aim.HIGH),
    /** {@link dev.medley.platform.evaluate.slate.SlateVariety#longestRun}. */
    LONGEST_RUN("longest_run", "run", Aim.LOW),
    /** {@link dev.medley.platform.evaluate.slate.SlateVariety#mostInWindow}. */
    MOST_IN_WINDOW("most_in_window", "most window", Aim.LOW),
    /** {@link dev.medley.platform.evaluate.slate.InterestCalibration#divergence}. */
    CALIBRATION_KL("calibration_kl", "calibr. KL", Aim.LOW),
    /** {@link dev.medley.platform.evaluate.slate.GroupExposure#gini(double[])}. */
    EXPOSURE_GINI("exposure_gini", "Gini", Aim.LOW),
    /** {@link dev.medley.platform.evaluate.slate.GroupExposure#exposureToMerit}. */
    EXPOSURE_TO_MERIT("exposure_to_merit", "exp./merit", Aim.HIGH),
    /** {@link dev.medley.platform.evaluate.slate.GroupExposure#maxMinShare}. */
    MAX_MIN_SHARE("max_min_share", "max-min", Aim.HIGH),
    /** Mean {@link dev.medley.platform.evaluate.slate.GroupRepresentation#minSkew} at all places. */
    MIN_SKEW("min_skew", "MinSkew@k", Aim.HIGH),
    /** Mean {@link dev.medley.platform.evaluate.slate.GroupRepresentation#ndkl}. */
    NDKL("ndkl", "NDKL", Aim.LOW),
    /** Mean index of {@link dev.medley.platform.evaluate.slate.GroupRepresentation#infeasible}. */
    INFEASIBLE_INDEX("infeasible_index", "inf. index", Aim.LOW),
    /** Mean count of {@link dev.medley.platform.evaluate.slate.GroupRepresentation#infeasible}. */
    INFEASIBLE_COUNT("infeasible_count", "inf. count", Aim.LOW),
    /** {@link dev.medley.platform.evaluate.slate.UserGroupGain#worst} of NDCG. */
    WORST_GROUP_NDCG("worst_group_ndcg", "worst NDCG", Aim.HIGH),
    /** Rows shown, over all slates, that were not eligible. */
    SAFETY_VIOLATIONS("safety_violations", "unsafe", Aim.LOW),
    /** Half of the slates took at most so long, in microseconds. */
    LATENCY_P50("latency_p50_us", "p50 us", Aim.LOW),
    /** 99 of 100 slates took at most so long, in microseconds. */
    LATENCY_P99("latency_p99_us", "p99 us", Aim.LOW),
    /** Bytes allocated for a slate, on average. */
    BYTES("bytes_per_slate", "bytes", Aim.LOW);

    private final String key;
    private final String title;
    private final Aim aim;

    /** What is better. */
    public enum Aim {
        /** The higher, the better. */
        HIGH,
        /** The lower, the better. */
        LOW
    }

    SlateFigure(String key, String title, Aim aim) {
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
}
