package dev.medley.platform.evaluate.slate;

/**
 * Whether every beginning of a slate has the groups of items in the shares that they should have. All formulas are those
 * of Geyik, Ambler and Kenthapadi, "Fairness-aware ranking in search and recommendation systems with application to
 * LinkedIn talent search", KDD 2019, arXiv 1905.01989, sections 3 and 4; groups are disjoint.
 */
public final class GroupRepresentation {
    /** A share such as 0.3 times a length such as 10 is 3, whatever a double makes of it. */
    private static final double ROUNDING = 1e-9;

    private GroupRepresentation() {}

    /** The fewest rows of a group with that share among the first {@code length}: {@code floor(share * length)}. */
    public static int floor(double share, int length) {
        return (int) Math.floor(share * length + ROUNDING);
    }

    /** The most rows of a group with that share among the first {@code length}: {@code ceil(share * length)}. */
    public static int ceiling(double share, int length) {
        return (int) Math.ceil(share * length - ROUNDING);
    }

    /** What is missing in the beginnings of a slate. */
    public record Infeasible(int index, int count) {}

    /**
     * How many beginnings of the slate have too few rows of some group ({@code index}), and how often a group has too few
     * rows in a beginning ({@code count}).
     *
     * @param slate rows in order
     * @param count so many of them count
     * @param group of each row
     * @param shares that the groups should have, summing to 1
     */
    public static Infeasible infeasible(int[] slate, int count, int[] group, double[] shares) {
        Places.requireCount(slate, count);
        int[] seen = new int[shares.length];
        int index = 0;
        int missing = 0;
        for (int place = 0; place < count; place++) {
            seen[group[slate[place]]]++;
            int lacking = 0;
            for (int g = 0; g < shares.length; g++) {
                lacking += seen[g] < floor(shares[g], place + 1) ? 1 : 0;
            }
            index += lacking > 0 ? 1 : 0;
            missing += lacking;
        }
        return new Infeasible(index, missing);
    }

    /**
     * The least skew of a group: the logarithm of its share of the first {@code length} rows over the share that it
     * should have. A group without a row would have minus infinity, of which no mean can be taken; so one row more,
     * spread over the groups as they should be, is added to those of the slate.
     *
     * @param length from 1 to {@code count}; of a slate that is shorter all of it counts
     * @return 0 if all groups are there as they should be, else below; NaN of an empty slate
     */
    public static double minSkew(int[] slate, int count, int[] group, double[] shares, int length) {
        Places.requireCount(slate, count);
        int rows = Math.min(length, count);
        if (rows == 0) {
            return Double.NaN;
        }
        int[] seen = new int[shares.length];
        for (int place = 0; place < rows; place++) {
            seen[group[slate[place]]]++;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int g = 0; g < shares.length; g++) {
            if (shares[g] > 0) {
                least = Math.min(least, StrictMath.log((seen[g] + shares[g]) / (rows + 1) / shares[g]));
            }
        }
        return least;
    }

    /**
     * The normalised discounted cumulative Kullback-Leibler divergence: of every beginning's shares from those that
     * should be, weighed by {@link Places#discount}, in nats.
     *
     * @param shares above 0 for every group that has a row in the slate
     * @return 0 or more; NaN of an empty slate
     */
    public static double ndkl(int[] slate, int count, int[] group, double[] shares) {
        Places.requireCount(slate, count);
        int[] seen = new int[shares.length];
        double sum = 0;
        double weights = 0;
        for (int place = 0; place < count; place++) {
            seen[group[slate[place]]]++;
            double divergence = 0;
            for (int g = 0; g < shares.length; g++) {
                if (seen[g] > 0) {
                    double share = (double) seen[g] / (place + 1);
                    divergence += share * StrictMath.log(share / shares[g]);
                }
            }
            sum += divergence * Places.discount(place);
            weights += Places.discount(place);
        }
        return weights > 0 ? sum / weights : Double.NaN;
    }
}
