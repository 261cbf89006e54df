package dev.medley.live;

import dev.medley.spi.plugin.PluginDescriptor;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.plugin.ScenarioPlugin;
import dev.medley.spi.plugin.SpiVersion;
import java.util.List;

/** The plugin {@code live}: one scenario. */
public final class LivePlugin implements ScenarioPlugin {
    @Override
    public PluginDescriptor descriptor() {
        return new PluginDescriptor("live", "1.0.0", SpiVersion.CURRENT, "Medley", "Ranks live rooms that are on air");
    }

    @Override
    public List<ScenarioFactory> scenarioFactories() {
        return List.of(new LiveScenarioFactory());
    }
}
