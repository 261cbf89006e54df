package dev.medley.platform.pipeline;

import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.execute.ScenarioPlan;
import dev.medley.platform.plugin.ActiveScenario;
import dev.medley.platform.plugin.ScenarioDirectory;
import dev.medley.spi.id.ScenarioId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The plans of the instances that are active: made at an instance's first request, forgotten when it is replaced. */
final class Plans {
    private final ScenarioDirectory directory;
    private final PipelineSettings settings;
    private final ComponentMetrics metrics;
    private final Map<ScenarioId, ScenarioPlan> plans = new ConcurrentHashMap<>();

    Plans(ScenarioDirectory directory, PipelineSettings settings, ComponentMetrics metrics) {
        this.directory = directory;
        this.settings = settings;
        this.metrics = metrics;
    }

    ScenarioPlan of(ActiveScenario scenario) {
        ScenarioPlan plan = plans.get(scenario.id());
        if (plan != null && plan.scenario() == scenario) {
            return plan;
        }
        // A scenario that is gone must not be held, or its class loader never goes.
        plans.keySet().retainAll(Set.copyOf(directory.scenarios()));
        return plans.compute(
                scenario.id(),
                (id, present) -> present != null && present.scenario() == scenario
                        ? present
                        : new ScenarioPlan(scenario, settings, metrics));
    }
}
