package dev.medley.platform.train.example;

import dev.medley.platform.score.factor.PairFactors;

/** Learns the collaborative models whose scores stand among a pair's statistics. */
@FunctionalInterface
public interface FactorLearning {
    /** None. */
    FactorLearning NONE = (_, _) -> PairFactors.NONE;

    /**
     * Learns from what users took.
     *
     * @param pairs what users took, one row for each pair of user and item that is learnt from
     * @param leftOut a fold whose pairs are not learnt from, or -1 for none
     */
    PairFactors learn(TakenPairs pairs, int leftOut);
}
