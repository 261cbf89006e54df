package dev.medley.platform.rerank;

import java.util.Map;
import java.util.Optional;

/**
 * Why a row stands at its place, as {@link dev.medley.platform.rerank.slate.PlaceExplanation} has it, in words of the page.
 * The gain is value, prices, minus risk, bonus, advice, minus spacing, diversity and coverage, added up in this order.
 *
 * @param rankBefore from 0, among all rows by value alone
 * @param gain what won the place
 * @param value as it competed: on a page with relative values over the scenario's usual one
 * @param prices by attribute of the item's groups, those that are not 0
 * @param risk what it lost for being risky
 * @param bonus for being hardly known
 * @param advice what the scenario's policies added
 * @param spacing what it lost to risky items near by
 * @param diversity what it added to the slate's diversity
 * @param coverage what it added to the coverage of categories
 * @param propensity with which probability chance gave it the place; 1 without chance
 * @param movedBy the rule that kept a row with a greater gain from the place
 * @param other the best row that did not get the place
 */
public record PlaceStory(
        int rankBefore,
        double gain,
        float value,
        Map<String, Float> prices,
        float risk,
        float bonus,
        float advice,
        double spacing,
        double diversity,
        double coverage,
        double propensity,
        Optional<String> movedBy,
        Optional<Other> other) {
    /**
     * A row that did not get the place.
     *
     * @param part whose, as an index into the scenarios
     * @param row in that scenario's batch
     * @param gain what it would have added
     * @param blockedBy the rule that kept it away; empty if its gain was not enough, or chance drew another
     */
    public record Other(int part, int row, double gain, Optional<String> blockedBy) {}

    /** The parts, added up in their order. */
    public double sumOfParts() {
        double sum = value;
        for (float price : prices.values()) {
            sum += price;
        }
        sum -= risk;
        sum += bonus;
        return sum + advice - spacing + diversity + coverage;
    }
}
