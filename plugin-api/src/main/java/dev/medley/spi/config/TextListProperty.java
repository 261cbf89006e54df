package dev.medley.spi.config;

import java.util.List;

/**
 * A list of texts.
 *
 * @param key the key
 * @param initial the default
 * @param maxLength at most so many elements
 * @param description what it does
 */
public record TextListProperty(String key, List<String> initial, int maxLength, String description)
        implements ConfigProperty<List<String>> {
    /** @throws IllegalArgumentException if the default is too long or the key has another form */
    public TextListProperty {
        ConfigProperty.checkedKey(key);
        initial = List.copyOf(initial);
        if (initial.size() > maxLength) {
            throw new IllegalArgumentException(key + ": the default has more than " + maxLength + " elements");
        }
    }

    @Override
    public List<String> defaultValue() {
        return initial;
    }

    @Override
    public String allowed() {
        return "a list of at most " + maxLength + " texts";
    }

    @Override
    public List<String> parse(Object raw) {
        if (raw instanceof List<?> list
                && list.size() <= maxLength
                && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw refused(raw);
    }
}
