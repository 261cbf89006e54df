package dev.medley.benchmarks.train;

/** Seconds since it was made, or last read. One thread. */
final class Stopwatch {
    private static final double NANOS = 1e9;

    private long from = System.nanoTime();

    /** The seconds since the last time; they begin anew. */
    double lap() {
        long now = System.nanoTime();
        double seconds = (now - from) / NANOS;
        from = now;
        return seconds;
    }
}
