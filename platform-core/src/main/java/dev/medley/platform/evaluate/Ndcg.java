package dev.medley.platform.evaluate;

/**
 * The normalised discounted cumulated gain, averaged over groups.
 *
 * @param value the mean over the groups with a gain, each counting the same, 0 to 1; null if there is none
 * @param groups how many groups have a gain
 * @param groupsWithoutGain how many have none and were left out: no order of theirs is better than another
 */
public record Ndcg(Double value, long groups, long groupsWithoutGain) {}
