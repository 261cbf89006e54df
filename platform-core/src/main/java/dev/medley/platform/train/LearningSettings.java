package dev.medley.platform.train;

import dev.medley.platform.train.example.ExampleSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a model is to be learnt with.
 *
 * @param epochs at most so many passes; 0 lets the family choose
 * @param threads how many threads may compute
 * @param examples which examples are made
 * @param checkpoint where an interrupted training is resumed from; empty for none
 * @param start the model to start from; empty to start from chance
 */
public record LearningSettings(
        int epochs, int threads, ExampleSettings examples, Optional<Path> checkpoint, Optional<WarmStart> start) {
    /** From chance. */
    public LearningSettings(int epochs, int threads, ExampleSettings examples, Optional<Path> checkpoint) {
        this(epochs, threads, examples, checkpoint, Optional.empty());
    }
}
