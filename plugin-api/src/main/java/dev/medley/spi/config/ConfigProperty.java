package dev.medley.spi.config;

/**
 * One property: its key, default, bounds and meaning.
 *
 * @param <T> the type of its values
 */
public sealed interface ConfigProperty<T>
        permits IntProperty, DoubleProperty, BooleanProperty, ChoiceProperty, TextListProperty {
    /** Kebab-case, unit last: {@code source-timeout-ms}. */
    String key();

    /** The value where nothing else is said. */
    T defaultValue();

    /** What it does, in one sentence. */
    String description();

    /** What is allowed, in words: {@code a whole number from 1 to 50}. */
    String allowed();

    /**
     * A value as a YAML or JSON reader gives it (a {@code Number}, {@code Boolean}, {@code String} or {@code List}).
     *
     * @throws IllegalArgumentException if it is of another type or out of bounds; the message says what is allowed
     */
    T parse(Object raw);

    /** Checks a key. */
    static String checkedKey(String key) {
        if (key == null || !key.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("configuration key '" + key
                    + "' is not allowed: 1 to 64 characters, a lower-case letter first, then a-z, 0-9 or '-'");
        }
        return key;
    }

    /** The refusal of a value, the same words for every type. */
    default IllegalArgumentException refused(Object raw) {
        return new IllegalArgumentException(key() + ": '" + raw + "' is not allowed; " + allowed() + " is");
    }
}
