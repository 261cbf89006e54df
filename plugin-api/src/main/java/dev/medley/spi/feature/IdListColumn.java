package dev.medley.spi.feature;

/** The values of an {@link IdListFeature}. Safe to read from any thread. */
public interface IdListColumn {
    /** How many elements that row has. */
    int length(int row);

    /** An element of that row; the newest last. */
    long get(int row, int index);

    /** How the value came about. */
    FeatureState state(int row);
}
