package dev.medley.platform.config;

import dev.medley.spi.config.ConfigProperty;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.ScenarioConfig;
import java.util.List;
import java.util.Map;

/**
 * What a scenario or the mixed page is configured with, all layers together.
 *
 * @param schema what may be set
 * @param config the validated values
 * @param origins for each key that is not at its default, the layer that its value came from
 * @param revision names exactly these values: equal values have equal revisions, also after a restart
 */
public record EffectiveConfig(
        ConfigSchema schema, ScenarioConfig config, Map<String, String> origins, String revision) {
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

    /** Every property, in the schema's order. */
    public List<ConfiguredProperty> properties() {
        return schema.properties().stream().map(this::configured).toList();
    }

    private ConfiguredProperty configured(ConfigProperty<?> property) {
        return new ConfiguredProperty(
                property.key(),
                config.get(property),
                property.defaultValue(),
                property.allowed(),
                origin(property.key()),
                property.description());
    }
}
