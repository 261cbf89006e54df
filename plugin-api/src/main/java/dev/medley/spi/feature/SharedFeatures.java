package dev.medley.spi.feature;

import java.util.List;

/**
 * What the platform itself provides in every scenario, before the scenario's own providers run. The shared model reads
 * them; a plugin's components may read them too, and group slate constraints by them.
 */
public final class SharedFeatures {
    /** Hash of the author within the surface ({@code FeatureHash.of(surface, author)}); missing without an author. */
    public static final IdFeature ITEM_AUTHOR = IdFeature.item("item_author", "author, host or seller");

    /** Hash of the first category within the surface; missing without one. */
    public static final IdFeature ITEM_CATEGORY = IdFeature.item("item_category", "most important category");

    /** Hash of the surface. */
    public static final IdFeature ITEM_SURFACE = IdFeature.item("item_surface", "kind of item");

    /** log(1 + positive interactions of all users with the item, ever). */
    public static final FloatFeature ITEM_POPULARITY_LOG =
            FloatFeature.item("item_popularity_log", 0, "log(1 + positive interactions with the item)");

    /** log(1 + interactions of the last minutes, decayed with a half-life of ten minutes). */
    public static final FloatFeature ITEM_TREND_LOG =
            FloatFeature.item("item_trend_log", 0, "log(1 + interactions decayed with a half-life of 10 minutes)");

    /** Days since publication, at most 3650; missing without a time of publication. */
    public static final FloatFeature ITEM_AGE_DAYS = FloatFeature.item("item_age_days", 3650, "days since publication");

    /** Share of the user's positive interactions on this surface that were with this author, smoothed. */
    public static final FloatFeature USER_ITEM_AUTHOR_AFFINITY =
            FloatFeature.userItem("user_item_author_affinity", 0, "share of the user's interactions with this author");

    /** Share of the user's positive interactions on this surface that were in one of the item's categories, smoothed. */
    public static final FloatFeature USER_ITEM_CATEGORY_AFFINITY = FloatFeature.userItem(
            "user_item_category_affinity", 0, "share of the user's interactions in the item's categories");

    /** Sum of the similarities between the item and the user's newest interactions, by co-interaction. */
    public static final FloatFeature USER_ITEM_CO_INTERACTION = FloatFeature.userItem(
            "user_item_co_interaction", 0, "similarity to the newest interactions, by who interacted with both");

    /** log(1 + positive interactions of the user's cohort with the item). */
    public static final FloatFeature USER_ITEM_COHORT_POPULARITY_LOG = FloatFeature.userItem(
            "user_item_cohort_popularity_log", 0, "log(1 + positive interactions of the user's cohort)");

    /**
     * Share of the query's words that stand in the item's title, 0 to 1; missing without a query. Words are runs of
     * letters or of digits, in lower case, without a plural's s.
     */
    public static final FloatFeature USER_ITEM_QUERY_TITLE_MATCH =
            FloatFeature.userItem("user_item_query_title_match", 0, "share of the query's words in the item's title");

    /**
     * Share of the query's words that stand in title, text, author or categories, or of which at least a beginning of
     * four characters does, 0 to 1; missing without a query.
     */
    public static final FloatFeature USER_ITEM_QUERY_MATCH = FloatFeature.userItem(
            "user_item_query_match", 0, "share of the query's words anywhere in the item, by their beginnings");

    /** 1 if the query's last word, which mostly names the thing, is in the title, else 0; missing without a query. */
    public static final FloatFeature USER_ITEM_QUERY_HEAD_MATCH =
            FloatFeature.userItem("user_item_query_head_match", 0, "1 if the query's last word is in the title");

    /** The best retrieval score that a source gave, as the source scaled it. */
    public static final FloatFeature RETRIEVAL_SCORE =
            FloatFeature.userItem("retrieval_score", 0, "best score of the sources that found the item");

    /** All of them. */
    public static final List<FeatureSpec> ALL = List.of(
            ITEM_AUTHOR,
            ITEM_CATEGORY,
            ITEM_SURFACE,
            ITEM_POPULARITY_LOG,
            ITEM_TREND_LOG,
            ITEM_AGE_DAYS,
            USER_ITEM_AUTHOR_AFFINITY,
            USER_ITEM_CATEGORY_AFFINITY,
            USER_ITEM_CO_INTERACTION,
            USER_ITEM_COHORT_POPULARITY_LOG,
            USER_ITEM_QUERY_TITLE_MATCH,
            USER_ITEM_QUERY_MATCH,
            USER_ITEM_QUERY_HEAD_MATCH,
            RETRIEVAL_SCORE);

    private SharedFeatures() {}
}
