package dev.medley.spi.context;

import java.time.Duration;

/** How far back a counter looks. Decayed counters forget exponentially; undated interactions count only in TOTAL. */
public enum CounterWindow {
    /** Half-life of ten minutes. */
    TEN_MINUTES(Duration.ofMinutes(10)),
    /** Half-life of one day. */
    DAY(Duration.ofDays(1)),
    /** Never forgets. */
    TOTAL(Duration.ZERO);

    private final Duration halfLife;

    CounterWindow(Duration halfLife) {
        this.halfLife = halfLife;
    }

    /** The half-life; zero for one that never forgets. */
    public Duration halfLife() {
        return halfLife;
    }
}
