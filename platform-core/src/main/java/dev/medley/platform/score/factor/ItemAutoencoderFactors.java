package dev.medley.platform.score.factor;

/**
 * What {@link ItemAutoencoder} has learnt, in the form that serves: a vector for each item, a vector and a bias for each
 * user; the score is {@code userBias[u] + users[u] . items[i]}. Immutable and safe for any number of threads.
 */
public final class ItemAutoencoderFactors implements Factors {
    private final float[] userBias;
    private final float[] userVectors;
    private final float[] itemVectors;
    private final int hidden;

    /**
     * From its arrays, which are copied.
     *
     * @param userBias one for each user
     * @param userVectors user by user, {@code hidden} each
     * @param itemVectors item by item, {@code hidden} each
     * @param hidden length of a vector, 1 to 4096
     */
    public ItemAutoencoderFactors(float[] userBias, float[] userVectors, float[] itemVectors, int hidden) {
        Bounds.require("hidden", hidden, 1, 4096);
        Bounds.requireLength("userVectors", userVectors, (long) userBias.length * hidden);
        Bounds.requireLength("itemVectors", itemVectors, (long) (itemVectors.length / hidden) * hidden);
        this.userBias = userBias.clone();
        this.userVectors = userVectors.clone();
        this.itemVectors = itemVectors.clone();
        this.hidden = hidden;
    }

    @Override
    public float score(int user, int item) {
        return userBias[user] + Vectors.dot(userVectors, user * hidden, itemVectors, item * hidden, hidden);
    }

    @Override
    public int userCount() {
        return userBias.length;
    }

    @Override
    public int itemCount() {
        return itemVectors.length / hidden;
    }

    /** One for each user; a copy. */
    public float[] userBias() {
        return userBias.clone();
    }

    /** User by user, {@link #hidden} each; a copy. */
    public float[] userVectors() {
        return userVectors.clone();
    }

    /** Item by item, {@link #hidden} each; a copy. */
    public float[] itemVectors() {
        return itemVectors.clone();
    }

    /** Length of a vector. */
    public int hidden() {
        return hidden;
    }
}
