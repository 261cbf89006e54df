package dev.medley.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Safe for any thread. */
public final class FakeClock implements InstantSource {
    /** Where a new clock stands: a fixed Thursday noon, so that tests give the same answer on every day. */
    public static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    /** Sets the time, forwards or backwards. */
    public void set(Instant time) {
        now = time;
    }

    /** Moves the time on. */
    public void advance(Duration duration) {
        now = now.plus(duration);
    }
}
