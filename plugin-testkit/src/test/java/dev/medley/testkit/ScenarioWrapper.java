package dev.medley.testkit;

import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.slate.SlateConstraint;
import java.util.List;
import java.util.Optional;

/** A good scenario, of which a test replaces one part by a bad one. */
class ScenarioWrapper implements Scenario {
    private final Scenario good;

    ScenarioWrapper(Scenario good) {
        this.good = good;
    }

    @Override
    public List<CandidateSource> candidateSources() {
        return good.candidateSources();
    }

    @Override
    public Optional<CandidateSource> fallbackSource() {
        return good.fallbackSource();
    }

    @Override
    public List<FeatureProvider> featureProviders() {
        return good.featureProviders();
    }

    @Override
    public List<CandidateFilter> filters() {
        return good.filters();
    }

    @Override
    public ValueModel valueModel() {
        return good.valueModel();
    }

    @Override
    public List<ScoreAdjuster> scoreAdjusters() {
        return good.scoreAdjusters();
    }

    @Override
    public List<SlateConstraint> slateConstraints() {
        return good.slateConstraints();
    }

    @Override
    public List<RerankPolicy> rerankPolicies() {
        return good.rerankPolicies();
    }

    @Override
    public List<SafetyRule> safetyRules() {
        return good.safetyRules();
    }

    @Override
    public void close() {
        good.close();
    }
}
