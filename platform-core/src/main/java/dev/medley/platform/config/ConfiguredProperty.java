package dev.medley.platform.config;

/**
 * One configuration property as operators see it.
 *
 * @param key its key
 * @param value what it is set to
 * @param defaultValue what it is if nobody sets it
 * @param allowed what it may be set to, in words
 * @param origin which layer set it
 * @param description what it does
 */
public record ConfiguredProperty(
        String key, Object value, Object defaultValue, String allowed, String origin, String description) {}
