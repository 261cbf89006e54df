package dev.medley.platform.config;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The live layer of one scenario or of the mixed page: what an operator set at run time, and why.
 *
 * @param values keys to raw values
 * @param author who set it last, 1 to 256 characters
 * @param reason why, 1 to 2,000 characters
 * @param time when
 */
public record ConfigOverride(Map<String, Object> values, String author, String reason, Instant time) {
    private static final int MAX_AUTHOR = 256;
    private static final int MAX_REASON = 2_000;

    /** @throws IllegalArgumentException if author or reason are blank or too long */
    public ConfigOverride {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        requireWords("author", author, MAX_AUTHOR);
        requireWords("reason", reason, MAX_REASON);
        Objects.requireNonNull(time, "time");
    }

    /** How an override by that author for that reason is named among the layers. */
    public static String origin(String author, String reason) {
        return "override by " + author + ": " + reason;
    }

    /** How it is named among the layers. */
    public String origin() {
        return origin(author, reason);
    }

    /**
     * The previous override with those changes.
     *
     * @param changes keys to raw values; null takes a key out of the override
     */
    public static ConfigOverride merged(
            Optional<ConfigOverride> previous, Map<String, ?> changes, String author, String reason, Instant time) {
        Map<String, Object> values = new TreeMap<>();
        previous.ifPresent(before -> values.putAll(before.values()));
        changes.forEach((key, value) -> {
            if (value == null) {
                values.remove(key);
            } else {
                values.put(key, value);
            }
        });
        return new ConfigOverride(values, author, reason, time);
    }

    private static void requireWords(String field, String text, int max) {
        if (text == null || text.isBlank() || text.length() > max) {
            throw new IllegalArgumentException(field + ": 1 to " + max + " characters are required, "
                    + (text == null ? "none" : text.strip().length()) + " given");
        }
    }
}
