package dev.medley.spi.feature;

/** The values of a {@link FloatFeature}, one a row. Safe to read from any thread. */
public interface FloatColumn {
    /** The value in that row, or the feature's default. */
    float get(int row);

    /** How the value came about. */
    FeatureState state(int row);
}
