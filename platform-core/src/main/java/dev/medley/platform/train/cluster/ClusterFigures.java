package dev.medley.platform.train.cluster;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * How good clusters are for some vectors, not only those that they were learnt from.
 *
 * @param vectors how many vectors were looked at
 * @param inertia the sum of their squared distances to their centres
 * @param silhouette the mean silhouette of a sample within itself, -1 to 1, the higher the better (Rousseeuw, Journal of
 *     Computational and Applied Mathematics 20, 1987); empty if the sample is of one cluster
 * @param silhouetteSample of how many vectors it is the mean
 * @param daviesBouldin the mean over the clusters of the worst ratio of scatter to distance, the lower the better
 *     (Davies and Bouldin, IEEE PAMI 1, 1979); empty clusters are left out; empty if fewer than two are left
 * @param largestShare the share of the vectors that is in the largest cluster, above 0, up to 1
 * @param entropy how even the shares are: their entropy over the most that so many clusters can have, 0 to 1; 1 for a
 *     single cluster
 * @param empty how many clusters have none of the vectors
 */
public record ClusterFigures(
        int vectors,
        double inertia,
        OptionalDouble silhouette,
        int silhouetteSample,
        OptionalDouble daviesBouldin,
        double largestShare,
        double entropy,
        int empty) {

    /**
     * The figures of those clusters.
     *
     * @param vectors one after the other, as wide as the clusters', finite, at least one; not changed
     * @param sample the silhouette is of at most so many vectors, which costs their square; 1 or more
     * @param seed which vectors those are
     * @throws IllegalArgumentException if they are not so
     */
    public static ClusterFigures of(Clusters clusters, float[] vectors, int sample, long seed) {
        KMeans.requireVectors(vectors, clusters.width());
        if (sample < 1) {
            throw new IllegalArgumentException("sample is " + sample + "; allowed: 1 or more");
        }
        int width = clusters.width();
        int[] assigned = clusters.assignAll(vectors);
        int[] members = new int[clusters.count()];
        double[] scatter = new double[clusters.count()];
        double inertia = 0;
        for (int i = 0; i < assigned.length; i++) {
            double square = clusters.squaredDistance(assigned[i], vectors, i * width);
            members[assigned[i]]++;
            scatter[assigned[i]] += Math.sqrt(square);
            inertia += square;
        }
        int largest = 0;
        int empty = 0;
        double entropy = 0;
        for (int cluster = 0; cluster < members.length; cluster++) {
            largest = Math.max(largest, members[cluster]);
            if (members[cluster] == 0) {
                empty++;
            } else {
                double share = (double) members[cluster] / assigned.length;
                scatter[cluster] /= members[cluster];
                entropy -= share * Math.log(share);
            }
        }
        int[] chosen = chosen(assigned.length, sample, seed);
        return new ClusterFigures(
                assigned.length,
                inertia,
                silhouette(vectors, width, assigned, chosen, clusters.count()),
                chosen.length,
                daviesBouldin(clusters, members, scatter),
                (double) largest / assigned.length,
                members.length == 1 ? 1 : entropy / Math.log(members.length),
                empty);
    }

    /** So many different numbers below the count, ascending. */
    private static int[] chosen(int count, int sample, long seed) {
        int[] numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        if (sample >= count) {
            return numbers;
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < sample; i++) {
            int other = random.nextInt(i, count);
            int taken = numbers[other];
            numbers[other] = numbers[i];
            numbers[i] = taken;
        }
        int[] chosen = Arrays.copyOf(numbers, sample);
        Arrays.sort(chosen);
        return chosen;
    }

    private static OptionalDouble silhouette(float[] vectors, int width, int[] assigned, int[] chosen, int clusters) {
        int[] members = new int[clusters];
        for (int each : chosen) {
            members[assigned[each]]++;
        }
        if (members[assigned[chosen[0]]] == chosen.length) {
            return OptionalDouble.empty();
        }
        double total = 0;
        double[] sums = new double[clusters];
        for (int each : chosen) {
            int own = assigned[each];
            if (members[own] == 1) {
                // Alone in its cluster: 0, as Rousseeuw has it.
                continue;
            }
            Arrays.fill(sums, 0);
            for (int other : chosen) {
                sums[assigned[other]] +=
                        Math.sqrt(SquaredDistance.of(vectors, each * width, vectors, other * width, width));
            }
            double within = sums[own] / (members[own] - 1);
            double nearest = Double.POSITIVE_INFINITY;
            for (int cluster = 0; cluster < clusters; cluster++) {
                if (cluster != own && members[cluster] > 0) {
                    nearest = Math.min(nearest, sums[cluster] / members[cluster]);
                }
            }
            double larger = Math.max(within, nearest);
            total += larger == 0 ? 0 : (nearest - within) / larger;
        }
        return OptionalDouble.of(total / chosen.length);
    }

    private static OptionalDouble daviesBouldin(Clusters clusters, int[] members, double[] scatter) {
        double total = 0;
        int counted = 0;
        for (int left = 0; left < members.length; left++) {
            if (members[left] == 0) {
                continue;
            }
            double worst = 0;
            for (int right = 0; right < members.length; right++) {
                if (right != left && members[right] > 0) {
                    // Two centres that both have vectors are never the same: the lower number would have all.
                    double distance = Math.sqrt(clusters.squaredDistance(left, right));
                    worst = Math.max(worst, (scatter[left] + scatter[right]) / distance);
                }
            }
            total += worst;
            counted++;
        }
        return counted < 2 ? OptionalDouble.empty() : OptionalDouble.of(total / counted);
    }
}
