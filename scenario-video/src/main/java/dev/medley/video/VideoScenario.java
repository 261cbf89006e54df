package dev.medley.video;

import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.context.ScenarioContext;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.slate.SlateConstraint;
import dev.medley.video.config.VideoConfig;
import dev.medley.video.feature.CohortShareFeatureProvider;
import dev.medley.video.feature.DurationFeatureProvider;
import dev.medley.video.feature.FameFeatureProvider;
import dev.medley.video.feature.GenreTasteFeatureProvider;
import dev.medley.video.feature.WatchShareFeatureProvider;
import dev.medley.video.filter.HiddenVideoFilter;
import dev.medley.video.filter.WatchedFilter;
import dev.medley.video.safety.MinorProtectionSafetyRule;
import dev.medley.video.score.FreshnessAdjuster;
import dev.medley.video.score.GenreTasteAdjuster;
import dev.medley.video.score.LongTailAdjuster;
import dev.medley.video.score.LongVideoAdjuster;
import dev.medley.video.score.UnfinishedAdjuster;
import dev.medley.video.score.WatchAndLikeValueModel;
import dev.medley.video.slate.VideoConstraints;
import dev.medley.video.source.CohortPopularSource;
import dev.medley.video.source.FavouriteGenresSource;
import dev.medley.video.source.FollowedAuthorsSource;
import dev.medley.video.source.FreshUploads;
import dev.medley.video.source.FreshUploadsSource;
import dev.medley.video.source.ItemToItemSource;
import dev.medley.video.source.LongTail;
import dev.medley.video.source.LongTailSource;
import dev.medley.video.source.PopularVideosSource;
import dev.medley.video.source.UserGenres;
import dev.medley.video.source.VideoLots;
import dev.medley.video.source.VideoSeeds;
import dev.medley.video.source.WatchedVideos;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The wiring page of the scenario {@code video}. */
final class VideoScenario implements Scenario {
    private final ScenarioConfig config;
    private final ScenarioContext context;
    private final VideoSeeds seeds;
    private final UserGenres userGenres;
    private final WatchedVideos watched;
    private final LongTail longTail;
    private final FreshUploads uploads;
    private final VideoLots lots;

    VideoScenario(ScenarioConfig config, ScenarioContext context) {
        this.config = config;
        this.context = context;
        this.seeds =
                new VideoSeeds(config.get(VideoConfig.SEED_MIN_RATING), config.get(VideoConfig.SEED_MIN_WATCH_SHARE));
        this.userGenres = new UserGenres(context.catalog(), seeds, config.get(VideoConfig.GENRES_DEPTH));
        this.watched = new WatchedVideos(context.userHistories(), config.get(VideoConfig.WATCHED_DEPTH));
        this.longTail = new LongTail(context.counters(), config.get(VideoConfig.LONG_TAIL_MAX_INTERACTIONS));
        this.uploads = FreshUploads.follow(context.catalog(), config.get(VideoConfig.FRESH_INDEX_SIZE));
        this.lots = VideoLots.follow(context.catalog(), config.get(VideoConfig.LONG_TAIL_INDEX_SIZE));
    }

    @Override
    public List<CandidateSource> candidateSources() {
        return List.of(
                new ItemToItemSource(
                        context.neighbours(),
                        seeds,
                        config.get(VideoConfig.SEEDS),
                        config.get(VideoConfig.SEED_HALF_LIFE),
                        watched,
                        config.get(VideoConfig.ITEM_TO_ITEM_COUNT)),
                new CohortPopularSource(context.counters(), watched, config.get(VideoConfig.COHORT_COUNT)),
                new FavouriteGenresSource(
                        context.counters(),
                        userGenres,
                        watched,
                        config.get(VideoConfig.GENRES_MAX),
                        config.get(VideoConfig.GENRES_COUNT)),
                new FollowedAuthorsSource(
                        uploads, context.counters(), context.catalog(), watched, config.get(VideoConfig.AUTHORS_COUNT)),
                new FreshUploadsSource(
                        uploads,
                        Duration.ofDays(config.get(VideoConfig.FRESH_DAYS)),
                        watched,
                        config.get(VideoConfig.FRESH_COUNT)),
                new LongTailSource(
                        lots,
                        longTail,
                        watched,
                        config.get(VideoConfig.LONG_TAIL_SCAN),
                        config.get(VideoConfig.LONG_TAIL_COUNT)));
    }

    @Override
    public Optional<CandidateSource> fallbackSource() {
        return Optional.of(
                new PopularVideosSource(context.counters(), lots, watched, config.get(VideoConfig.FALLBACK_COUNT)));
    }

    @Override
    public List<FeatureProvider> featureProviders() {
        return List.of(
                new DurationFeatureProvider(),
                new GenreTasteFeatureProvider(userGenres),
                new WatchShareFeatureProvider(context.catalog()),
                new CohortShareFeatureProvider(context.counters()),
                new FameFeatureProvider(longTail));
    }

    @Override
    public List<CandidateFilter> filters() {
        return List.of(new HiddenVideoFilter(context.userHistories()), new WatchedFilter(watched));
    }

    @Override
    public ValueModel valueModel() {
        return new WatchAndLikeValueModel(config.get(VideoConfig.CLICK_WEIGHT), config.get(VideoConfig.LIKE_WEIGHT));
    }

    @Override
    public List<ScoreAdjuster> scoreAdjusters() {
        return List.of(
                new FreshnessAdjuster(
                        config.get(VideoConfig.FRESHNESS_BOOST), config.get(VideoConfig.FRESHNESS_HALF_LIFE_DAYS)),
                new LongVideoAdjuster(
                        config.get(VideoConfig.LONG_VIDEO_FACTOR), config.get(VideoConfig.LONG_VIDEO_SECONDS)),
                new GenreTasteAdjuster(config.get(VideoConfig.GENRE_TASTE_BOOST)),
                new UnfinishedAdjuster(
                        config.get(VideoConfig.UNFINISHED_FACTOR), config.get(VideoConfig.UNFINISHED_WATCH_SHARE)),
                new LongTailAdjuster(config.get(VideoConfig.LONG_TAIL_FACTOR)));
    }

    @Override
    public List<SlateConstraint> slateConstraints() {
        return VideoConstraints.of(config);
    }

    @Override
    public List<SafetyRule> safetyRules() {
        return List.of(new MinorProtectionSafetyRule(context.catalog(), config.get(VideoConfig.UNRATED_IS_MATURE)));
    }

    @Override
    public void close() {
        uploads.close();
        lots.close();
    }
}
