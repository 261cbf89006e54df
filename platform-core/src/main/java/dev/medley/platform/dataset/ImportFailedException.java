package dev.medley.platform.dataset;

/** An import cannot go on. What was written stays, and importing again is safe. The message is for whoever started it. */
public final class ImportFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With one sentence that says what to do. */
    public ImportFailedException(String message) {
        super(message);
    }

    /** With one sentence that says what to do, and what led to it. */
    public ImportFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
