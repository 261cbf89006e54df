package dev.medley.platform.train.example;

import dev.medley.platform.score.factor.PairFactors;
import java.util.Collections;
import java.util.List;

/** Learns the collaborative models whose scores stand among a pair's statistics. */
@FunctionalInterface
public interface FactorLearning {
    /** None. */
    FactorLearning NONE =
            (_, folds) -> new Learnt(PairFactors.NONE, Collections.nCopies(folds, PairFactors.NONE), List.of());

    /**
     * What was learnt.
     *
     * @param serving from everything
     * @param withoutFold for each fold, what says of the fold's pairs, and of pairs that stand beside them as noes, what
     *     {@code serving} would if these pairs had not been learnt from
     * @param notes what a reader of a model's figures may want to know of them
     */
    record Learnt(PairFactors serving, List<PairFactors> withoutFold, List<String> notes) {}

    /**
     * Learns from what users took.
     *
     * @param pairs what users took, one row for each pair of user and item that is learnt from
     * @param folds how many the pairs' folds are
     */
    Learnt learn(TakenPairs pairs, int folds);
}
