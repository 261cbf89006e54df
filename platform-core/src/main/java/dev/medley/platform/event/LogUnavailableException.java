package dev.medley.platform.event;

/** The broker did not take a record. */
public final class LogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what the broker's client said. */
    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
