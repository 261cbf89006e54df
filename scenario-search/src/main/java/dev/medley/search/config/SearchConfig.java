package dev.medley.search.config;

import dev.medley.spi.config.BooleanProperty;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.DoubleProperty;
import dev.medley.spi.config.IntProperty;
import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.config.ScenarioConfig;
import java.util.ArrayList;
import java.util.List;

/** Everything that an operator may turn in the scenario {@code search}. */
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
            new DoubleProperty("relevance-weight", 1.0, 0, 100, "worth of the predicted relevance in the value");

    public static final DoubleProperty CLICK_WEIGHT =
            new DoubleProperty("click-weight", 0.1, 0, 100, "worth of the predicted click in the value");

    public static final DoubleProperty AFFINITY_STRENGTH = new DoubleProperty(
            "affinity-strength", 0.05, 0, 1, "most that the user's taste may add, as a share of the value");

    public static final IntProperty MAX_PER_BRAND =
            new IntProperty("max-per-brand", 6, 1, 100, "items of one brand in any brand-window consecutive places");

    public static final IntProperty BRAND_WINDOW =
            new IntProperty("brand-window", 8, 2, 200, "consecutive places that max-per-brand is about; more than it");

    /** All of them. */
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
            MAX_PER_BRAND,
            BRAND_WINDOW);

    private SearchConfig() {}

    /**
     * Checks what no single property can: how they go together.
     *
     * @throws InvalidConfigException with every problem
     */
    public static ScenarioConfig checked(ScenarioConfig config) {
        List<String> problems = new ArrayList<>();
        int max = config.get(MAX_PER_BRAND);
        int window = config.get(BRAND_WINDOW);
        if (window <= max) {
            problems.add(
                    "brand-window: " + window + " is not allowed; more than max-per-brand, which is " + max + ", is");
        }
        if (config.get(MATCH_WEIGHT) + config.get(RELEVANCE_WEIGHT) + config.get(CLICK_WEIGHT) <= 0) {
            problems.add("match-weight, relevance-weight, click-weight: all are 0; at least one of them above 0 is"
                    + " allowed");
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return config;
    }
}
