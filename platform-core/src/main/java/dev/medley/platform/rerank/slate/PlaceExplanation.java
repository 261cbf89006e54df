package dev.medley.platform.rerank.slate;

import java.util.List;
import java.util.Optional;

/**
 * Why a row stands at its place. The gain is value, prices, minus risk, bonus, advice, minus spacing, diversity and
 * coverage, added up in this order.
 *
 * @param place from 0; the rank after laying
 * @param row the row
 * @param rankBefore from 0, among all eligible rows by value alone
 * @param gain what won the place
 * @param value the row's own
 * @param prices of its group in each attribute, 0 where there is none
 * @param risk soft risk, 0 or more
 * @param bonus for exploration
 * @param advice what policies added for this place
 * @param spacing what it lost to risky rows near by, 0 or more
 * @param diversity weighted gain of diversity
 * @param coverage weighted gain of coverage
 * @param propensity the probability with which chance gave the row this place, given the places before; 1 without chance
 * @param movedBy the rule that kept a row with a greater gain from the place, if one did
 * @param other the best of the rows that did not get the place, if there was another one
 */
public record PlaceExplanation(
        int place,
        int row,
        int rankBefore,
        double gain,
        float value,
        List<Float> prices,
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
     * @param row the row
     * @param gain what it would have added
     * @param blockedBy the rule that kept it from the place; empty if its gain was less, or the same and the row later
     */
    public record Other(int row, double gain, Optional<String> blockedBy) {}

    /** The parts, added up. */
    public double sumOfParts() {
        double sum = value;
        for (float price : prices) {
            sum += price;
        }
        sum -= risk;
        sum += bonus;
        return sum + advice - spacing + diversity + coverage;
    }
}
