package dev.medley.platform.app;

import dev.medley.platform.execute.ComponentKey;
import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.pipeline.ImpressionSink;
import dev.medley.platform.pipeline.RankCommand;
import dev.medley.platform.pipeline.RankRefusedException;
import dev.medley.platform.pipeline.RankingPipeline;
import dev.medley.platform.plugin.ActiveScenario;
import dev.medley.platform.plugin.CanaryRunner;
import dev.medley.platform.plugin.ScenarioDirectory;
import dev.medley.platform.rerank.SlateTerms;
import dev.medley.platform.score.ModelSelection;
import dev.medley.platform.score.feature.SharedFeatureFiller;
import dev.medley.platform.world.World;
import dev.medley.spi.failure.FailureOwner;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Ranks once through a pipeline of its own, in which the scenario is the only one. What fails and is the plugin's fault
 * speaks against it; a dependency that does not answer or a world without items does not.
 */
final class PipelineCanary implements CanaryRunner {
    private static final UserId NOBODY = new UserId("canary");

    private final World world;
    private final ModelSelection models;
    private final SharedFeatureFiller features;

    PipelineCanary(World world, ModelSelection models, SharedFeatureFiller features) {
        this.world = world;
        this.models = models;
        this.features = features;
    }

    @Override
    public List<String> run(ActiveScenario scenario) {
        Set<String> faults = new ConcurrentSkipListSet<>();
        ComponentMetrics listener = new ComponentMetrics() {
            @Override
            public void failed(ComponentKey component, FailureOwner owner) {
                if (owner == FailureOwner.PLUGIN) {
                    faults.add(component + " failed");
                }
            }
        };
        try (RankingPipeline pipeline = new RankingPipeline(
                only(scenario),
                world,
                models,
                features,
                ImpressionSink.NONE,
                listener,
                PipelineSettings.defaults(),
                () -> SlateTerms.VALUE_ONLY)) {
            List<String> degraded = pipeline.rank(scenario.id(), request()).degraded();
            return faults.isEmpty() ? List.of() : told(faults, degraded);
        } catch (RankRefusedException refused) {
            return faults.isEmpty() ? List.of() : told(faults, List.of(refused.getMessage()));
        }
    }

    /** The names of the components at fault, and the pipeline's own words on what happened. */
    private static List<String> told(Set<String> faults, List<String> words) {
        List<String> all = new ArrayList<>(faults);
        all.addAll(words);
        return all;
    }

    private static RankCommand request() {
        return new RankCommand(
                Optional.of("canary"),
                Optional.of(NOBODY),
                Optional.of("canary"),
                Optional.of("canary"),
                5,
                Map.of(),
                Set.of(),
                List.of(),
                Optional.of(Duration.ofSeconds(5)),
                OptionalLong.of(1),
                true);
    }

    private static ScenarioDirectory only(ActiveScenario scenario) {
        return new ScenarioDirectory() {
            @Override
            public Optional<Lease> acquire(ScenarioId id) {
                return id.equals(scenario.id()) ? Optional.of(new Loan(scenario)) : Optional.empty();
            }

            @Override
            public List<ScenarioId> scenarios() {
                return List.of(scenario.id());
            }

            @Override
            public Set<SurfaceId> everShown(ScenarioId id) {
                return Set.of();
            }
        };
    }

    /** The loader keeps the scenario open for as long as the canary runs, so there is nothing to give back. */
    private record Loan(ActiveScenario scenario) implements ScenarioDirectory.Lease {
        @Override
        public void close() {}
    }
}
