package dev.medley.spi.feature;

import java.util.Objects;

/**
 * A number.
 *
 * @param name the key
 * @param scope what it depends on
 * @param defaultValue what a reader sees where there is none; finite
 * @param description what it means, with its unit
 */
public record FloatFeature(String name, FeatureScope scope, float defaultValue, String description)
        implements FeatureSpec {
    /** @throws IllegalArgumentException if the name has another form or the default is not finite */
    public FloatFeature {
        FeatureSpec.checkedName(name);
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(description, "description");
        if (!Float.isFinite(defaultValue)) {
            throw new IllegalArgumentException(name + ": default " + defaultValue + " is not a finite number");
        }
    }

    /** A feature of the item. */
    public static FloatFeature item(String name, float defaultValue, String description) {
        return new FloatFeature(name, FeatureScope.ITEM, defaultValue, description);
    }

    /** A feature of the pair. */
    public static FloatFeature userItem(String name, float defaultValue, String description) {
        return new FloatFeature(name, FeatureScope.USER_ITEM, defaultValue, description);
    }

    /** A feature of the user. */
    public static FloatFeature user(String name, float defaultValue, String description) {
        return new FloatFeature(name, FeatureScope.USER, defaultValue, description);
    }
}
