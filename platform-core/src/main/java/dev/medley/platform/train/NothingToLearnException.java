package dev.medley.platform.train;

/** The world holds no example of any task; the message says what is missing. */
final class NothingToLearnException extends Exception {
    private static final long serialVersionUID = 1L;

    NothingToLearnException(String message) {
        super(message);
    }
}
