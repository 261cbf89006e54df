package dev.medley.spi.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All properties of a scenario. */
public final class ConfigSchema {
    private static final ConfigSchema EMPTY = new ConfigSchema(Map.of());

    private final Map<String, ConfigProperty<?>> byKey;

    private ConfigSchema(Map<String, ConfigProperty<?>> byKey) {
        this.byKey = byKey;
    }

    /** A scenario without properties. */
    public static ConfigSchema empty() {
        return EMPTY;
    }

    /**
     * A schema of those properties.
     *
     * @throws IllegalArgumentException if a key occurs twice
     */
    public static ConfigSchema of(ConfigProperty<?>... properties) {
        Map<String, ConfigProperty<?>> byKey = new LinkedHashMap<>();
        for (ConfigProperty<?> property : properties) {
            if (byKey.putIfAbsent(property.key(), property) != null) {
                throw new IllegalArgumentException("configuration key '" + property.key() + "' is declared twice");
            }
        }
        return new ConfigSchema(byKey);
    }

    /** All of them, in order of declaration. */
    public List<ConfigProperty<?>> properties() {
        return List.copyOf(byKey.values());
    }

    /** The configuration in which every property has its default. */
    public ScenarioConfig defaults() {
        return parse(Map.of());
    }

    /**
     * A configuration from a document; what it does not name has its default.
     *
     * @param document keys to raw values, as a YAML or JSON reader gives them
     * @throws InvalidConfigException with every problem of the document, unknown keys among them
     */
    public ScenarioConfig parse(Map<String, ?> document) {
        List<String> problems = new ArrayList<>();
        Map<ConfigProperty<?>, Object> values = new LinkedHashMap<>();
        byKey.values().forEach(property -> values.put(property, property.defaultValue()));
        document.forEach((key, raw) -> {
            ConfigProperty<?> property = byKey.get(key);
            if (property == null) {
                problems.add(key + ": no such property; there are " + String.join(", ", byKey.keySet()));
                return;
            }
            try {
                values.put(property, property.parse(raw));
            } catch (IllegalArgumentException refused) {
                problems.add(refused.getMessage());
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return new ScenarioConfig(values);
    }
}
