package dev.medley.search;

import dev.medley.spi.plugin.PluginDescriptor;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.plugin.ScenarioPlugin;
import dev.medley.spi.plugin.SpiVersion;
import java.util.List;

/** The entry point. */
public final class SearchPlugin implements ScenarioPlugin {
    @Override
    public PluginDescriptor descriptor() {
        return new PluginDescriptor("search", "1.0.0", SpiVersion.CURRENT, "Medley", "Ranks what answers a query");
    }

    @Override
    public List<ScenarioFactory> scenarioFactories() {
        return List.of(new SearchScenarioFactory());
    }
}
