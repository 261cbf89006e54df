package dev.medley.spi.config;

/**
 * A number.
 *
 * @param key the key
 * @param initial the default, within the bounds
 * @param min least value allowed
 * @param max greatest value allowed
 * @param description what it does
 */
public record DoubleProperty(String key, double initial, double min, double max, String description)
        implements ConfigProperty<Double> {
    /** @throws IllegalArgumentException if the default is out of bounds or the key has another form */
    public DoubleProperty {
        ConfigProperty.checkedKey(key);
        if (!(initial >= min && initial <= max)) {
            throw new IllegalArgumentException(key + ": default " + initial + " is not in " + min + " to " + max);
        }
    }

    @Override
    public Double defaultValue() {
        return initial;
    }

    @Override
    public String allowed() {
        return "a number from " + min + " to " + max;
    }

    @Override
    public Double parse(Object raw) {
        if (raw instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max) {
            return number.doubleValue();
        }
        throw refused(raw);
    }
}
