package dev.medley.platform.train;

/** A family of models cannot be learnt on this system: what it computes with is not there. */
public final class TrainerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With one sentence that says what is not there. */
    public TrainerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
