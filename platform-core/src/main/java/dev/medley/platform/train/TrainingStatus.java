package dev.medley.platform.train;

/** Where the training stands. */
public sealed interface TrainingStatus {
    /** Nothing runs; the message says how the last one ended, or that there was none. */
    record Idle(String message) implements TrainingStatus {}

    /**
     * It runs.
     *
     * @param progress 0 to 1, a guess
     * @param message what is being done
     */
    record Running(double progress, String message) implements TrainingStatus {}

    /** The last one failed, for that reason; nothing changed. */
    record Failed(String reason) implements TrainingStatus {}
}
