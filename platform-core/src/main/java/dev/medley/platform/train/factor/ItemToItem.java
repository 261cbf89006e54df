package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.Bounds;
import dev.medley.platform.score.factor.LinearFactors;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/**
 * Items by who took both: the cosine of their users, shrunk by the evidence (Sarwar et al., "Item-based collaborative
 * filtering recommendation algorithms", WWW 2001), of each item the nearest. For catalogues that are too large for a
 * {@link LinearAutoencoder}. Takes time proportional to the sum of the squares of the users' rows.
 */
public final class ItemToItem {
    private final double shrinkage;
    private final int nearest;

    /**
     * A learner with those settings.
     *
     * @param shrinkage so many common users are added to the denominator, not negative
     * @param nearest neighbours of an item that are kept, at least 1
     */
    public ItemToItem(double shrinkage, int nearest) {
        Bounds.requireNotNegative("shrinkage", shrinkage);
        Bounds.require("nearest", nearest, 1, Integer.MAX_VALUE);
        this.shrinkage = shrinkage;
        this.nearest = nearest;
    }

    /** Learns; values are not read, only who took what. */
    public LinearFactors fit(RatingMatrix matrix) {
        return fitWithOwnShares(matrix).factors();
    }

    /** As {@link #fit}, with what each row has added to its own score: each similarity to its item counts its user. */
    public LinearFit fitWithOwnShares(RatingMatrix matrix) {
        int count = matrix.itemCount();
        int[][] ofUser = new int[matrix.userCount()][];
        for (int user = 0; user < ofUser.length; user++) {
            ofUser[user] = matrix.itemsOf(user);
        }
        IntArrayList[] takers = new IntArrayList[count];
        for (int item = 0; item < count; item++) {
            takers[item] = new IntArrayList();
        }
        for (int user = 0; user < ofUser.length; user++) {
            for (int item : ofUser[user]) {
                takers[item].add(user);
            }
        }
        int[] start = new int[count + 1];
        IntArrayList target = new IntArrayList();
        float[][] weights = new float[count][];
        // What one common user adds to the similarity, for each neighbour.
        float[][] steps = new float[count][];
        int[] both = new int[count];
        IntArrayList touched = new IntArrayList();
        for (int item = 0; item < count; item++) {
            for (int user : takers[item]) {
                for (int other : ofUser[user]) {
                    if (other != item && both[other]++ == 0) {
                        touched.add(other);
                    }
                }
            }
            int[] near = nearestOf(item, touched.toIntArray(), both, takers);
            weights[item] = new float[near.length];
            steps[item] = new float[near.length];
            for (int i = 0; i < near.length; i++) {
                target.add(near[i]);
                int common = both[near[i]];
                int left = takers[item].size();
                int right = takers[near[i]].size();
                weights[item][i] = similarity(common, left, right);
                steps[item][i] = weights[item][i] - similarity(common - 1, left, right - 1);
            }
            start[item + 1] = target.size();
            for (int other : touched) {
                both[other] = 0;
            }
            touched.clear();
        }
        int[] targets = target.toIntArray();
        LinearFactors factors = new LinearFactors(start, targets, flat(weights, start));
        LinearFactors ownSteps = new LinearFactors(start, targets, flat(steps, start));
        float[] shares = new float[matrix.rowCount()];
        float[] ones = new float[matrix.rowCount()];
        Arrays.fill(ones, 1);
        for (int row = 0; row < shares.length; row++) {
            shares[row] = ownSteps.score(ofUser[matrix.user(row)], ones, matrix.item(row));
        }
        return new LinearFit(factors, shares);
    }

    private static float[] flat(float[][] lines, int[] start) {
        float[] flat = new float[start[lines.length]];
        for (int line = 0; line < lines.length; line++) {
            System.arraycopy(lines[line], 0, flat, start[line], lines[line].length);
        }
        return flat;
    }

    private int[] nearestOf(int item, int[] candidates, int[] both, IntArrayList[] takers) {
        float[] similarities = new float[candidates.length];
        int[] order = new int[candidates.length];
        Arrays.sort(candidates);
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            similarities[i] = similarity(both[candidates[i]], takers[item].size(), takers[candidates[i]].size());
        }
        IntArrays.stableSort(order, (left, right) -> Float.compare(similarities[right], similarities[left]));
        int[] near = new int[Math.min(nearest, order.length)];
        for (int i = 0; i < near.length; i++) {
            near[i] = candidates[order[i]];
        }
        Arrays.sort(near);
        return near;
    }

    private float similarity(int both, int left, int right) {
        return (float) (both / (Math.sqrt((double) left * right) + shrinkage));
    }
}
