package dev.medley.platform.evaluate.slate;

import java.util.Map;
import java.util.TreeMap;

/** What groups of users get from their slates, on average. Filled and read by one thread. */
public final class UserGroupGain {
    private final int least;
    private final Map<String, double[]> sums = new TreeMap<>();

    /**
     * An empty one.
     *
     * @param least groups of fewer users do not count: the mean of a few is chance
     */
    public UserGroupGain(int least) {
        this.least = least;
    }

    /** Adds a user of a group; a gain that is NaN does not count. */
    public void add(String group, double gain) {
        if (!Double.isNaN(gain)) {
            double[] sum = sums.computeIfAbsent(group, _ -> new double[2]);
            sum[0] += gain;
            sum[1]++;
        }
    }

    /** Each group's mean, by name; those that count. */
    public Map<String, Double> means() {
        Map<String, Double> means = new TreeMap<>();
        sums.forEach((group, sum) -> {
            if (sum[1] >= least) {
                means.put(group, sum[0] / sum[1]);
            }
        });
        return means;
    }

    /** The least of the groups' means; NaN if no group counts. */
    public double worst() {
        return means().values().stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }
}
