package dev.medley.live.config;

import dev.medley.spi.config.BooleanProperty;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.DoubleProperty;
import dev.medley.spi.config.IntProperty;
import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.config.ScenarioConfig;
import java.util.ArrayList;
import java.util.List;

/** Everything that an operator may turn in the scenario {@code live}. */
public final class LiveConfig {
    // Sources.
    public static final IntProperty FOLLOWED_COUNT =
            new IntProperty("followed-count", 200, 0, 1000, "rooms of followed hosts to retrieve");

    public static final IntProperty TRENDING_COUNT =
            new IntProperty("trending-count", 200, 0, 1000, "trending rooms to retrieve");

    public static final DoubleProperty VELOCITY_PRIOR_VIEWERS = new DoubleProperty(
            "velocity-prior-viewers",
            50,
            1,
            100_000,
            "viewers added to every room when joins are divided by viewers, so that a tiny room does not lead at once");

    public static final IntProperty SIMILAR_COUNT = new IntProperty(
            "similar-count", 250, 0, 1000, "rooms to retrieve from each of the two similar-host sources");

    public static final IntProperty SIMILAR_SEEDS =
            new IntProperty("similar-seeds", 50, 1, 200, "newest rooms of the user that similar hosts are sought for");

    public static final DoubleProperty SEED_HALF_LIFE = new DoubleProperty(
            "seed-half-life-interactions",
            50,
            1,
            1000,
            "after so many newer interactions a room counts half when similar hosts are sought");

    public static final IntProperty GAMES_COUNT =
            new IntProperty("games-count", 100, 0, 1000, "popular rooms of the user's games to retrieve");

    public static final IntProperty GAMES_DEPTH =
            new IntProperty("games-depth", 100, 1, 500, "newest interactions that the user's games are read from");

    public static final IntProperty GAMES_MAX =
            new IntProperty("games-max", 5, 1, 50, "games of the user that popular rooms are retrieved of");

    public static final IntProperty NEW_HOSTS_COUNT =
            new IntProperty("new-hosts-count", 30, 0, 500, "rooms of new hosts to retrieve, chosen by chance");

    public static final IntProperty NEW_HOSTS_SCAN =
            new IntProperty("new-hosts-scan", 300, 1, 5000, "rooms looked at when new hosts are sought");

    public static final IntProperty NEW_HOST_MAX_INTERACTIONS = new IntProperty(
            "new-host-max-interactions", 20, 0, 100_000, "a host with at most so many interactions ever is new");

    public static final IntProperty FALLBACK_COUNT =
            new IntProperty("fallback-count", 200, 1, 1000, "most viewed rooms to retrieve when nothing else is found");

    // Filters and safety.
    public static final IntProperty ENTERED_MINUTES = new IntProperty(
            "entered-minutes", 10, 0, 1440, "a room that the user entered in so many minutes is left out");

    public static final BooleanProperty UNRATED_IS_MATURE = new BooleanProperty(
            "unrated-is-mature", true, "whether a room that does not say if it is mature is for known adults only");

    // Value and adjusters.
    public static final DoubleProperty CLICK_WEIGHT =
            new DoubleProperty("click-weight", 1, 0, 100, "worth of the user entering the room");

    public static final DoubleProperty FOLLOW_WEIGHT =
            new DoubleProperty("follow-weight", 2, 0, 100, "worth of the user following the host");

    public static final DoubleProperty LANGUAGE_MISMATCH_FACTOR = new DoubleProperty(
            "language-mismatch-factor", 0.5, 0, 1, "factor for a room in another language than the user's");

    public static final DoubleProperty FRESH_ROOM_FACTOR =
            new DoubleProperty("fresh-room-factor", 1.1, 1, 10, "factor for a room that has just gone on air");

    public static final IntProperty FRESH_ROOM_MINUTES = new IntProperty(
            "fresh-room-minutes", 15, 1, 720, "a room that is on air for at most so many minutes is fresh");

    public static final DoubleProperty RISING_ROOM_BOOST = new DoubleProperty(
            "rising-room-boost", 0.3, 0, 10, "what the factor of a room gains as its joins overtake its viewers");

    public static final DoubleProperty FOLLOWED_HOST_FACTOR = new DoubleProperty(
            "followed-host-factor", 1.1, 0, 10, "factor for the room of a host whom the user follows");

    public static final DoubleProperty NEW_HOST_FACTOR =
            new DoubleProperty("new-host-factor", 1.05, 1, 10, "factor for the room of a new host");

    // Slate.
    public static final IntProperty MAX_PER_HOST =
            new IntProperty("max-per-host", 1, 1, 50, "rooms of one host in a slate");

    public static final IntProperty MAX_PER_GAME =
            new IntProperty("max-per-game", 3, 1, 50, "rooms of one game in any game-window consecutive places");

    public static final IntProperty GAME_WINDOW =
            new IntProperty("game-window", 5, 2, 100, "consecutive places that max-per-game is about; more than it");

    public static final DoubleProperty NEW_HOST_SHARE = new DoubleProperty(
            "new-host-share", 0.1, 0, 0.5, "least share of the slate for new hosts, while there are any; 0 for none");

    public static final DoubleProperty GAME_VARIETY_GAIN = new DoubleProperty(
            "game-variety-gain", 0.005, 0, 1, "value added to the room of a game that is not on the slate yet");

    /** All of them. */
    public static final ConfigSchema SCHEMA = ConfigSchema.of(
            FOLLOWED_COUNT,
            TRENDING_COUNT,
            VELOCITY_PRIOR_VIEWERS,
            SIMILAR_COUNT,
            SIMILAR_SEEDS,
            SEED_HALF_LIFE,
            GAMES_COUNT,
            GAMES_DEPTH,
            GAMES_MAX,
            NEW_HOSTS_COUNT,
            NEW_HOSTS_SCAN,
            NEW_HOST_MAX_INTERACTIONS,
            FALLBACK_COUNT,
            ENTERED_MINUTES,
            UNRATED_IS_MATURE,
            CLICK_WEIGHT,
            FOLLOW_WEIGHT,
            LANGUAGE_MISMATCH_FACTOR,
            FRESH_ROOM_FACTOR,
            FRESH_ROOM_MINUTES,
            RISING_ROOM_BOOST,
            FOLLOWED_HOST_FACTOR,
            NEW_HOST_FACTOR,
            MAX_PER_HOST,
            MAX_PER_GAME,
            GAME_WINDOW,
            NEW_HOST_SHARE,
            GAME_VARIETY_GAIN);

    private LiveConfig() {}

    /**
     * Checks what no single property can: how they go together.
     *
     * @throws InvalidConfigException with every problem
     */
    public static ScenarioConfig checked(ScenarioConfig config) {
        List<String> problems = new ArrayList<>();
        int max = config.get(MAX_PER_GAME);
        int window = config.get(GAME_WINDOW);
        if (window <= max) {
            problems.add(
                    "game-window: " + window + " is not allowed; more than max-per-game, which is " + max + ", is");
        }
        if (config.get(CLICK_WEIGHT) + config.get(FOLLOW_WEIGHT) <= 0) {
            problems.add("click-weight, follow-weight: both are 0; at least one of them above 0 is allowed");
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return config;
    }
}
