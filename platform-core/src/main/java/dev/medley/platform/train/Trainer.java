package dev.medley.platform.train;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.train.example.Examples;
import java.util.List;

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
     * Everything that keeps a training from starting at that model of its kind, a clause each; empty if nothing does.
     *
     * @param parent what the model has learnt
     */
    default List<String> mismatches(Scorer parent, Examples learn, TrainerSettings settings) {
        return List.of("a model of this kind cannot start from another");
    }

    /**
     * Learns.
     *
     * @param learn what to learn from
     * @param validation what to stop early on; never learnt from
     * @param settings seed, epochs and what is to be predicted
     * @param listener hears how it goes, on the calling thread
     * @return the scorer as it was at its best on {@code validation}; where it starts from a model, that one is beaten
     *     or stays
     * @throws IllegalArgumentException if {@link #mismatches} has something to say of what it is to start from
     */
    Scorer train(Examples learn, Examples validation, TrainerSettings settings, TrainingListener listener);
}
