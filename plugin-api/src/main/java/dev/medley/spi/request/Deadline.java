package dev.medley.spi.request;

import java.time.Duration;

/** The moment after which an answer is worth nothing. Made once per request; every stage reads what is left. */
public final class Deadline {
    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    /** A deadline that long from now. */
    public static Deadline in(Duration budget) {
        return new Deadline(System.nanoTime() + budget.toNanos());
    }

    /** What is left; zero once it has passed, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** Whether nothing is left. */
    public boolean hasPassed() {
        return System.nanoTime() - endNanos >= 0;
    }

    /** The earlier of this deadline and that long from now: a stage's own share. */
    public Deadline within(Duration budget) {
        long other = System.nanoTime() + budget.toNanos();
        return other - endNanos < 0 ? new Deadline(other) : this;
    }
}
