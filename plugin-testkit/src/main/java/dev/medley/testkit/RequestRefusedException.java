package dev.medley.testkit;

/** The reference pipeline has no answer, where the platform would refuse too. */
public final class RequestRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of no. */
    public enum Kind {
        /** The request lacks a field that the scenario requires. */
        MISSING_FIELD,
        /** Every source has failed, and there is no fallback that helps. */
        UNAVAILABLE
    }

    private final Kind kind;

    RequestRefusedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What kind of no. */
    public Kind kind() {
        return kind;
    }
}
