package dev.medley.platform.pipeline;

import dev.medley.platform.config.ScenarioSlate;
import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.plugin.ActiveScenario;
import dev.medley.platform.plugin.ScenarioDirectory;
import dev.medley.platform.rerank.SlateTerms;
import dev.medley.platform.score.Model;
import dev.medley.platform.score.ModelChoice;
import dev.medley.platform.score.ModelSelection;
import dev.medley.platform.score.ScoredRows;
import dev.medley.platform.score.feature.SharedFeatureFiller;
import dev.medley.platform.world.TestWorld;
import dev.medley.platform.world.World;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.ReferenceScenario;
import dev.medley.testkit.TaskScoring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pipeline over the testkit's world, with scenarios made by hand. */
final class TestPlatform implements AutoCloseable {
    final FakeWorld world;
    final Map<ScenarioId, ActiveScenario> scenarios = new LinkedHashMap<>();
    final RankingPipeline pipeline;

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
                directory(),
                served,
                models,
                sharedFeatures,
                impressions,
                metrics,
                settings,
                () -> SlateTerms.VALUE_ONLY);
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
