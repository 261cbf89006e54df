package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.Bounds;
import dev.medley.platform.score.factor.Factors;
import dev.medley.platform.score.factor.LinearFactors;
import java.util.Arrays;

/**
 * Item-to-item weights in closed form (EASE; Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019,
 * section 3.1): with {@code P = (X'X + ridge I)^-1}, the weight from j to i is {@code -P[j][i] / P[i][i]}, and none
 * leads from an item to itself. Takes 8 bytes for each pair of items, and the cube of the items in time: one core
 * inverts 4,000 items in some ten seconds. No chance is involved; one thread.
 */
public final class LinearAutoencoder {
    /** More items are refused: the square of this takes over a gigabyte. */
    public static final int MOST_ITEMS = 12_000;

    private final double ridge;
    private final int strongest;

    /**
     * A learner with those settings.
     *
     * @param ridge added to the diagonal, above 0
     * @param strongest how many weights are kept that lead to an item, those of the largest size, at least 1; one less
     *     than there are items, or more, keeps all
     */
    public LinearAutoencoder(double ridge, int strongest) {
        Bounds.requirePositive("ridge", ridge);
        Bounds.require("strongest", strongest, 1, Integer.MAX_VALUE);
        this.ridge = ridge;
        this.strongest = strongest;
    }

    /**
     * Learns from the rows; a row's value is the entry of X, 1 for what was merely chosen.
     *
     * @throws IllegalArgumentException if there are more than {@link #MOST_ITEMS} items
     */
    public LinearFactors fit(RatingMatrix matrix) {
        return prune(inverse(matrix));
    }

    /**
     * As {@link #fit}, with what each row has added to its own score. The weights that lead to an item i are a ridge
     * regression on all other items, so without a row of it the weight from j falls by {@code (P x)[j] - P[j][i] (P x)[i]
     * / P[i][i]} times the row's value, for the user's line x of X: the formula for one observation less (Sherman and
     * Morrison 1950), in closed form.
     */
    public LinearFit fitWithOwnShares(RatingMatrix matrix) {
        double[][] inverse = inverse(matrix);
        LinearFactors factors = prune(inverse);
        return new LinearFit(factors, ownShares(matrix, inverse, factors));
    }

    private double[][] inverse(RatingMatrix matrix) {
        int count = matrix.itemCount();
        if (count > MOST_ITEMS) {
            throw new IllegalArgumentException("itemCount is " + count + ", a linear autoencoder takes at most "
                    + MOST_ITEMS + " items: its memory grows with the square of the items");
        }
        double[][] gram = gram(matrix.byUser(), count);
        for (int item = 0; item < count; item++) {
            gram[item][item] += ridge;
        }
        SymmetricInverse.invert(gram);
        return gram;
    }

    private static float[] ownShares(RatingMatrix matrix, double[][] inverse, LinearFactors factors) {
        float[] shares = new float[matrix.rowCount()];
        int[] next = new int[matrix.userCount()];
        double[][] products = new double[matrix.userCount()][];
        for (int row = 0; row < shares.length; row++) {
            int user = matrix.user(row);
            int[] items = matrix.itemsOf(user);
            float[] values = matrix.valuesOf(user);
            if (products[user] == null) {
                products[user] = products(items, values, inverse);
            }
            int item = matrix.item(row);
            double own = products[user][next[user]++] / inverse[item][item];
            double sum = 0;
            for (int j = 0; j < items.length; j++) {
                if (factors.weight(items[j], item) != 0) {
                    sum += values[j] * (products[user][j] - at(inverse, items[j], item) * own);
                }
            }
            shares[row] = (float) (matrix.value(row) * sum);
        }
        return shares;
    }

    /** For each of a user's items its line of P times the user's line of X. */
    private static double[] products(int[] items, float[] values, double[][] inverse) {
        double[] products = new double[items.length];
        for (int i = 0; i < items.length; i++) {
            for (int j = 0; j < items.length; j++) {
                products[i] += values[j] * at(inverse, items[i], items[j]);
            }
        }
        return products;
    }

    private static double at(double[][] lower, int row, int column) {
        return column <= row ? lower[row][column] : lower[column][row];
    }

    /** The lower triangle of X'X. */
    private static double[][] gram(RatingMatrix.Lists byUser, int count) {
        double[][] gram = new double[count][];
        for (int item = 0; item < count; item++) {
            gram[item] = new double[item + 1];
        }
        int[] items = byUser.partner();
        float[] values = byUser.value();
        for (int user = 0; user < byUser.ownerCount(); user++) {
            int end = byUser.start()[user + 1];
            for (int left = byUser.start()[user]; left < end; left++) {
                double[] line = gram[items[left]];
                double value = values[left];
                for (int right = byUser.start()[user]; right < end; right++) {
                    if (items[right] <= items[left]) {
                        line[items[right]] += value * values[right];
                    }
                }
            }
        }
        return gram;
    }

    /** For each item the strongest weights that lead to it. */
    private LinearFactors prune(double[][] inverse) {
        int count = inverse.length;
        int kept = Math.min(strongest, count - 1);
        int[] start = new int[count + 1];
        int[] source = new int[count * kept];
        float[] weight = new float[count * kept];
        float[] column = new float[count];
        float[] sizes = new float[count];
        int place = 0;
        for (int item = 0; item < count; item++) {
            double own = inverse[item][item];
            for (int other = 0; other < count; other++) {
                double entry = at(inverse, item, other);
                column[other] = other == item ? 0 : (float) (-entry / own);
                sizes[other] = Math.abs(column[other]);
            }
            Arrays.sort(sizes);
            float least = kept == 0 ? Float.POSITIVE_INFINITY : sizes[count - kept];
            int left = kept;
            int equal = kept;
            for (int other = count - 1; other >= 0 && sizes[other] > least; other--) {
                equal--;
            }
            // Of those that are just as strong as the weakest kept, the first are kept.
            for (int other = 0; other < count && left > 0; other++) {
                float size = Math.abs(column[other]);
                if (size == 0 || size < least || size == least && equal-- <= 0) {
                    continue;
                }
                source[place] = other;
                weight[place++] = column[other];
                left--;
            }
            start[item + 1] = place;
        }
        return bySource(start, Arrays.copyOf(source, place), Arrays.copyOf(weight, place));
    }

    /** The same weights in the order in which a history reads them. */
    private static LinearFactors bySource(int[] start, int[] source, float[] weight) {
        int count = start.length - 1;
        int[] target = new int[source.length];
        for (int item = 0; item < count; item++) {
            Arrays.fill(target, start[item], start[item + 1], item);
        }
        RatingMatrix.Lists lists = RatingMatrix.Lists.of(source, target, weight, weight, count, count);
        return new LinearFactors(lists.start(), lists.partner(), lists.value());
    }

    /** The scores of linear factors for the users of a matrix, each by the history that the matrix holds. */
    public static Factors forUsers(LinearFactors factors, RatingMatrix histories) {
        if (histories.itemCount() != factors.itemCount()) {
            throw new IllegalArgumentException(
                    "the histories are over " + histories.itemCount() + " items, it must be " + factors.itemCount());
        }
        return new Factors() {
            @Override
            public float score(int user, int item) {
                return factors.score(histories.itemsOf(user), histories.valuesOf(user), item);
            }

            @Override
            public int userCount() {
                return histories.userCount();
            }

            @Override
            public int itemCount() {
                return histories.itemCount();
            }
        };
    }
}
