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
 */
public record LearningSettings(int epochs, int threads, ExampleSettings examples, Optional<Path> checkpoint) {}
