package dev.medley.spi.plugin;

import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.context.ScenarioContext;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.util.List;
import java.util.Set;

/** Describes a scenario and creates its instances. Everything but {@link #create} must answer the same every time. */
public interface ScenarioFactory {
    /** The scenario's name, free of any other plugin's. */
    ScenarioId scenario();

    /** The kinds of items that it shows, at least one. */
    Set<SurfaceId> surfaces();

    /** The tasks that it needs predicted, most important first, at least one. */
    List<TaskId> tasks();

    /** What operators may set; no key begins with {@code rerank-}, which is the platform's. */
    default ConfigSchema configSchema() {
        return ConfigSchema.empty();
    }

    /** What its providers write. */
    default FeatureSchema featureSchema() {
        return FeatureSchema.empty();
    }

    /** What a request must have. One without it is refused before any component is called. */
    default Set<RequiredField> requiredFields() {
        return Set.of();
    }

    /**
     * A new instance. Called on a loader thread under a time limit (10 seconds unless configured, and 1 ms for each item
     * in the catalogue, which it may index), at load and for every new configuration; may block. A throw rejects the
     * plugin or the configuration; what served before stays.
     */
    Scenario create(ScenarioConfig config, ScenarioContext context);
}
