package dev.medley.platform.train.example;

import dev.medley.platform.score.factor.PairFactors;
import java.util.Collections;
import java.util.List;

/** Learns the collaborative models whose scores stand among a pair's statistics. */
@FunctionalInterface
public interface FactorLearning {
    /** None. */
    FactorLearning NONE = (_, folds) -> new Learnt(PairFactors.NONE, Collections.nCopies(folds, PairFactors.NONE));

    /**
     * What was learnt.
     *
     * @param serving from everything
     * @param withoutFold for each fold, what says of the fold's pairs, and of pairs that stand beside them as noes, what
     *     {@code serving} would if these pairs had not been learnt from
     */
    record Learnt(PairFactors serving, List<PairFactors> withoutFold) {}

    /**
     * Learns from what users took.
     *
     * @param pairs what users took, one row for each pair of user and item that is learnt from
     * @param folds how many the pairs' folds are
     */
    Learnt learn(TakenPairs pairs, int folds);
}
