package dev.medley.video;

import dev.medley.spi.plugin.PluginDescriptor;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.plugin.ScenarioPlugin;
import dev.medley.spi.plugin.SpiVersion;
import java.util.List;

/** The plugin {@code video}: one scenario. */
public final class VideoPlugin implements ScenarioPlugin {
    @Override
    public PluginDescriptor descriptor() {
        return new PluginDescriptor("video", "1.0.0", SpiVersion.CURRENT, "Medley", "Ranks videos to watch next");
    }

    @Override
    public List<ScenarioFactory> scenarioFactories() {
        return List.of(new VideoScenarioFactory());
    }
}
