package dev.medley.platform.score.registry;

/** A change of the roll-out that is not possible; nothing has changed. */
public final class RolloutRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** No such model is published. */
        UNKNOWN_REVISION,
        /** The model is published, but what it does now forbids the change. */
        CONFLICT
    }

    private final Kind kind;
    private final String field;
    private final String value;
    private final String allowed;

    RolloutRefusedException(Kind kind, String field, String value, String allowed) {
        super(field + ": '" + value + "' is not possible; " + allowed);
        this.kind = kind;
        this.field = field;
        this.value = value;
        this.allowed = allowed;
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }

    /** What is at fault. */
    public String field() {
        return field;
    }

    /** What stands there. */
    public String value() {
        return value;
    }

    /** What may stand there. */
    public String allowed() {
        return allowed;
    }
}
