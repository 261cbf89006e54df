package dev.medley.spi.failure;

/** Who has to act on a failure. */
public enum FailureOwner {
    /** The caller sent something that cannot be served. */
    CLIENT,
    /** The plugin has a mistake: an unexpected exception or a breach of the SPI's contract. */
    PLUGIN,
    /** Something that the plugin or the platform depends on did not deliver. */
    DEPENDENCY,
    /** The time was up. */
    TIMEOUT,
    /** The platform has a mistake. */
    PLATFORM
}
