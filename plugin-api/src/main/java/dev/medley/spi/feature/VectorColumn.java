package dev.medley.spi.feature;

/** The values of a {@link VectorFeature}. Safe to read from any thread. */
public interface VectorColumn {
    /** An element of that row's vector, or 0. */
    float get(int row, int index);

    /** How the value came about. */
    FeatureState state(int row);
}
