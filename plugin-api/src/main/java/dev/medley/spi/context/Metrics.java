package dev.medley.spi.context;

/** A scenario's own metrics. Names are {@code [a-z][a-z0-9_]*}; the platform adds prefix and scenario. No ids in names. */
public interface Metrics {
    /** Adds to a counter. */
    void count(String name, long amount);

    /** Records one observation of a distribution, in base units (seconds, bytes). */
    void record(String name, double value);
}
