package dev.medley.spi.feature;

/** What a feature depends on; one of REQUEST or USER has one value for the whole batch. */
public enum FeatureScope {
    /** On the request: query, hour, device. */
    REQUEST,
    /** On the user. */
    USER,
    /** On the item. */
    ITEM,
    /** On the pair. */
    USER_ITEM;

    /** Whether there is one value for all rows. */
    public boolean isConstant() {
        return this == REQUEST || this == USER;
    }
}
