package dev.medley.spi.candidate;

/**
 * Why something was done to a candidate, in a form that programs can count.
 *
 * @param value {@code UPPER_SNAKE}, 1 to 64 characters
 */
public record ReasonCode(String value) {
    /** @throws IllegalArgumentException if the value has another form */
    public ReasonCode {
        if (value == null || !value.matches("[A-Z][A-Z0-9_]{0,63}")) {
            throw new IllegalArgumentException("reason code '" + value
                    + "' is not allowed: 1 to 64 characters, an upper-case letter first, then A-Z, 0-9 or '_'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
