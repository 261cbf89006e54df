package dev.medley.platform.train;

/** The thread was interrupted while it learnt. Unchecked, because it must pass through callbacks. */
public final class TrainingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TrainingStoppedException() {
        super("stopped");
    }

    /** Throws if the thread has been interrupted; the mark of the interrupt stays. */
    public static void throwIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new TrainingStoppedException();
        }
    }
}
