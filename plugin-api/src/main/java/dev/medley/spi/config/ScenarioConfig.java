package dev.medley.spi.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A validated, immutable set of values, read with the constants of the schema that made it. */
public final class ScenarioConfig {
    private final Map<ConfigProperty<?>, Object> values;

    ScenarioConfig(Map<ConfigProperty<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * The value of that property.
     *
     * @throws IllegalArgumentException if it is not in the schema: a mistake of the plugin
     */
    @SuppressWarnings("unchecked") // the schema put the property's own parse result there
    public <T> T get(ConfigProperty<T> property) {
        Object value = values.get(property);
        if (value == null) {
            throw new IllegalArgumentException(property.key() + " is not in this scenario's configuration schema");
        }
        return (T) value;
    }

    /** Keys to values, for display. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        values.keySet().stream()
                .sorted(Comparator.comparing(ConfigProperty::key))
                .forEach(property -> map.put(property.key(), values.get(property)));
        return map;
    }
}
