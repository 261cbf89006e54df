package dev.medley.spi.candidate;

import java.util.Objects;
import java.util.Optional;

/**
 * A safety rule's answer about one row.
 *
 * @param reason why the row must not be shown; empty if it may
 */
public record Verdict(Optional<ReasonCode> reason) {
    private static final Verdict ALLOW = new Verdict(Optional.empty());

    /** Checks for null. */
    public Verdict {
        Objects.requireNonNull(reason, "reason");
    }

    /** The row may be shown as far as this rule knows. */
    public static Verdict allow() {
        return ALLOW;
    }

    /** The row must not be shown. */
    public static Verdict drop(ReasonCode reason) {
        return new Verdict(Optional.of(reason));
    }

    /** Whether the row may be shown. */
    public boolean isAllowed() {
        return reason.isEmpty();
    }
}
