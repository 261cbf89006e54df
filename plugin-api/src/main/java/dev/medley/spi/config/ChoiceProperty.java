package dev.medley.spi.config;

import java.util.List;

/**
 * One of a few words.
 *
 * @param key the key
 * @param initial the default, one of the choices
 * @param choices what is allowed
 * @param description what it does
 */
public record ChoiceProperty(String key, String initial, List<String> choices, String description)
        implements ConfigProperty<String> {
    /** @throws IllegalArgumentException if the default is not one of the choices or the key has another form */
    public ChoiceProperty {
        ConfigProperty.checkedKey(key);
        choices = List.copyOf(choices);
        if (!choices.contains(initial)) {
            throw new IllegalArgumentException(key + ": default '" + initial + "' is not one of " + choices);
        }
    }

    @Override
    public String defaultValue() {
        return initial;
    }

    @Override
    public String allowed() {
        return "one of " + String.join(", ", choices);
    }

    @Override
    public String parse(Object raw) {
        if (raw instanceof String text && choices.contains(text)) {
            return text;
        }
        throw refused(raw);
    }
}
