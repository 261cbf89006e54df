package dev.medley.spi.feature;

import java.util.Objects;

/**
 * Several categories, hashed to 64 bits each; for a history the newest last. A reader sees none where it is missing.
 *
 * @param name the key
 * @param scope what it depends on
 * @param maxLength at most so many elements a row, 1 to 10,000; a writer's surplus is a breach of contract
 * @param description what it means
 */
public record IdListFeature(String name, FeatureScope scope, int maxLength, String description) implements FeatureSpec {
    /** @throws IllegalArgumentException if the name has another form or the length is out of range */
    public IdListFeature {
        FeatureSpec.checkedName(name);
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(description, "description");
        if (maxLength < 1 || maxLength > 10_000) {
            throw new IllegalArgumentException(name + ": maxLength " + maxLength + " is not allowed; 1 to 10000 is");
        }
    }
}
