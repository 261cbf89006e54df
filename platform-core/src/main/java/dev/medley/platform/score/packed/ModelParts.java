package dev.medley.platform.score.packed;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.factor.PairFactors;
import dev.medley.platform.score.feature.WordFrequencies;
import dev.medley.platform.score.statistic.StatisticTable;

/**
 * A learnt model with all that it needs to make its input. Immutable.
 *
 * @param kind which family the scorer is of, such as {@code core}
 * @param definition what the input consists of
 * @param scorer the learnt function
 * @param statistics the counts that it learnt with, for where there are no newer ones
 * @param frequencies in how many titles words stand
 * @param factors the collaborative models
 * @param calibrations what makes its outputs probabilities
 */
public record ModelParts(
        String kind,
        InputDefinition definition,
        Scorer scorer,
        StatisticTable statistics,
        WordFrequencies frequencies,
        PairFactors factors,
        TaskCalibrations calibrations) {}
