package dev.medley.platform.score.factor;

/**
 * What {@link UserAutoencoder} has learnt: how a history becomes a vector, and a vector and a bias for each item. It
 * scores whoever has a history, in training or not, and holds the vectors of those who were. Immutable and safe for any
 * number of threads.
 */
public final class UserAutoencoderFactors implements Factors {
    private final float center;
    private final float[] hiddenBias;
    private final float[] historyVectors;
    private final float[] itemBias;
    private final float[] itemVectors;
    private final float[] userVectors;
    private final int hidden;

    /**
     * From its arrays, which are copied.
     *
     * @param center taken off each value of a history
     * @param hiddenBias what a vector starts from; its length is that of every vector, 1 to 4096
     * @param historyVectors item by item, what an item in the history adds
     * @param itemBias one for each item
     * @param itemVectors item by item, what a user's vector is multiplied with
     * @param userVectors user by user, the vectors of those who were in training
     */
    public UserAutoencoderFactors(
            float center,
            float[] hiddenBias,
            float[] historyVectors,
            float[] itemBias,
            float[] itemVectors,
            float[] userVectors) {
        this.hidden = hiddenBias.length;
        Bounds.require("length of hiddenBias", hidden, 1, 4096);
        Bounds.requireLength("historyVectors", historyVectors, (long) itemBias.length * hidden);
        Bounds.requireLength("itemVectors", itemVectors, (long) itemBias.length * hidden);
        Bounds.requireLength("userVectors", userVectors, (long) (userVectors.length / hidden) * hidden);
        this.center = center;
        this.hiddenBias = hiddenBias.clone();
        this.historyVectors = historyVectors.clone();
        this.itemBias = itemBias.clone();
        this.itemVectors = itemVectors.clone();
        this.userVectors = userVectors.clone();
    }

    /**
     * The vector of a history; a user of whom nothing is known has one as well. In time proportional to the history.
     *
     * @param items each from 0 to {@link #itemCount} - 1
     * @param values parallel to {@code items}, on the scale of the values that were learnt
     * @return {@link #hidden} numbers from 0 to 1
     */
    public float[] vectorOf(int[] items, float[] values) {
        if (items.length != values.length) {
            throw new IllegalArgumentException("values has " + values.length
                    + " numbers, it must have one for each of the " + items.length + " items");
        }
        return squashed(sumOf(items, values));
    }

    /** The vector of a history that adds up to that. */
    float[] squashed(float[] sum) {
        float[] vector = sum.clone();
        Vectors.squash(vector, 0, hidden);
        return vector;
    }

    /** What a history adds up to, before it is squashed to a vector. */
    float[] sumOf(int[] items, float[] values) {
        float[] sum = hiddenBias.clone();
        for (int i = 0; i < items.length; i++) {
            Vectors.addScaled(sum, 0, values[i] - center, historyVectors, items[i] * hidden, hidden);
        }
        return sum;
    }

    /**
     * How well an item suits whoever's history adds up to that.
     *
     * @param left an item of the history that is to be left out
     * @param value its value
     */
    float scoreWithout(float[] sum, int item, int left, float value) {
        float[] others = sum.clone();
        Vectors.addScaled(others, 0, center - value, historyVectors, left * hidden, hidden);
        return score(squashed(others), item);
    }

    /** How well the item suits whoever has that vector, made by {@link #vectorOf}. */
    public float score(float[] vector, int item) {
        Bounds.requireLength("vector", vector, hidden);
        return itemBias[item] + Vectors.dot(itemVectors, item * hidden, vector, 0, hidden);
    }

    @Override
    public float score(int user, int item) {
        return itemBias[item] + Vectors.dot(itemVectors, item * hidden, userVectors, user * hidden, hidden);
    }

    @Override
    public int userCount() {
        return userVectors.length / hidden;
    }

    @Override
    public int itemCount() {
        return itemBias.length;
    }

    /** Length of a vector. */
    public int hidden() {
        return hidden;
    }

    /** Taken off each value of a history. */
    public float center() {
        return center;
    }

    /** What a vector starts from; a copy. */
    public float[] hiddenBias() {
        return hiddenBias.clone();
    }

    /** Item by item, what an item in the history adds; a copy. */
    public float[] historyVectors() {
        return historyVectors.clone();
    }

    /** One for each item; a copy. */
    public float[] itemBias() {
        return itemBias.clone();
    }

    /** Item by item, what a user's vector is multiplied with; a copy. */
    public float[] itemVectors() {
        return itemVectors.clone();
    }

    /** User by user, the vectors of those who were in training; a copy. */
    public float[] userVectors() {
        return userVectors.clone();
    }
}
