package dev.medley.platform.evaluate.slate;

import java.util.Arrays;

/**
 * The attention that groups of items get over many slates, each place counting as {@link Places#discount} says. Groups
 * are disjoint. Filled and read by one thread.
 */
public final class GroupExposure {
    private final double[] exposure;
    private final double[] merit;

    /** Of that many groups. */
    public GroupExposure(int groups) {
        exposure = new double[groups];
        merit = new double[groups];
    }

    /**
     * Adds a slate.
     *
     * @param slate rows in order
     * @param count so many of them count
     * @param group of each row
     */
    public void add(int[] slate, int count, int[] group) {
        Places.requireCount(slate, count);
        for (int place = 0; place < count; place++) {
            exposure[group[slate[place]]] += Places.discount(place);
        }
    }

    /** Adds what rows would have deserved, whether they were shown or not. */
    public void addMerit(int group, double value) {
        merit[group] += value;
    }

    /** The groups' shares of all attention; all 0 if there was none. */
    public double[] shares() {
        return normalised(exposure);
    }

    /** The groups' shares of all merit; all 0 if there was none. */
    public double[] meritShares() {
        return normalised(merit);
    }

    private static double[] normalised(double[] amounts) {
        double sum = Arrays.stream(amounts).sum();
        return Arrays.stream(amounts).map(amount -> sum > 0 ? amount / sum : 0).toArray();
    }

    /**
     * The Gini coefficient of the exposures, each divided by the share that the group should have.
     *
     * @param shares that the groups should have; those of share 0 do not count
     * @return 0 (each has what it should) to 1; NaN without attention
     */
    public double gini(double[] shares) {
        return gini(exposure, shares);
    }

    /**
     * The Gini coefficient of amounts that parts of a population have, such as exposures of groups of different size:
     * half the mean difference of what two members have over the mean of what a member has.
     *
     * @param amounts of each part, not negative
     * @param sizes of each part, not negative; parts of size 0 do not count
     * @return 0 to 1; NaN if nobody has anything
     */
    public static double gini(double[] amounts, double[] sizes) {
        double size = 0;
        double amount = 0;
        double differences = 0;
        for (int i = 0; i < amounts.length; i++) {
            if (sizes[i] > 0) {
                size += sizes[i];
                amount += amounts[i];
                for (int j = 0; j < amounts.length; j++) {
                    if (sizes[j] > 0) {
                        differences += sizes[i] * sizes[j] * Math.abs(amounts[i] / sizes[i] - amounts[j] / sizes[j]);
                    }
                }
            }
        }
        return amount > 0 ? differences / (2 * size * amount) : Double.NaN;
    }

    /**
     * The least of the groups' shares of attention over the share that it should have (P-MMF, arXiv 2303.06660, section
     * 3, without its allowance for over-exposure).
     *
     * @return 0 (a group is never seen) to 1 (each has what it should); NaN without attention
     */
    public double maxMinShare(double[] shares) {
        double[] found = shares();
        double least = Double.POSITIVE_INFINITY;
        double sum = 0;
        for (int g = 0; g < found.length; g++) {
            sum += found[g];
            if (shares[g] > 0) {
                least = Math.min(least, found[g] / shares[g]);
            }
        }
        return sum > 0 ? least : Double.NaN;
    }

    /**
     * Exposure to merit, the least over the greatest of the groups' ratios of attention to merit (the disparate
     * treatment ratio of Singh and Joachims, "Fairness of exposure in rankings", KDD 2018, section 4.2, for more than
     * two groups).
     *
     * @return 0 to 1 (attention as deserved); NaN if fewer than two groups have merit, or without attention
     */
    public double exposureToMerit() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        int groups = 0;
        for (int g = 0; g < merit.length; g++) {
            if (merit[g] > 0) {
                least = Math.min(least, exposure[g] / merit[g]);
                most = Math.max(most, exposure[g] / merit[g]);
                groups++;
            }
        }
        return groups > 1 && most > 0 ? least / most : Double.NaN;
    }
}
