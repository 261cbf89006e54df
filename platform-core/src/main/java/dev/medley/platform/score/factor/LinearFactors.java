package dev.medley.platform.score.factor;

import java.util.Arrays;
import java.util.Objects;

/**
 * What {@link LinearAutoencoder} has learnt: for each item the weights that lead from it to other items. The weights of
 * item j are at {@code start[j]} to {@code start[j + 1] - 1}, by rising target. Immutable and safe for any number of
 * threads.
 */
public final class LinearFactors {
    private final int[] start;
    private final int[] target;
    private final float[] weight;

    /**
     * From its arrays, which are copied.
     *
     * @param start where each item's weights start, one more than there are items; rising from 0 to the last
     * @param target the item to which the weight leads; rising within an item
     * @param weight the weight, parallel to {@code target}
     */
    public LinearFactors(int[] start, int[] target, float[] weight) {
        Objects.requireNonNull(start, "start");
        Bounds.requireLength("weight", weight, target.length);
        if (start.length < 2 || start[0] != 0 || start[start.length - 1] != target.length) {
            throw new IllegalArgumentException("start must have an entry for each item and one more, from 0 to the "
                    + target.length + " targets, but has " + start.length);
        }
        for (int item = 0; item < start.length - 1; item++) {
            if (start[item] > start[item + 1]) {
                throw new IllegalArgumentException(
                        "start[" + (item + 1) + "] is " + start[item + 1] + ", it must be at least " + start[item]);
            }
            for (int place = start[item]; place < start[item + 1]; place++) {
                if (target[place] < (place == start[item] ? 0 : target[place - 1] + 1)
                        || target[place] >= start.length - 1) {
                    throw new IllegalArgumentException("target[" + place + "] is " + target[place]
                            + ", targets must rise within an item and be from 0 to " + (start.length - 2));
                }
            }
        }
        this.start = start.clone();
        this.target = target.clone();
        this.weight = weight.clone();
    }

    /** How many items it knows. */
    public int itemCount() {
        return start.length - 1;
    }

    /**
     * How well an item suits a history: the sum of the weights that lead to it, each times the value it leads from.
     * Looks for the item among the weights of each entry of the history, by halving.
     *
     * @param history items, each from 0 to {@link #itemCount} - 1
     * @param values parallel to {@code history}; 1 for what was merely chosen
     * @param item from 0 to {@link #itemCount} - 1
     */
    public float score(int[] history, float[] values, int item) {
        float sum = 0;
        for (int i = 0; i < history.length; i++) {
            sum += weight(history[i], item) * values[i];
        }
        return sum;
    }

    /** The weight that leads from one item to another; 0 if none does. */
    public float weight(int from, int to) {
        int place = Arrays.binarySearch(target, start[from], start[from + 1], to);
        return place >= 0 ? weight[place] : 0;
    }

    /** As {@link #score}, for all items at once; in time proportional to the weights that lead from the history. */
    public float[] scores(int[] history, float[] values) {
        float[] scores = new float[itemCount()];
        for (int i = 0; i < history.length; i++) {
            float value = values[i];
            for (int place = start[history[i]]; place < start[history[i] + 1]; place++) {
                scores[target[place]] += weight[place] * value;
            }
        }
        return scores;
    }

    /** Where each item's weights start; a copy. */
    public int[] start() {
        return start.clone();
    }

    /** To which item each weight leads; a copy. */
    public int[] target() {
        return target.clone();
    }

    /** The weights; a copy. */
    public float[] weight() {
        return weight.clone();
    }
}
