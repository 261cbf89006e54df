package dev.medley.search;

import dev.medley.search.config.SearchConfig;
import dev.medley.search.feature.SearchFeatures;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.context.ScenarioContext;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.plugin.RequiredField;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.plugin.ScenarioFactory;
import java.util.List;
import java.util.Set;

/** Describes the scenario. */
final class SearchScenarioFactory implements ScenarioFactory {
    private static final SurfaceId SURFACE = new SurfaceId("search");

    @Override
    public ScenarioId scenario() {
        return new ScenarioId("search");
    }

    @Override
    public Set<SurfaceId> surfaces() {
        return Set.of(SURFACE);
    }

    @Override
    public List<TaskId> tasks() {
        return List.of(Tasks.CLICK, Tasks.RELEVANCE);
    }

    @Override
    public Set<RequiredField> requiredFields() {
        return Set.of(RequiredField.QUERY);
    }

    @Override
    public ConfigSchema configSchema() {
        return SearchConfig.SCHEMA;
    }

    @Override
    public FeatureSchema featureSchema() {
        return SearchFeatures.SCHEMA;
    }

    @Override
    public Scenario create(ScenarioConfig config, ScenarioContext context) {
        return new SearchScenario(SearchConfig.checked(config), context, SURFACE);
    }
}
