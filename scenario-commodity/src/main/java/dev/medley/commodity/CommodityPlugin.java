package dev.medley.commodity;

import dev.medley.spi.plugin.PluginDescriptor;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.plugin.ScenarioPlugin;
import dev.medley.spi.plugin.SpiVersion;
import java.util.List;

/** The entry point. */
public final class CommodityPlugin implements ScenarioPlugin {
    @Override
    public PluginDescriptor descriptor() {
        return new PluginDescriptor("commodity", "1.0.0", SpiVersion.CURRENT, "Medley", "Ranks products of a shop");
    }

    @Override
    public List<ScenarioFactory> scenarioFactories() {
        return List.of(new CommodityScenarioFactory());
    }
}
