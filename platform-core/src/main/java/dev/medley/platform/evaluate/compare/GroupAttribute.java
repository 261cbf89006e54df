package dev.medley.platform.evaluate.compare;

import java.util.List;

/**
 * What divides the rows of all cases into disjoint groups.
 *
 * @param name of the attribute
 * @param groups names of the groups
 * @param shares of attention that the groups should have, summing to 1
 * @param isOfRows whether the shares of a slate's places that they should have are those of its eligible rows
 */
public record GroupAttribute(String name, List<String> groups, double[] shares, boolean isOfRows) {
    /** Checks the shares. */
    public GroupAttribute {
        groups = List.copyOf(groups);
        Weights.requireShares("shares of " + name, shares);
        if (groups.size() != shares.length) {
            throw new IllegalArgumentException(
                    name + " has " + groups.size() + " groups and " + shares.length + " shares; allowed: as many");
        }
    }

    /** With the same shares for every slate. */
    public GroupAttribute(String name, List<String> groups, double[] shares) {
        this(name, groups, shares, false);
    }

    /**
     * With those shares for every slate that its eligible rows have, and of all attention with what that comes to.
     *
     * @param attribute number of this attribute in the cases
     */
    public GroupAttribute ofRows(int attribute, List<SlateCase> cases) {
        DeclaredShares own = new DeclaredShares(attribute, shares, true);
        double[] sums = new double[shares.length];
        double[] each = new double[shares.length];
        for (SlateCase slate : cases) {
            own.of(slate, each);
            for (int g = 0; g < sums.length; g++) {
                sums[g] += each[g] / cases.size();
            }
        }
        return new GroupAttribute(name, groups, sums, true);
    }

    /** With other shares, the same for every slate. */
    public GroupAttribute with(double[] others) {
        return new GroupAttribute(name, groups, others, false);
    }
}
