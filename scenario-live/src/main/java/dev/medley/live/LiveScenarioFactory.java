package dev.medley.live;

import dev.medley.live.config.LiveConfig;
import dev.medley.live.config.LiveSurface;
import dev.medley.live.feature.LiveFeatures;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.context.ScenarioContext;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.plugin.ScenarioFactory;
import java.util.List;
import java.util.Set;

/** Describes the scenario {@code live} and creates it. */
public final class LiveScenarioFactory implements ScenarioFactory {
    @Override
    public ScenarioId scenario() {
        return new ScenarioId("live");
    }

    @Override
    public Set<SurfaceId> surfaces() {
        return Set.of(LiveSurface.ID);
    }

    @Override
    public List<TaskId> tasks() {
        return List.of(Tasks.CLICK, Tasks.FOLLOW);
    }

    @Override
    public ConfigSchema configSchema() {
        return LiveConfig.SCHEMA;
    }

    @Override
    public FeatureSchema featureSchema() {
        return LiveFeatures.SCHEMA;
    }

    @Override
    public Scenario create(ScenarioConfig config, ScenarioContext context) {
        return new LiveScenario(LiveConfig.checked(config), context);
    }
}
