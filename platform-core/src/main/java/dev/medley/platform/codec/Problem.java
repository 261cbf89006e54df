package dev.medley.platform.codec;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that is wrong with some input.
 *
 * @param field where, as a path such as {@code attributes.price_cents} or {@code vector[3]}; {@value #DOCUMENT} if it
 *     is the whole
 * @param value what stands there, as JSON; cut to {@value #MAX_VALUE} characters, control characters
 *     escaped; empty if nothing does, or if it is not
 *     one value that is at fault
 * @param allowed what may stand there
 * @param fault what is wrong with it
 */
public record Problem(String field, Optional<String> value, String allowed, Fault fault) {
    /** What can be wrong with a field. */
    public enum Fault {
        /** Its value is another than those allowed. */
        NOT_ALLOWED,
        /** It is required, and is not there. */
        MISSING,
        /** Nobody knows such a field. */
        UNKNOWN_FIELD,
        /** It does not go with something else; {@code allowed} says how. */
        REFUSED
    }

    /** The field of a problem with the input as a whole. */
    public static final String DOCUMENT = "document";

    /** At most so many characters of a value are repeated. */
    public static final int MAX_VALUE = 80;

    /** At most so many characters of a field's path: names in it may be the sender's. */
    public static final int MAX_FIELD = 200;

    private static final String CUT = "...";

    /** Cuts the field and the value. */
    public Problem {
        Objects.requireNonNull(allowed, "allowed");
        Objects.requireNonNull(fault, "fault");
        field = shorten(field, MAX_FIELD);
        value = value.map(text -> shorten(text, MAX_VALUE));
    }

    /** A value that is not allowed. */
    public Problem(String field, String value, String allowed) {
        this(field, Optional.of(value), allowed, Fault.NOT_ALLOWED);
    }

    /** A field that must be there. */
    public static Problem missing(String field, String allowed) {
        return new Problem(field, Optional.empty(), allowed, Fault.MISSING);
    }

    /** A field that must not be there; {@code allowed} says which may. */
    public static Problem unknown(String field, String value, String allowed) {
        return new Problem(field, Optional.of(value), allowed, Fault.UNKNOWN_FIELD);
    }

    /** A field that does not go with something else, in words. */
    public static Problem refused(String field, String why) {
        return new Problem(field, Optional.empty(), why, Fault.REFUSED);
    }

    private static String shorten(String text, int length) {
        String shortened = text.length() <= length ? text : text.substring(0, length - CUT.length()) + CUT;
        // Half a character, sent or made by the cut, would make the answer itself malformed.
        return visible(Surrogates.mended(shortened));
    }

    /** As JSON spells them: in a log or on a terminal, a sender's line end or escape sequence must not act. */
    private static String visible(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            visible.append(Character.isISOControl(each) ? "\\u%04x".formatted((int) each) : String.valueOf(each));
        }
        return visible.toString();
    }

    /** One sentence for people. */
    @Override
    public String toString() {
        return field + ": "
                + switch (fault) {
                    case NOT_ALLOWED -> value.orElse("that") + " is not allowed; allowed: ";
                    case MISSING -> "missing; ";
                    case UNKNOWN_FIELD -> "unknown field; ";
                    case REFUSED -> "";
                }
                + allowed;
    }
}
