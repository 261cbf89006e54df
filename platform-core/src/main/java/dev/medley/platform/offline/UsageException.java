package dev.medley.platform.offline;

/** The command cannot be carried out as it was typed; the message is one sentence for whoever typed it. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
