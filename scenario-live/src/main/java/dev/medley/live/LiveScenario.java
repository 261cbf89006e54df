package dev.medley.live;

import dev.medley.live.config.LiveConfig;
import dev.medley.live.feature.FollowedHostFeatureProvider;
import dev.medley.live.feature.GameAffinityFeatureProvider;
import dev.medley.live.feature.NewHostFeatureProvider;
import dev.medley.live.feature.RoomStateFeatureProvider;
import dev.medley.live.feature.RoomVelocityFeatureProvider;
import dev.medley.live.filter.HiddenHostFilter;
import dev.medley.live.filter.JustEnteredFilter;
import dev.medley.live.filter.OffAirFilter;
import dev.medley.live.safety.MinorProtectionSafetyRule;
import dev.medley.live.safety.OnAirSafetyRule;
import dev.medley.live.score.EntryAndFollowValueModel;
import dev.medley.live.score.FollowedHostAdjuster;
import dev.medley.live.score.FreshRoomAdjuster;
import dev.medley.live.score.LanguageMismatchAdjuster;
import dev.medley.live.score.NewHostAdjuster;
import dev.medley.live.score.RisingRoomAdjuster;
import dev.medley.live.slate.GameVarietyPolicy;
import dev.medley.live.slate.LiveConstraints;
import dev.medley.live.source.CoFollowedRoomsSource;
import dev.medley.live.source.FollowedRoomsSource;
import dev.medley.live.source.MostViewedRoomsSource;
import dev.medley.live.source.NewHosts;
import dev.medley.live.source.NewHostsSource;
import dev.medley.live.source.OnAirRooms;
import dev.medley.live.source.SimilarRoomsSource;
import dev.medley.live.source.TrendingRoomsSource;
import dev.medley.live.source.UserGamesSource;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.context.ScenarioContext;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.slate.SlateConstraint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The wiring page of the scenario {@code live}. */
final class LiveScenario implements Scenario {
    private final ScenarioConfig config;
    private final ScenarioContext context;
    private final OnAirRooms rooms;
    private final NewHosts newHosts;

    LiveScenario(ScenarioConfig config, ScenarioContext context) {
        this.config = config;
        this.context = context;
        this.rooms = OnAirRooms.follow(context.catalog(), config.get(LiveConfig.UNRATED_IS_MATURE));
        this.newHosts = new NewHosts(context.counters(), config.get(LiveConfig.NEW_HOST_MAX_INTERACTIONS));
    }

    @Override
    public List<CandidateSource> candidateSources() {
        int seeds = config.get(LiveConfig.SIMILAR_SEEDS);
        int similar = config.get(LiveConfig.SIMILAR_COUNT);
        return List.of(
                new FollowedRoomsSource(rooms, context.catalog(), config.get(LiveConfig.FOLLOWED_COUNT)),
                new CoFollowedRoomsSource(
                        rooms, context.neighbours(), seeds, config.get(LiveConfig.SEED_HALF_LIFE), similar),
                new SimilarRoomsSource(rooms, context.catalog(), context.vectors(), seeds, similar),
                new TrendingRoomsSource(
                        rooms,
                        context.counters(),
                        config.get(LiveConfig.VELOCITY_PRIOR_VIEWERS),
                        config.get(LiveConfig.TRENDING_COUNT)),
                new UserGamesSource(
                        rooms,
                        context.catalog(),
                        config.get(LiveConfig.GAMES_DEPTH),
                        config.get(LiveConfig.GAMES_MAX),
                        config.get(LiveConfig.GAMES_COUNT)),
                new NewHostsSource(
                        rooms,
                        newHosts,
                        config.get(LiveConfig.NEW_HOSTS_SCAN),
                        config.get(LiveConfig.NEW_HOSTS_COUNT)));
    }

    @Override
    public Optional<CandidateSource> fallbackSource() {
        return Optional.of(new MostViewedRoomsSource(rooms, config.get(LiveConfig.FALLBACK_COUNT)));
    }

    @Override
    public List<FeatureProvider> featureProviders() {
        return List.of(
                new RoomStateFeatureProvider(),
                new RoomVelocityFeatureProvider(context.counters(), config.get(LiveConfig.VELOCITY_PRIOR_VIEWERS)),
                new GameAffinityFeatureProvider(context.catalog(), config.get(LiveConfig.GAMES_DEPTH)),
                new FollowedHostFeatureProvider(context.catalog()),
                new NewHostFeatureProvider(newHosts));
    }

    @Override
    public List<CandidateFilter> filters() {
        return List.of(
                new OffAirFilter(),
                new JustEnteredFilter(Duration.ofMinutes(config.get(LiveConfig.ENTERED_MINUTES))),
                new HiddenHostFilter(context.catalog(), context.userHistories()));
    }

    @Override
    public ValueModel valueModel() {
        return new EntryAndFollowValueModel(config.get(LiveConfig.CLICK_WEIGHT), config.get(LiveConfig.FOLLOW_WEIGHT));
    }

    @Override
    public List<ScoreAdjuster> scoreAdjusters() {
        return List.of(
                new LanguageMismatchAdjuster(config.get(LiveConfig.LANGUAGE_MISMATCH_FACTOR)),
                new FreshRoomAdjuster(
                        config.get(LiveConfig.FRESH_ROOM_FACTOR), config.get(LiveConfig.FRESH_ROOM_MINUTES)),
                new RisingRoomAdjuster(config.get(LiveConfig.RISING_ROOM_BOOST)),
                new FollowedHostAdjuster(config.get(LiveConfig.FOLLOWED_HOST_FACTOR)),
                new NewHostAdjuster(config.get(LiveConfig.NEW_HOST_FACTOR)));
    }

    @Override
    public List<SlateConstraint> slateConstraints() {
        return LiveConstraints.of(config);
    }

    @Override
    public List<RerankPolicy> rerankPolicies() {
        return List.of(new GameVarietyPolicy(config.get(LiveConfig.GAME_VARIETY_GAIN)));
    }

    @Override
    public List<SafetyRule> safetyRules() {
        boolean unratedIsMature = config.get(LiveConfig.UNRATED_IS_MATURE);
        return List.of(
                new OnAirSafetyRule(context.catalog()),
                new MinorProtectionSafetyRule(context.catalog(), unratedIsMature));
    }

    @Override
    public void close() {
        rooms.close();
    }
}
