package dev.medley.platform.score.statistic;

import dev.medley.spi.feature.FeatureHash;

/** By what pairs of user and item are counted. All of them within a surface. */
public enum StatisticKind {
    /** All pairs. */
    SURFACE,
    /** By user. */
    USER,
    /** By gender. */
    GENDER,
    /** By age group. */
    AGE_GROUP,
    /** By each of the user's attributes. */
    USER_ATTRIBUTE,
    /** By gender and age group. */
    COHORT,
    /** By each word of the query. */
    QUERY_WORD,
    /** By item. */
    ITEM,
    /** By author. */
    AUTHOR,
    /** By each category. */
    CATEGORY,
    /** By each attribute of the item. */
    ITEM_ATTRIBUTE,
    /** By item and gender. */
    ITEM_GENDER,
    /** By item and age group. */
    ITEM_AGE_GROUP,
    /** By item and each of the user's attributes. */
    ITEM_USER_ATTRIBUTE,
    /** By each category and the cohort. */
    CATEGORY_COHORT,
    /** By user and each category. */
    USER_CATEGORY,
    /** By user and author. */
    USER_AUTHOR,
    /** By user and each attribute of the item. */
    USER_ITEM_ATTRIBUTE;

    private final long hash = FeatureHash.of("statistic", name());

    long key(long part) {
        return FeatureHash.cross(hash, part);
    }

    long key(long left, long right) {
        return FeatureHash.cross(FeatureHash.cross(hash, left), right);
    }
}
