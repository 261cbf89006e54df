package dev.medley.spi.feature;

/** A feature's key: name, type, scope. Two features of a scenario with one name must be equal. */
public sealed interface FeatureSpec permits FloatFeature, IdFeature, IdListFeature, VectorFeature {
    /** Scope first, unit last: {@code item_price_cents}; form {@code [a-z][a-z0-9_]{0,63}}. */
    String name();

    /** What it depends on. */
    FeatureScope scope();

    /** What it means, in one sentence. */
    String description();

    /** Checks a name. */
    static String checkedName(String name) {
        if (name == null || !name.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("feature name '" + name
                    + "' is not allowed: 1 to 64 characters, a lower-case letter first, then a-z, 0-9 or '_'");
        }
        return name;
    }
}
