package dev.medley.spi.feature;

/** How a cell came by its value. */
public enum FeatureState {
    /** A provider wrote it. */
    PRESENT,
    /** There is none: nobody wrote it, though whoever should have ran to its end. */
    MISSING,
    /** Whoever should have written it threw, ran out of time or said so. Nothing is known. */
    FAILED
}
