package dev.medley.testkit;

import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.context.ScenarioContext;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.plugin.PluginDescriptor;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.plugin.ScenarioPlugin;
import dev.medley.spi.plugin.SpiVersion;
import dev.medley.testkit.books.BooksPlugin;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** The plugin for books with something wrong in it. */
record DoctoredPlugin(
        PluginDescriptor descriptor, ConfigSchema configSchema, BiFunction<Scenario, ScenarioContext, Scenario> doctor)
        implements ScenarioPlugin {
    static final PluginDescriptor SOUND =
            new PluginDescriptor("books", "1.0.0", SpiVersion.CURRENT, "Library team", "Ranks books.");

    /** With the good one's configuration. */
    DoctoredPlugin(PluginDescriptor descriptor, BiFunction<Scenario, ScenarioContext, Scenario> doctor) {
        this(descriptor, good().configSchema(), doctor);
    }

    private static ScenarioFactory good() {
        return new BooksPlugin().scenarioFactories().getFirst();
    }

    @Override
    public List<ScenarioFactory> scenarioFactories() {
        ScenarioFactory good = good();
        return List.of(new ScenarioFactory() {
            @Override
            public ScenarioId scenario() {
                return good.scenario();
            }

            @Override
            public Set<SurfaceId> surfaces() {
                return good.surfaces();
            }

            @Override
            public List<TaskId> tasks() {
                return good.tasks();
            }

            @Override
            public ConfigSchema configSchema() {
                return configSchema;
            }

            @Override
            public FeatureSchema featureSchema() {
                return good.featureSchema();
            }

            @Override
            public Scenario create(ScenarioConfig config, ScenarioContext context) {
                return doctor.apply(good.create(config, context), context);
            }
        });
    }
}
