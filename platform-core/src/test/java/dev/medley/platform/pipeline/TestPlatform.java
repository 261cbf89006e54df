package dev.medley.platform.pipeline;

import dev.medley.platform.config.PageConfig;
import dev.medley.platform.config.PageSlate;
import dev.medley.platform.config.ScenarioSlate;
import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.plugin.ActiveScenario;
import dev.medley.platform.plugin.ScenarioDirectory;
import dev.medley.platform.rerank.SlateTerms;
import dev.medley.platform.rerank.exposure.Prices;
import dev.medley.platform.score.Model;
import dev.medley.platform.score.ModelChoice;
import dev.medley.platform.score.ModelSelection;
import dev.medley.platform.score.ScoredRows;
import dev.medley.platform.score.feature.SharedFeatureFiller;
import dev.medley.platform.world.TestWorld;
import dev.medley.platform.world.World;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.ReferenceScenario;
import dev.medley.testkit.TaskScoring;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A pipeline over the testkit's world, with scenarios made by hand. */
final class TestPlatform implements AutoCloseable {
    final FakeWorld world;
    final Map<ScenarioId, ActiveScenario> scenarios = Collections.synchronizedMap(new LinkedHashMap<>());
    final RankingPipeline pipeline;
    private volatile SlateTerms terms = SlateTerms.VALUE_ONLY;

    /** Nothing but values, unless a test says so. */
    private static final Map<String, Object> PLAIN =
            Map.of("rerank-diversity", 0, "rerank-risk-spacing", 0, "rerank-fairness", 0);

    TestPlatform(
            FakeWorld world,
            List<ReferenceScenario> scenarios,
            SharedFeatureFiller sharedFeatures,
            TaskScoring scoring,
            ComponentMetrics metrics,
            ImpressionSink impressions,
            PipelineSettings settings) {
        this(
                world,
                scenarios,
                sharedFeatures,
                _ -> ModelChoice.of(new ScoringModel("test-model", scoring)),
                metrics,
                impressions,
                settings);
    }

    TestPlatform(
            FakeWorld world,
            List<ReferenceScenario> scenarios,
            SharedFeatureFiller sharedFeatures,
            ModelSelection models,
            ComponentMetrics metrics,
            ImpressionSink impressions,
            PipelineSettings settings) {
        this(world, new TestWorld(world), scenarios, sharedFeatures, models, metrics, impressions, settings);
    }

    /** Over another world than the testkit's. */
    TestPlatform(
            FakeWorld world,
            World served,
            List<ReferenceScenario> scenarios,
            SharedFeatureFiller sharedFeatures,
            ModelSelection models,
            ComponentMetrics metrics,
            ImpressionSink impressions,
            PipelineSettings settings) {
        this.world = world;
        for (ReferenceScenario scenario : scenarios) {
            this.scenarios.put(scenario.id(), active(scenario));
        }
        pipeline = new RankingPipeline(
                directory(), served, models, sharedFeatures, impressions, metrics, settings, () -> terms);
    }

    /** From the next request on that scenario's slates are laid so. */
    void lay(ScenarioId id, Map<String, ?> properties) {
        ConfigSchema schema = ScenarioSlate.schema(ConfigSchema.empty());
        Map<String, Object> all = new HashMap<>(PLAIN);
        all.putAll(properties);
        scenarios.computeIfPresent(id, (_, active) -> active(active, ScenarioSlate.of(schema.parse(all))));
    }

    /** From the next request on pages are laid so, and all slates with those prices. */
    void layPages(Map<String, ?> properties, Prices prices) {
        Map<String, Object> all = new HashMap<>(PLAIN);
        all.putAll(properties);
        terms = new SlateTerms(
                new PageConfig.Effective(PageSlate.of(PageSlate.SCHEMA.parse(all)), "page-2"), prices, Map.of());
    }

    /** From the next request on bonuses for exploration are paced so. */
    void pace(Map<String, Double> paces) {
        terms = new SlateTerms(terms.page(), terms.prices(), paces);
    }

    private static ActiveScenario active(ActiveScenario from, ScenarioSlate slate) {
        return new ActiveScenario(
                from.id(),
                from.pluginId(),
                from.pluginRevision(),
                from.configRevision(),
                from.classLoader(),
                from.surfaces(),
                from.tasks(),
                from.requiredFields(),
                from.featureSchema(),
                from.config(),
                from.sources(),
                from.fallbackSource(),
                from.featureProviders(),
                from.filters(),
                from.valueModel(),
                from.scoreAdjusters(),
                from.slateConstraints(),
                from.rerankPolicies(),
                from.safetyRules(),
                slate);
    }

    @Override
    public void close() {
        pipeline.close();
    }

    static ActiveScenario active(ReferenceScenario scenario) {
        return new ActiveScenario(
                scenario.id(),
                scenario.id() + "-plugin",
                "1.0",
                "config-1",
                TestPlatform.class.getClassLoader(),
                scenario.surfaces(),
                scenario.tasks(),
                scenario.requiredFields(),
                scenario.featureSchema(),
                null,
                scenario.sources(),
                scenario.fallbackSource(),
                scenario.featureProviders(),
                scenario.filters(),
                scenario.valueModel(),
                scenario.scoreAdjusters(),
                scenario.slateConstraints(),
                scenario.rerankPolicies(),
                scenario.safetyRules(),
                ScenarioSlate.VALUE_ONLY);
    }

    private ScenarioDirectory directory() {
        return new ScenarioDirectory() {
            @Override
            public Optional<Lease> acquire(ScenarioId scenario) {
                return Optional.ofNullable(scenarios.get(scenario)).map(TestLease::new);
            }

            @Override
            public List<ScenarioId> scenarios() {
                return List.copyOf(scenarios.keySet());
            }

            @Override
            public Set<SurfaceId> everShown(ScenarioId id) {
                return Set.of();
            }
        };
    }

    private record TestLease(ActiveScenario scenario) implements ScenarioDirectory.Lease {
        @Override
        public void close() {}
    }

    /** A model by a function. */
    record ScoringModel(String revision, TaskScoring scoring) implements Model {
        @Override
        public Optional<ScoredRows> score(
                RankRequest request, CandidateBatch batch, List<TaskId> tasks, float[][] scores) {
            float[][] scored = scoring.score(request, batch, tasks);
            for (int task = 0; task < scores.length; task++) {
                System.arraycopy(scored[task], 0, scores[task], 0, scores[task].length);
            }
            return Optional.empty();
        }
    }
}
