package dev.medley.video.config;

import dev.medley.spi.config.BooleanProperty;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.DoubleProperty;
import dev.medley.spi.config.IntProperty;
import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.config.ScenarioConfig;
import java.util.ArrayList;
import java.util.List;

/** Everything that an operator may turn in the scenario {@code video}. */
public final class VideoConfig {
    // Sources.
    public static final IntProperty ITEM_TO_ITEM_COUNT = new IntProperty(
            "item-to-item-count", 500, 0, 1000, "videos to retrieve that share viewers with the user's");

    public static final IntProperty SEEDS =
            new IntProperty("seeds", 30, 1, 200, "newest videos of the user that others are sought for");

    public static final DoubleProperty SEED_HALF_LIFE = new DoubleProperty(
            "seed-half-life-interactions",
            20,
            1,
            1000,
            "after so many newer interactions a video counts half when others are sought for it");

    public static final DoubleProperty SEED_MIN_RATING = new DoubleProperty(
            "seed-min-rating", 3.5, 0, 10, "a video that the user has rated below this speaks for no other");

    public static final DoubleProperty SEED_MIN_WATCH_SHARE = new DoubleProperty(
            "seed-min-watch-share", 0.3, 0, 1, "a video that the user has watched less of speaks for no other");

    public static final IntProperty COHORT_COUNT = new IntProperty(
            "cohort-count", 200, 0, 1000, "videos to retrieve that are popular with users of the same age and gender");

    public static final IntProperty GENRES_COUNT =
            new IntProperty("genres-count", 150, 0, 1000, "popular videos of the user's favourite genres to retrieve");

    public static final IntProperty GENRES_DEPTH =
            new IntProperty("genres-depth", 100, 1, 500, "newest interactions that favourite genres are read from");

    public static final IntProperty GENRES_MAX =
            new IntProperty("genres-max", 3, 1, 32, "favourite genres that popular videos are retrieved of");

    public static final IntProperty AUTHORS_COUNT =
            new IntProperty("authors-count", 100, 0, 1000, "videos of followed authors to retrieve");

    public static final IntProperty FRESH_COUNT =
            new IntProperty("fresh-count", 40, 0, 1000, "fresh uploads to retrieve");

    public static final IntProperty FRESH_DAYS =
            new IntProperty("fresh-days", 90, 1, 3650, "an upload of the last so many days is fresh");

    public static final IntProperty FRESH_INDEX_SIZE =
            new IntProperty("fresh-index-size", 2000, 10, 100_000, "newest uploads that are kept at hand");

    public static final IntProperty LONG_TAIL_COUNT =
            new IntProperty("long-tail-count", 30, 0, 500, "videos that hardly anybody knows to retrieve, by chance");

    public static final IntProperty LONG_TAIL_SCAN =
            new IntProperty("long-tail-scan", 300, 1, 5000, "videos looked at when little-known ones are sought");

    public static final IntProperty LONG_TAIL_MAX_INTERACTIONS = new IntProperty(
            "long-tail-max-interactions",
            20,
            0,
            100_000,
            "a video with at most so many interactions ever is little known");

    public static final IntProperty LONG_TAIL_INDEX_SIZE = new IntProperty(
            "long-tail-index-size",
            100_000,
            100,
            5_000_000,
            "videos that exploration draws from; of a greater catalogue a fixed sample of this size");

    public static final IntProperty FALLBACK_COUNT =
            new IntProperty("fallback-count", 200, 1, 1000, "popular videos to retrieve when nothing else is found");

    // Filters and safety.
    public static final IntProperty WATCHED_DEPTH = new IntProperty(
            "watched-depth",
            500,
            1,
            10_000,
            "videos among so many newest interactions of the user are not shown again");

    public static final BooleanProperty UNRATED_IS_MATURE = new BooleanProperty(
            "unrated-is-mature", false, "whether a video without any rating by age is for known adults only");

    // Value and adjusters.
    public static final DoubleProperty CLICK_WEIGHT =
            new DoubleProperty("click-weight", 1, 0, 100, "worth of the user starting the video");

    public static final DoubleProperty LIKE_WEIGHT =
            new DoubleProperty("like-weight", 1, 0, 100, "worth of the user liking the video");

    public static final DoubleProperty FRESHNESS_BOOST = new DoubleProperty(
            "freshness-boost", 0.2, 0, 10, "what the factor of a video gains at the moment it is uploaded");

    public static final DoubleProperty FRESHNESS_HALF_LIFE_DAYS = new DoubleProperty(
            "freshness-half-life-days", 7, 0.01, 3650, "after so many days half of the freshness boost is left");

    public static final DoubleProperty LONG_VIDEO_FACTOR =
            new DoubleProperty("long-video-factor", 0.9, 0, 1, "factor for a very long video");

    public static final IntProperty LONG_VIDEO_SECONDS =
            new IntProperty("long-video-s", 10_800, 60, 1_000_000, "a video of more than so many seconds is very long");

    public static final DoubleProperty LONG_TAIL_FACTOR =
            new DoubleProperty("long-tail-factor", 1.05, 1, 10, "factor for a video that hardly anybody knows");

    public static final DoubleProperty GENRE_TASTE_BOOST = new DoubleProperty(
            "genre-taste-boost", 0.05, 0, 10, "what the factor of a video in the user's very favourite genre gains");

    public static final DoubleProperty UNFINISHED_FACTOR = new DoubleProperty(
            "unfinished-factor", 0.8, 0, 1, "factor for a video of a kind that the user rarely watches to the end");

    public static final DoubleProperty UNFINISHED_WATCH_SHARE = new DoubleProperty(
            "unfinished-watch-share", 0.2, 0, 1, "a mean share watched below this means rarely to the end");

    // Slate.
    public static final IntProperty MAX_PER_AUTHOR =
            new IntProperty("max-per-author", 3, 1, 200, "videos of one author in a slate");

    public static final IntProperty AUTHOR_GAP =
            new IntProperty("author-gap", 2, 0, 50, "other videos between two of one author; 0 for none");

    public static final IntProperty MAX_PER_GENRE =
            new IntProperty("max-per-genre", 3, 1, 50, "videos of one genre in any genre-window consecutive places");

    public static final IntProperty GENRE_WINDOW =
            new IntProperty("genre-window", 5, 2, 100, "consecutive places that max-per-genre is about; more than it");

    public static final DoubleProperty LONG_TAIL_SHARE = new DoubleProperty(
            "long-tail-share", 0.05, 0, 0.5, "least share of the slate for little-known videos; 0 for none");

    /** All of them. */
    public static final ConfigSchema SCHEMA = ConfigSchema.of(
            ITEM_TO_ITEM_COUNT,
            SEEDS,
            SEED_HALF_LIFE,
            SEED_MIN_RATING,
            SEED_MIN_WATCH_SHARE,
            COHORT_COUNT,
            GENRES_COUNT,
            GENRES_DEPTH,
            GENRES_MAX,
            AUTHORS_COUNT,
            FRESH_COUNT,
            FRESH_DAYS,
            FRESH_INDEX_SIZE,
            LONG_TAIL_COUNT,
            LONG_TAIL_SCAN,
            LONG_TAIL_MAX_INTERACTIONS,
            LONG_TAIL_INDEX_SIZE,
            FALLBACK_COUNT,
            WATCHED_DEPTH,
            UNRATED_IS_MATURE,
            CLICK_WEIGHT,
            LIKE_WEIGHT,
            FRESHNESS_BOOST,
            FRESHNESS_HALF_LIFE_DAYS,
            LONG_VIDEO_FACTOR,
            LONG_VIDEO_SECONDS,
            LONG_TAIL_FACTOR,
            GENRE_TASTE_BOOST,
            UNFINISHED_FACTOR,
            UNFINISHED_WATCH_SHARE,
            MAX_PER_AUTHOR,
            AUTHOR_GAP,
            MAX_PER_GENRE,
            GENRE_WINDOW,
            LONG_TAIL_SHARE);

    private VideoConfig() {}

    /**
     * Checks what no single property can: how they go together.
     *
     * @throws InvalidConfigException with every problem
     */
    public static ScenarioConfig checked(ScenarioConfig config) {
        List<String> problems = new ArrayList<>();
        int max = config.get(MAX_PER_GENRE);
        int window = config.get(GENRE_WINDOW);
        if (window <= max) {
            problems.add(
                    "genre-window: " + window + " is not allowed; more than max-per-genre, which is " + max + ", is");
        }
        if (config.get(CLICK_WEIGHT) + config.get(LIKE_WEIGHT) <= 0) {
            problems.add("click-weight, like-weight: both are 0; at least one of them above 0 is allowed");
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return config;
    }
}
