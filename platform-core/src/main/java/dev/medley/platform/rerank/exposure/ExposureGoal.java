package dev.medley.platform.rerank.exposure;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What the groups of one attribute are to get of the attention, over many requests. */
public sealed interface ExposureGoal {
    /** Groups that the goal names, with what it says of each. */
    Map<String, Double> groups();

    /**
     * Each named group gets at least its share of all attention that the attribute's groups get. Where the shares sum to 1
     * they are exact.
     *
     * @param groups share by group, above 0; together at most 1
     */
    record Shares(Map<String, Double> groups) implements ExposureGoal {
        private static final double ROUNDING = 1e-9;

        /** @throws IllegalArgumentException naming the group whose share is out of range, or the sum */
        public Shares {
            groups = sorted(groups, "share", 1);
            double sum =
                    groups.values().stream().mapToDouble(Double::doubleValue).sum();
            if (sum > 1 + ROUNDING) {
                throw new IllegalArgumentException("shares: together " + sum + " is not allowed; at most 1 is");
            }
        }

        /** Whether the shares leave nothing over, so that too much for one is too little for another. */
        public boolean areExact() {
            return groups.values().stream().mapToDouble(Double::doubleValue).sum() > 1 - ROUNDING;
        }
    }

    /**
     * The group that gets the least for its merit gets more, as far as that is worth it: with {@code v} the mean value of
     * a unit of attention, {@code v + weight * min over groups of (share / merit)} is to be as great as possible. P-MMF's
     * goal: C. Xu et al., WWW 2023, arXiv 2303.06660, section 4.
     *
     * @param groups merit by group, above 0; taken as parts of their sum. Empty for all groups that are seen, each alike
     * @param weight of the worst group against value, in units of the value's scale, 0 to 100
     */
    record MaxMin(Map<String, Double> groups, double weight) implements ExposureGoal {
        /** The greatest weight. */
        public static final double MAX_WEIGHT = 100;

        /** @throws IllegalArgumentException naming the group whose merit, or the weight, is out of range */
        public MaxMin {
            groups = sorted(groups, "merit", Double.MAX_VALUE);
            if (!(weight >= 0 && weight <= MAX_WEIGHT)) {
                throw new IllegalArgumentException(
                        "weight: " + weight + " is not allowed; a number from 0 to " + MAX_WEIGHT + " is");
            }
        }
    }

    private static Map<String, Double> sorted(Map<String, Double> groups, String what, double most) {
        TreeMap<String, Double> sorted = new TreeMap<>(groups);
        sorted.forEach((group, number) -> {
            if (!(number > 0 && number <= most)) {
                throw new IllegalArgumentException(what + " of '" + group + "': " + number
                        + " is not allowed; a number above 0, at most " + most + " is");
            }
        });
        return Collections.unmodifiableMap(sorted);
    }
}
