package dev.medley.platform.codec;

import java.util.Objects;

/**
 * One thing that is wrong with some input.
 *
 * @param field where, as a path such as {@code attributes.price_cents} or {@code vector[3]}; {@value #DOCUMENT} if it
 *     is the whole
 * @param value what stands there, as JSON; cut to {@value #MAX_VALUE} characters; {@value #ABSENT} if nothing does
 * @param allowed what may stand there
 */
public record Problem(String field, String value, String allowed) {
    /** The field of a problem with the input as a whole. */
    public static final String DOCUMENT = "document";

    /** The value of a field that is not there. */
    public static final String ABSENT = "absent";

    /** At most so many characters of a value are repeated. */
    public static final int MAX_VALUE = 80;

    /** At most so many characters of a field's path: names in it may be the sender's. */
    public static final int MAX_FIELD = 200;

    private static final String CUT = "...";

    /** Cuts the field and the value. */
    public Problem {
        Objects.requireNonNull(allowed, "allowed");
        field = shorten(field, MAX_FIELD);
        value = shorten(value, MAX_VALUE);
    }

    private static String shorten(String text, int length) {
        String shortened = text.length() <= length ? text : text.substring(0, length - CUT.length()) + CUT;
        // Half a character, sent or made by the cut, would make the answer itself malformed.
        return Surrogates.mended(shortened);
    }

    /** One sentence for people. */
    @Override
    public String toString() {
        return field + ": " + value + " is not allowed; allowed: " + allowed;
    }
}
