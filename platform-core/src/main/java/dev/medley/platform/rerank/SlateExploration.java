package dev.medley.platform.rerank;

import java.util.BitSet;

/**
 * What of a slate is shown to learn about it.
 *
 * @param propensities by place, the probability with which chance gave it its item, given the places before; all 1 without
 *     chance
 * @param name of the budget: the scenario, or the page
 * @param budget part of the attention that bonuses may decide, 0 to 1; 0 where there are none
 * @param decided the places whose rows their bonuses have moved past one that comes later, or not at all
 */
public record SlateExploration(double[] propensities, String name, double budget, BitSet decided) {
    /** Whether a bonus has moved that place's row past another. */
    public boolean isDecidedBy(int place) {
        return decided.get(place);
    }
}
