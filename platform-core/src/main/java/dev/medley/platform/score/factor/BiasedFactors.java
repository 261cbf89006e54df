package dev.medley.platform.score.factor;

/**
 * What {@link BiasedFactorisation} has learnt: {@code mean + userBias[u] + itemBias[i] + users[u] . items[i]}. Immutable
 * and safe for any number of threads.
 */
public final class BiasedFactors implements Factors {
    private final float mean;
    private final float[] userBias;
    private final float[] itemBias;
    private final float[] userVectors;
    private final float[] itemVectors;
    private final int rank;

    /**
     * From its arrays, which are copied.
     *
     * @param mean the score of nobody in particular
     * @param userBias one for each user
     * @param itemBias one for each item
     * @param userVectors user by user, {@code rank} each
     * @param itemVectors item by item, {@code rank} each
     * @param rank length of a vector, not negative
     */
    public BiasedFactors(
            float mean, float[] userBias, float[] itemBias, float[] userVectors, float[] itemVectors, int rank) {
        Bounds.require("rank", rank, 0, 1024);
        Bounds.requireLength("userVectors", userVectors, (long) userBias.length * rank);
        Bounds.requireLength("itemVectors", itemVectors, (long) itemBias.length * rank);
        this.mean = mean;
        this.userBias = userBias.clone();
        this.itemBias = itemBias.clone();
        this.userVectors = userVectors.clone();
        this.itemVectors = itemVectors.clone();
        this.rank = rank;
    }

    @Override
    public float score(int user, int item) {
        return mean
                + userBias[user]
                + itemBias[item]
                + Vectors.dot(userVectors, user * rank, itemVectors, item * rank, rank);
    }

    @Override
    public int userCount() {
        return userBias.length;
    }

    @Override
    public int itemCount() {
        return itemBias.length;
    }

    /** The score of nobody in particular. */
    public float mean() {
        return mean;
    }

    /** One for each user; a copy. */
    public float[] userBias() {
        return userBias.clone();
    }

    /** One for each item; a copy. */
    public float[] itemBias() {
        return itemBias.clone();
    }

    /** User by user, {@link #rank} each; a copy. */
    public float[] userVectors() {
        return userVectors.clone();
    }

    /** Item by item, {@link #rank} each; a copy. */
    public float[] itemVectors() {
        return itemVectors.clone();
    }

    /** Length of a vector. */
    public int rank() {
        return rank;
    }
}
