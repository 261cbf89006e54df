package dev.medley.platform.config;

import dev.medley.spi.config.ScenarioConfig;
import java.util.Map;

/**
 * What a scenario is configured with, all layers together.
 *
 * @param config the validated values
 * @param origins for each key that is not at its default, the layer that its value came from
 * @param revision names exactly these values: equal values have equal revisions, also after a restart
 */
public record EffectiveConfig(ScenarioConfig config, Map<String, String> origins, String revision) {
    /** Where a value comes from that no layer sets. */
    public static final String DEFAULT = "default";

    /** Copies the map. */
    public EffectiveConfig {
        origins = Map.copyOf(origins);
    }

    /** The layer that the value of that key came from; {@value #DEFAULT} if none set it. */
    public String origin(String key) {
        return origins.getOrDefault(key, DEFAULT);
    }
}
