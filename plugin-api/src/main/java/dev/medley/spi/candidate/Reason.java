package dev.medley.spi.candidate;

import java.util.Objects;

/**
 * A reason code, and what a person wants to know beside it.
 *
 * @param code the code
 * @param detail a few words, or empty; no personal data
 */
public record Reason(ReasonCode code, String detail) {
    /** Checks for null. */
    public Reason {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(detail, "detail");
    }

    /** A reason without detail. */
    public static Reason of(String code) {
        return new Reason(new ReasonCode(code), "");
    }

    /** A reason with detail. */
    public static Reason of(String code, String detail) {
        return new Reason(new ReasonCode(code), detail);
    }

    /** {@code CODE} or {@code CODE: detail}, as it stands in answers. */
    @Override
    public String toString() {
        return detail.isEmpty() ? code.value() : code + ": " + detail;
    }
}
