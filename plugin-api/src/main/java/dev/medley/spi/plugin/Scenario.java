package dev.medley.spi.plugin;

import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.slate.SlateConstraint;
import java.util.List;
import java.util.Optional;

/**
 * One configured, immutable instance of a scenario: its wiring page. Each list is read once, when the instance is
 * created; the order of filters, adjusters and constraints is theirs in the pipeline.
 */
public interface Scenario extends AutoCloseable {
    /** Where candidates come from; at least one. They run in parallel. */
    List<CandidateSource> candidateSources();

    /** Asked only when every source has failed: something that cannot fail, such as what is popular. */
    default Optional<CandidateSource> fallbackSource() {
        return Optional.empty();
    }

    /** Who fills the columns of the feature schema. */
    default List<FeatureProvider> featureProviders() {
        return List.of();
    }

    /** What makes no sense to show; cheap ones first. */
    default List<CandidateFilter> filters() {
        return List.of();
    }

    /** What showing a row is worth. */
    ValueModel valueModel();

    /** Business reasons to multiply that. */
    default List<ScoreAdjuster> scoreAdjusters() {
        return List.of();
    }

    /** What the slate must hold, most important first. */
    default List<SlateConstraint> slateConstraints() {
        return List.of();
    }

    /** Advice to the re-ranker. */
    default List<RerankPolicy> rerankPolicies() {
        return List.of();
    }

    /** What must not be shown. */
    default List<SafetyRule> safetyRules() {
        return List.of();
    }

    /**
     * Called once, when no request uses the instance any more: close subscriptions, stop threads. Loader thread, under a
     * time limit.
     */
    @Override
    default void close() {}
}
