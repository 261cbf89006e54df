package dev.medley.platform.rerank.slate;

/**
 * A rule that could not be held as it was declared.
 *
 * @param rule its name
 * @param place the first place at which it shows, from 0; for a rule about the whole slate its last place
 * @param asked what it asks there: rows at least or at most, in its window if it has one; for a pin 1
 * @param held what is held instead
 * @param cause why
 */
public record Relaxation(String rule, int place, int asked, int held, Cause cause) {
    /** Why a rule could not be held. */
    public enum Cause {
        /** The pinned row may not be shown. */
        ROW_NOT_ELIGIBLE,
        /** The pinned place is behind the end of the slate. */
        PLACE_BEYOND_SLATE,
        /** There are too few eligible rows, whatever the other rules say. */
        TOO_FEW_ROWS,
        /** Rules that are more important leave no room for it. */
        MORE_IMPORTANT_RULES,
        /** The rule is never let go, so that the slate ends after {@code held} places instead of {@code asked}. */
        SLATE_SHORTENED
    }

    /** By how much it is missed. */
    public int by() {
        return Math.abs(asked - held);
    }

    @Override
    public String toString() {
        return rule + " " + detail();
    }

    /** Where, by how much and why, in words. */
    public String detail() {
        return "relaxed at place " + place + ": " + held + " instead of " + asked + ", " + cause;
    }
}
