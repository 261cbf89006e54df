package dev.medley.platform.score.factor;

import dev.medley.platform.score.weights.Tensors;

/**
 * How much likelier a yes is than usual where users are put into cohorts of alike users, and items into clusters of alike
 * items: for an item by the user's cohort, for a user by the item's cluster, and for a cohort by the cluster. Each is the
 * logit of a smoothed rate less that of the item's, the user's and the cohort's rate on the whole, so 0 says as usual.
 * Immutable; any thread.
 */
public final class ClusterRates {
    /** How many numbers a pair has. */
    public static final int WIDTH = 3;

    /** At most so many cohorts, or clusters; a number of one fits a byte that is read as positive. */
    public static final int MOST = 256;

    private final byte[] cohortOf;
    private final byte[] clusterOf;
    private final int cohorts;
    private final int clusters;
    private final float[] byItem;
    private final float[] byUser;
    private final float[] byCohort;

    /**
     * From its arrays, which are copied.
     *
     * @param cohortOf for each user the cohort, 0 to {@code cohorts - 1}
     * @param clusterOf for each item the cluster, 0 to {@code clusters - 1}
     * @param cohorts how many, 1 to {@value #MOST}
     * @param clusters how many, 1 to {@value #MOST}
     * @param byItem item by item, of each cohort
     * @param byUser user by user, of each cluster
     * @param byCohort cohort by cohort, of each cluster
     * @throws IllegalArgumentException if they do not go together
     */
    public ClusterRates(
            int[] cohortOf,
            int[] clusterOf,
            int cohorts,
            int clusters,
            float[] byItem,
            float[] byUser,
            float[] byCohort) {
        Bounds.require("cohorts", cohorts, 1, MOST);
        Bounds.require("clusters", clusters, 1, MOST);
        Bounds.requireLength("by-item", byItem, (long) clusterOf.length * cohorts);
        Bounds.requireLength("by-user", byUser, (long) cohortOf.length * clusters);
        Bounds.requireLength("by-cohort", byCohort, (long) cohorts * clusters);
        this.cohortOf = bytes("cohort", cohortOf, cohorts);
        this.clusterOf = bytes("cluster", clusterOf, clusters);
        this.cohorts = cohorts;
        this.clusters = clusters;
        this.byItem = byItem.clone();
        this.byUser = byUser.clone();
        this.byCohort = byCohort.clone();
    }

    private static byte[] bytes(String name, int[] numbers, int count) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            Bounds.require(name + " of number " + i, numbers[i], 0, count - 1);
            bytes[i] = (byte) numbers[i];
        }
        return bytes;
    }

    /** How many cohorts of users there are. */
    public int cohorts() {
        return cohorts;
    }

    /** How many clusters of items there are. */
    public int clusters() {
        return clusters;
    }

    /** The cohort of that user. */
    public int cohortOf(int user) {
        return Byte.toUnsignedInt(cohortOf[user]);
    }

    /** The cluster of that item. */
    public int clusterOf(int item) {
        return Byte.toUnsignedInt(clusterOf[item]);
    }

    /** Writes the {@value #WIDTH} numbers of a pair: three look-ups. */
    public void write(int user, int item, float[] into, int at) {
        int cohort = cohortOf(user);
        int cluster = clusterOf(item);
        into[at] = byItem[item * cohorts + cohort];
        into[at + 1] = byUser[user * clusters + cluster];
        into[at + 2] = byCohort[cohort * clusters + cluster];
    }

    void write(String at, Tensors.Builder builder) {
        builder.uint8(at + "cohort", cohortOf, cohortOf.length);
        builder.uint8(at + "cluster", clusterOf, clusterOf.length);
        builder.float32(at + "by-item", byItem, clusterOf.length, cohorts);
        builder.float32(at + "by-user", byUser, cohortOf.length, clusters);
        builder.float32(at + "by-cohort", byCohort, cohorts, clusters);
    }

    /** Reads what {@link #write(String, Tensors.Builder)} gave, of so many users and items. */
    static ClusterRates read(Tensors tensors, String at, int users, int items) {
        int[] shape = tensors.tensor(at + "by-cohort").shape();
        if (shape.length != 2) {
            throw new IllegalArgumentException(at + "by-cohort has " + shape.length + " dimensions, it must have 2");
        }
        return new ClusterRates(
                numbers(tensors.uint8(at + "cohort", users)),
                numbers(tensors.uint8(at + "cluster", items)),
                shape[0],
                shape[1],
                tensors.float32(at + "by-item", items, shape[0]),
                tensors.float32(at + "by-user", users, shape[1]),
                tensors.float32(at + "by-cohort", shape));
    }

    private static int[] numbers(byte[] bytes) {
        int[] numbers = new int[bytes.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Byte.toUnsignedInt(bytes[i]);
        }
        return numbers;
    }
}
