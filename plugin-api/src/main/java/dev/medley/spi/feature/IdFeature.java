package dev.medley.spi.feature;

import java.util.Objects;

/**
 * A category, hashed to 64 bits by {@link FeatureHash}; a reader sees {@link FeatureHash#NONE} where there is none.
 *
 * @param name the key
 * @param scope what it depends on
 * @param description what it means
 */
public record IdFeature(String name, FeatureScope scope, String description) implements FeatureSpec {
    /** @throws IllegalArgumentException if the name has another form */
    public IdFeature {
        FeatureSpec.checkedName(name);
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(description, "description");
    }

    /** A feature of the item. */
    public static IdFeature item(String name, String description) {
        return new IdFeature(name, FeatureScope.ITEM, description);
    }
}
