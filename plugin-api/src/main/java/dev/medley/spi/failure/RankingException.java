package dev.medley.spi.failure;

import java.util.Objects;

/** A failure with an owner. The message is shown to operators and in traces: no secrets, no personal data. */
public class RankingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureOwner owner;

    /** A failure without a cause in code. */
    public RankingException(FailureOwner owner, String message) {
        this(owner, message, null);
    }

    /** A failure with its cause. */
    public RankingException(FailureOwner owner, String message, Throwable cause) {
        super(message, cause);
        this.owner = Objects.requireNonNull(owner, "owner");
    }

    /** Something that this component depends on did not deliver. */
    public static RankingException dependency(String message, Throwable cause) {
        return new RankingException(FailureOwner.DEPENDENCY, message, cause);
    }

    /** Who has to act. */
    public FailureOwner owner() {
        return owner;
    }
}
