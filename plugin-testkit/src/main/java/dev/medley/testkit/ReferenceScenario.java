package dev.medley.testkit;

import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.plugin.RequiredField;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.slate.SlateConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A scenario's parts, read once: what the {@link ReferencePipeline} runs. The parts mean what they mean in
 * {@link ScenarioFactory} and {@link Scenario}; the feature providers are put into an order in which each follows those
 * whose outputs it reads.
 */
public record ReferenceScenario(
        ScenarioId id,
        Set<SurfaceId> surfaces,
        List<TaskId> tasks,
        Set<RequiredField> requiredFields,
        FeatureSchema featureSchema,
        List<CandidateSource> sources,
        Optional<CandidateSource> fallbackSource,
        List<FeatureProvider> featureProviders,
        List<CandidateFilter> filters,
        ValueModel valueModel,
        List<ScoreAdjuster> scoreAdjusters,
        List<SlateConstraint> slateConstraints,
        List<RerankPolicy> rerankPolicies,
        List<SafetyRule> safetyRules) {
    /** @throws IllegalArgumentException if the feature providers wait for each other in a circle */
    public ReferenceScenario {
        surfaces = Set.copyOf(surfaces);
        tasks = List.copyOf(tasks);
        requiredFields = Set.copyOf(requiredFields);
        sources = List.copyOf(sources);
        featureProviders = inDependencyOrder(featureProviders);
        filters = List.copyOf(filters);
        scoreAdjusters = List.copyOf(scoreAdjusters);
        slateConstraints = List.copyOf(slateConstraints);
        rerankPolicies = List.copyOf(rerankPolicies);
        safetyRules = List.copyOf(safetyRules);
    }

    /** The parts of an instance that the factory made. */
    public static ReferenceScenario of(ScenarioFactory factory, Scenario scenario) {
        return new ReferenceScenario(
                factory.scenario(),
                factory.surfaces(),
                factory.tasks(),
                factory.requiredFields(),
                factory.featureSchema(),
                scenario.candidateSources(),
                scenario.fallbackSource(),
                scenario.featureProviders(),
                scenario.filters(),
                scenario.valueModel(),
                scenario.scoreAdjusters(),
                scenario.slateConstraints(),
                scenario.rerankPolicies(),
                scenario.safetyRules());
    }

    /** This scenario with those providers in place of its own: the way to let one fail. */
    public ReferenceScenario withFeatureProviders(List<FeatureProvider> providers) {
        return new ReferenceScenario(
                id,
                surfaces,
                tasks,
                requiredFields,
                featureSchema,
                sources,
                fallbackSource,
                providers,
                filters,
                valueModel,
                scoreAdjusters,
                slateConstraints,
                rerankPolicies,
                safetyRules);
    }

    /** Again and again the first provider whose inputs nobody still has to write. */
    private static List<FeatureProvider> inDependencyOrder(List<FeatureProvider> providers) {
        List<FeatureProvider> waiting = new ArrayList<>(providers);
        List<FeatureProvider> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            FeatureProvider next = waiting.stream()
                    .filter(provider -> !readsOutputOf(provider, waiting))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("feature providers wait for each other's outputs: "
                            + waiting.stream()
                                    .map(FeatureProvider::id)
                                    .map(ComponentId::value)
                                    .toList()));
            waiting.remove(next);
            ordered.add(next);
        }
        return List.copyOf(ordered);
    }

    private static boolean readsOutputOf(FeatureProvider reader, List<FeatureProvider> writers) {
        Set<FeatureSpec> inputs = new HashSet<>(reader.inputs());
        return writers.stream().anyMatch(writer -> writer.outputs().stream().anyMatch(inputs::contains));
    }
}
