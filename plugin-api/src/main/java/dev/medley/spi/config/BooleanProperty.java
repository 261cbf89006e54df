package dev.medley.spi.config;

/**
 * A switch.
 *
 * @param key the key
 * @param initial the default
 * @param description what it does
 */
public record BooleanProperty(String key, boolean initial, String description) implements ConfigProperty<Boolean> {
    /** @throws IllegalArgumentException if the key has another form */
    public BooleanProperty {
        ConfigProperty.checkedKey(key);
    }

    @Override
    public Boolean defaultValue() {
        return initial;
    }

    @Override
    public String allowed() {
        return "true or false";
    }

    @Override
    public Boolean parse(Object raw) {
        if (raw instanceof Boolean flag) {
            return flag;
        }
        throw refused(raw);
    }
}
