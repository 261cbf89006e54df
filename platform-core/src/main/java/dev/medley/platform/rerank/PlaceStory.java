package dev.medley.platform.rerank;

import dev.medley.platform.rerank.slate.PlaceExplanation;
import java.util.Map;
import java.util.Optional;

/**
 * Why a row stands at its place, in words of the page.
 *
 * @param numbers the parts of the gain; a value competes as it is, or on a page with relative values over the scenario's usual
 *     one
 * @param prices by attribute, of the item's groups, those that are not 0
 * @param other the best row that did not get the place
 */
public record PlaceStory(PlaceExplanation numbers, Map<String, Float> prices, Optional<Other> other) {
    /**
     * A row that did not get the place.
     *
     * @param part whose, as an index into the scenarios
     * @param row in that scenario's batch
     * @param gain what it would have added
     * @param blockedBy the rule that kept it away; empty if its gain was not enough, or chance drew another
     */
    public record Other(int part, int row, double gain, Optional<String> blockedBy) {}
}
