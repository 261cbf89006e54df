package dev.medley.platform.evaluate.compare;

import java.util.List;

/**
 * What divides the rows of all cases into disjoint groups.
 *
 * @param name of the attribute
 * @param groups names of the groups
 * @param shares of attention that the groups should have, above 0 each, summing to 1
 */
public record GroupAttribute(String name, List<String> groups, double[] shares) {
    /** Checks the shares. */
    public GroupAttribute {
        groups = List.copyOf(groups);
        Weights.requireShares("shares of " + name, shares);
        if (groups.size() != shares.length) {
            throw new IllegalArgumentException(
                    name + " has " + groups.size() + " groups and " + shares.length + " shares; allowed: as many");
        }
    }
}
