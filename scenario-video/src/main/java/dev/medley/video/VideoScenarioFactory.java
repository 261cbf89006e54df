package dev.medley.video;

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
import dev.medley.video.config.VideoConfig;
import dev.medley.video.config.VideoSurface;
import dev.medley.video.feature.VideoFeatures;
import java.util.List;
import java.util.Set;

/** Describes the scenario {@code video} and creates it. */
public final class VideoScenarioFactory implements ScenarioFactory {
    @Override
    public ScenarioId scenario() {
        return new ScenarioId("video");
    }

    @Override
    public Set<SurfaceId> surfaces() {
        return Set.of(VideoSurface.ID);
    }

    @Override
    public List<TaskId> tasks() {
        return List.of(Tasks.CLICK, Tasks.LIKE);
    }

    @Override
    public ConfigSchema configSchema() {
        return VideoConfig.SCHEMA;
    }

    @Override
    public FeatureSchema featureSchema() {
        return VideoFeatures.SCHEMA;
    }

    @Override
    public Scenario create(ScenarioConfig config, ScenarioContext context) {
        return new VideoScenario(VideoConfig.checked(config), context);
    }
}
