package dev.medley.search.config;

import dev.medley.spi.config.BooleanProperty;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.DoubleProperty;
import dev.medley.spi.config.IntProperty;

/** What operators may set. */
public final class SearchConfig {
    public static final IntProperty CANDIDATES_PER_SOURCE =
            new IntProperty("candidates-per-source", 300, 1, 2_000, "most items that the lexical source proposes");

    public static final IntProperty ENOUGH_MATCHES = new IntProperty(
            "enough-matches", 10, 0, 1_000, "with fewer items that hold all words the query is relaxed a step");

    public static final IntProperty COMPLETIONS =
            new IntProperty("completions", 30, 0, 1_000, "most items found by the beginning of the last word");

    public static final BooleanProperty POPULAR_WHEN_NOTHING_MATCHES = new BooleanProperty(
            "popular-when-nothing-matches", true, "answer with popular items, and say so, where no word is found");

    public static final DoubleProperty LEAST_COVERAGE = new DoubleProperty(
            "least-coverage", 0.2, 0, 1, "share of the query's words that an item must hold to stay");

    public static final DoubleProperty MATCH_WEIGHT =
            new DoubleProperty("match-weight", 1.0, 0, 100, "worth of the words' match in the value");

    public static final DoubleProperty RELEVANCE_WEIGHT =
            new DoubleProperty("relevance-weight", 0.5, 0, 100, "worth of the predicted relevance in the value");

    public static final DoubleProperty CLICK_WEIGHT =
            new DoubleProperty("click-weight", 0.1, 0, 100, "worth of the predicted click in the value");

    public static final DoubleProperty AFFINITY_STRENGTH = new DoubleProperty(
            "affinity-strength", 0.05, 0, 1, "most that the user's taste may add, as a share of the value");

    public static final IntProperty MAX_PER_BRAND_WINDOW = new IntProperty(
            "max-per-brand-window", 6, 1, 100, "items of one brand among so many and two consecutive places");

    public static final ConfigSchema SCHEMA = ConfigSchema.of(
            CANDIDATES_PER_SOURCE,
            ENOUGH_MATCHES,
            COMPLETIONS,
            POPULAR_WHEN_NOTHING_MATCHES,
            LEAST_COVERAGE,
            MATCH_WEIGHT,
            RELEVANCE_WEIGHT,
            CLICK_WEIGHT,
            AFFINITY_STRENGTH,
            MAX_PER_BRAND_WINDOW);

    private SearchConfig() {}
}
