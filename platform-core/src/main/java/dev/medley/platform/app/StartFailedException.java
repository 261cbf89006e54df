package dev.medley.platform.app;

/** The platform cannot start; the message is one sentence for whoever started it. */
final class StartFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
