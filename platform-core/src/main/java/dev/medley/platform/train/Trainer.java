package dev.medley.platform.train;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.train.example.Examples;

/**
 * Learns one kind of model. The same examples, settings and seed give the same weights on the same machine. Stops soon
 * after its thread has been interrupted, with {@link TrainingStoppedException}.
 */
public interface Trainer {
    /**
     * Loads what the trainer computes with, so that its absence is known before anything has been made ready for it.
     *
     * @param threads how many threads may compute, at least 1
     * @throws TrainerUnavailableException if it cannot be loaded on this system
     */
    default void load(int threads) {}

    /**
     * Learns.
     *
     * @param learn what to learn from
     * @param validation what to stop early on; never learnt from
     * @param settings seed, epochs and what is to be predicted
     * @param listener hears how it goes, on the calling thread
     * @return the scorer as it was at its best on {@code validation}
     */
    Scorer train(Examples learn, Examples validation, TrainerSettings settings, TrainingListener listener);
}
