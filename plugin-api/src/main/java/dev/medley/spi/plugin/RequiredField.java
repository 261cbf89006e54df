package dev.medley.spi.plugin;

/** A part of the request that is optional in general and that a scenario may require. */
public enum RequiredField {
    /** {@code userId}. */
    USER_ID,
    /** {@code sessionId}. */
    SESSION_ID,
    /** {@code query}. */
    QUERY
}
