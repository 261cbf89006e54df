package dev.medley.search.feature;

import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.FloatFeature;

/** The scenario's own features. */
public final class SearchFeatures {
    public static final FloatFeature MATCH = FloatFeature.userItem(
            "query_item_match", 0, "BM25 of the query's words over the item's fields, as a share of the batch's best");

    public static final FloatFeature COVERAGE =
            FloatFeature.userItem("query_item_coverage", 0, "share of the query's words that the item holds");

    public static final FeatureSchema SCHEMA = FeatureSchema.of(MATCH, COVERAGE);

    private SearchFeatures() {}
}
