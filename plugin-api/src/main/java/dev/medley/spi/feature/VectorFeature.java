package dev.medley.spi.feature;

import java.util.Objects;

/**
 * A dense vector. A reader sees zeros where there is none.
 *
 * @param name the key
 * @param scope what it depends on
 * @param dimension elements a row, 1 to 1024
 * @param description what it means
 */
public record VectorFeature(String name, FeatureScope scope, int dimension, String description) implements FeatureSpec {
    /** @throws IllegalArgumentException if the name has another form or the dimension is out of range */
    public VectorFeature {
        FeatureSpec.checkedName(name);
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(description, "description");
        if (dimension < 1 || dimension > 1024) {
            throw new IllegalArgumentException(name + ": dimension " + dimension + " is not allowed; 1 to 1024 is");
        }
    }
}
