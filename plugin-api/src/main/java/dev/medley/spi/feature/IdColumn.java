package dev.medley.spi.feature;

/** The values of an {@link IdFeature}, one a row. Safe to read from any thread. */
public interface IdColumn {
    /** The hash in that row, or {@link FeatureHash#NONE}. */
    long get(int row);

    /** How the value came about. */
    FeatureState state(int row);
}
