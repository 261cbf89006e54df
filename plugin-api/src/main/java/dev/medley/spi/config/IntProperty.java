package dev.medley.spi.config;

/**
 * A whole number.
 *
 * @param key the key
 * @param initial the default, within the bounds
 * @param min least value allowed
 * @param max greatest value allowed
 * @param description what it does
 */
public record IntProperty(String key, int initial, int min, int max, String description)
        implements ConfigProperty<Integer> {
    /** @throws IllegalArgumentException if the default is out of bounds or the key has another form */
    public IntProperty {
        ConfigProperty.checkedKey(key);
        if (initial < min || initial > max) {
            throw new IllegalArgumentException(key + ": default " + initial + " is not in " + min + " to " + max);
        }
    }

    @Override
    public Integer defaultValue() {
        return initial;
    }

    @Override
    public String allowed() {
        return "a whole number from " + min + " to " + max;
    }

    @Override
    public Integer parse(Object raw) {
        if (raw instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && number.doubleValue() >= min
                && number.doubleValue() <= max) {
            return number.intValue();
        }
        throw refused(raw);
    }
}
