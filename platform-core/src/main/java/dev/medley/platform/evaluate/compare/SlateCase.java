package dev.medley.platform.evaluate.compare;

import dev.medley.platform.evaluate.slate.RowLabels;
import java.util.Objects;

/**
 * What one slate is made of. Immutable; its arrays are not to be changed.
 *
 * @param number of the request, from 0 in the order of the replay
 * @param places to be filled, 1 or more
 * @param values what each row is worth to the user, finite and not negative: expected actions times what they are worth
 * @param relevances the values over the greatest one, 0 to 1: what methods weigh against diversity or fairness
 * @param eligible whether safety lets the row be shown
 * @param vectors row by row what the row is like, of length 1 each
 * @param width floats a vector
 * @param groups for each attribute the group of each row; groups of an attribute are disjoint
 * @param categories of each row; may overlap
 * @param interests the user's shares of categories, summing to 1; all 0 if nothing is known
 */
public record SlateCase(
        int number,
        int places,
        float[] values,
        float[] relevances,
        boolean[] eligible,
        float[] vectors,
        int width,
        int[][] groups,
        RowLabels categories,
        double[] interests) {
    /** Checks that all is of one size. */
    public SlateCase {
        Objects.requireNonNull(values, "values");
        if (places < 1) {
            throw new IllegalArgumentException("places is " + places + "; allowed: 1 or more");
        }
        requireRows("relevances", relevances.length, values.length);
        requireRows("eligible", eligible.length, values.length);
        requireRows("categories", categories.rows(), values.length);
        requireRows("vectors", vectors.length, values.length * width);
        for (int attribute = 0; attribute < groups.length; attribute++) {
            requireRows("groups[" + attribute + "]", groups[attribute].length, values.length);
        }
        if (interests.length != categories.labels()) {
            throw new IllegalArgumentException("interests has " + interests.length
                    + " shares; allowed: one for each of the " + categories.labels() + " categories");
        }
        for (int row = 0; row < values.length; row++) {
            if (!(values[row] >= 0 && values[row] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "values[" + row + "] is " + values[row] + "; allowed: finite and not negative");
            }
        }
    }

    private static void requireRows(String field, int given, int expected) {
        if (given != expected) {
            throw new IllegalArgumentException(field + " has " + given + " elements; allowed: " + expected);
        }
    }

    /** With the relevances that follow from the values. */
    public static SlateCase of(
            int number,
            int places,
            float[] values,
            boolean[] eligible,
            float[] vectors,
            int width,
            int[][] groups,
            RowLabels categories,
            double[] interests) {
        float greatest = 0;
        for (float value : values) {
            greatest = Math.max(greatest, value);
        }
        float[] relevances = new float[values.length];
        for (int row = 0; row < values.length; row++) {
            relevances[row] = greatest > 0 ? values[row] / greatest : 0;
        }
        return new SlateCase(
                number, places, values, relevances, eligible, vectors, width, groups, categories, interests);
    }

    /** How many rows there are, eligible or not. */
    public int rows() {
        return values.length;
    }

    /** The cosine of two rows' vectors. */
    public double similarity(int left, int right) {
        double dot = 0;
        int l = left * width;
        int r = right * width;
        for (int k = 0; k < width; k++) {
            dot += vectors[l + k] * vectors[r + k];
        }
        return dot;
    }
}
