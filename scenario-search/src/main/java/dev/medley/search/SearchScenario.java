package dev.medley.search;

import dev.medley.search.config.SearchConfig;
import dev.medley.search.feature.LexicalFeatureProvider;
import dev.medley.search.filter.HiddenItemFilter;
import dev.medley.search.filter.NoMatchFilter;
import dev.medley.search.index.ItemIndex;
import dev.medley.search.safety.MatureSafetyRule;
import dev.medley.search.score.AffinityAdjuster;
import dev.medley.search.score.RelevanceValueModel;
import dev.medley.search.slate.SearchConstraints;
import dev.medley.search.source.CompletionSource;
import dev.medley.search.source.FamiliarSource;
import dev.medley.search.source.LexicalSource;
import dev.medley.search.source.PopularSource;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.ScenarioContext;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.slate.SlateConstraint;
import java.util.List;
import java.util.Optional;

/** The wiring page. */
final class SearchScenario implements Scenario {
    private final ScenarioConfig config;
    private final ScenarioContext context;
    private final SurfaceId surface;
    private final ItemIndex index = new ItemIndex();
    private final Catalog.Subscription subscription;

    SearchScenario(ScenarioConfig config, ScenarioContext context, SurfaceId surface) {
        this.config = config;
        this.context = context;
        this.surface = surface;
        this.subscription = context.catalog().follow(surface, index);
    }

    @Override
    public List<CandidateSource> candidateSources() {
        int size = config.get(SearchConfig.CANDIDATES_PER_SOURCE);
        return List.of(
                new LexicalSource(index, surface, size, config.get(SearchConfig.ENOUGH_MATCHES)),
                new CompletionSource(index, surface, config.get(SearchConfig.COMPLETIONS)),
                new FamiliarSource(index, surface, config.get(SearchConfig.COMPLETIONS)));
    }

    @Override
    public Optional<CandidateSource> fallbackSource() {
        if (!config.get(SearchConfig.POPULAR_WHEN_NOTHING_MATCHES)) {
            return Optional.empty();
        }
        return Optional.of(
                new PopularSource(context.counters(), index, surface, config.get(SearchConfig.CANDIDATES_PER_SOURCE)));
    }

    @Override
    public List<FeatureProvider> featureProviders() {
        return List.of(new LexicalFeatureProvider(index));
    }

    @Override
    public List<CandidateFilter> filters() {
        return List.of(
                new HiddenItemFilter(context.userHistories()),
                new NoMatchFilter(config.get(SearchConfig.LEAST_COVERAGE)));
    }

    @Override
    public ValueModel valueModel() {
        return new RelevanceValueModel(
                config.get(SearchConfig.MATCH_WEIGHT),
                config.get(SearchConfig.RELEVANCE_WEIGHT),
                config.get(SearchConfig.CLICK_WEIGHT));
    }

    @Override
    public List<ScoreAdjuster> scoreAdjusters() {
        return List.of(new AffinityAdjuster(config.get(SearchConfig.AFFINITY_STRENGTH)));
    }

    @Override
    public List<SlateConstraint> slateConstraints() {
        return SearchConstraints.of(config);
    }

    @Override
    public List<SafetyRule> safetyRules() {
        return List.of(new MatureSafetyRule(context.catalog()));
    }

    @Override
    public void close() {
        subscription.close();
        index.close();
    }
}
