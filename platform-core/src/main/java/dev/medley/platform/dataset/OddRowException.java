package dev.medley.platform.dataset;

/** A row of a public data set cannot be used; the message says why. */
final class OddRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OddRowException(String message) {
        // Only the message is ever used, and there may be many.
        super(message, null, false, false);
    }
}
