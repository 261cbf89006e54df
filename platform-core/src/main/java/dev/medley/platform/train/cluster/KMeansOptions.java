package dev.medley.platform.train.cluster;

import java.util.Objects;

/**
 * How to look for clusters.
 *
 * @param clusters how many; 1 or more
 * @param seed where chance begins
 * @param method all vectors every round, or a few
 * @param batch vectors a round of {@link Method#MINI_BATCH}; 1 or more
 * @param maxRounds at most so many rounds, 1 or more: passes, or batches
 * @param tolerance a round that improves by less than this share is none; 0 to 1. {@link Method#LLOYD} stops there,
 *     {@link Method#MINI_BATCH} after {@link KMeans#PATIENCE} such batches
 */
public record KMeansOptions(int clusters, long seed, Method method, int batch, int maxRounds, double tolerance) {
    /** What a round takes. */
    public enum Method {
        /** Every vector (Lloyd, IEEE Transactions on Information Theory 28, 1982): exact, a pass a round. */
        LLOYD,
        /** A few, drawn with replacement (Sculley, "Web-Scale K-Means Clustering", WWW 2010, algorithm 1). */
        MINI_BATCH
    }

    /** Checks each. */
    public KMeansOptions {
        require(clusters >= 1, "clusters", clusters, "1 or more");
        Objects.requireNonNull(method, "method");
        require(batch >= 1, "batch", batch, "1 or more");
        require(maxRounds >= 1, "maxRounds", maxRounds, "1 or more");
        require(tolerance >= 0 && tolerance <= 1, "tolerance", tolerance, "0 to 1");
    }

    /** Full passes, at most 100, until one improves by less than a ten-thousandth. */
    public static KMeansOptions lloyd(int clusters, long seed) {
        return new KMeansOptions(clusters, seed, Method.LLOYD, 1, 100, 1e-4);
    }

    /** Batches of 1024 or four a cluster, at most 1000 of them. */
    public static KMeansOptions miniBatch(int clusters, long seed) {
        int batch = (int) Math.clamp(4L * clusters, 1024, 1 << 20);
        return new KMeansOptions(clusters, seed, Method.MINI_BATCH, batch, 1000, 1e-3);
    }

    private static void require(boolean condition, String field, Number value, String allowed) {
        if (!condition) {
            throw new IllegalArgumentException(field + " is " + value + "; allowed: " + allowed);
        }
    }
}
