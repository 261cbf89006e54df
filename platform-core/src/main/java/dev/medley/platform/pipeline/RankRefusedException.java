package dev.medley.platform.pipeline;

/** There is no answer, and why. */
public final class RankRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of no. */
    public enum Kind {
        /** No such scenario is active. */
        UNKNOWN_SCENARIO,
        /** The scenario requires a field that the request does not have. */
        MISSING_FIELD,
        /** The request is not one that the scenario can answer. */
        INVALID_REQUEST,
        /** Nothing could be retrieved, or too much is going on; the same request may succeed later. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final String field;

    /** A refusal; the field is the request's, as on the wire, or empty. */
    public RankRefusedException(Kind kind, String field, String message) {
        super(message);
        this.kind = kind;
        this.field = field;
    }

    /** What kind of no. */
    public Kind kind() {
        return kind;
    }

    /** The field at fault, or empty. */
    public String field() {
        return field;
    }
}
