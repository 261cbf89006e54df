package dev.medley.commodity;

import dev.medley.commodity.config.CommodityConfig;
import dev.medley.commodity.feature.CommodityFeatures;
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

/** Describes the scenario. */
final class CommodityScenarioFactory implements ScenarioFactory {
    static final SurfaceId SURFACE = new SurfaceId("commodity");

    @Override
    public ScenarioId scenario() {
        return new ScenarioId("commodity");
    }

    @Override
    public Set<SurfaceId> surfaces() {
        return Set.of(SURFACE);
    }

    @Override
    public List<TaskId> tasks() {
        return List.of(Tasks.CLICK, Tasks.PURCHASE);
    }

    @Override
    public ConfigSchema configSchema() {
        return CommodityConfig.SCHEMA;
    }

    @Override
    public FeatureSchema featureSchema() {
        return CommodityFeatures.SCHEMA;
    }

    @Override
    public Scenario create(ScenarioConfig config, ScenarioContext context) {
        return new CommodityScenario(CommodityConfig.checked(config), context, SURFACE);
    }
}
