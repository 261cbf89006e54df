package dev.medley.platform.evaluate;

import java.util.Arrays;

/**
 * Scored rows whose answer is known: what every figure is computed from. Immutable, any thread; the arrays that it was
 * made of must not be changed afterwards.
 */
public final class JudgedRows {
    private final float[] scores;
    private final float[] labels;
    private final float[] weights;
    private final int[] groups;
    private final boolean probabilities;
    /** Made when first asked for; two threads may make the same one twice. */
    private volatile long[] byScore;

    private volatile Grouping grouping;

    private JudgedRows(float[] scores, float[] labels, float[] weights, int[] groups) {
        this.scores = scores;
        this.labels = labels;
        this.weights = weights;
        this.groups = groups;
        boolean within = true;
        for (float score : scores) {
            within &= score >= 0 && score <= 1;
        }
        probabilities = within;
    }

    /** As {@link #of(float[], float[], float[], int[])}, every row counting 1 and none in a group. */
    public static JudgedRows of(float[] scores, float[] labels) {
        return of(scores, labels, null, null);
    }

    /**
     * The rows with a known label, in their order.
     *
     * @param scores one for each row, finite; from 0 to 1 for the figures that read them as probabilities
     * @param labels one for each row, 0 to 1; between the two a row is that share of a yes and the rest of a no. NaN:
     *     unknown, the row is left out and its other values are not looked at
     * @param weights how much each row counts, finite and not negative; null: 1 each
     * @param groups the number of each row's user or query; negative: in no group; null: none is in a group
     * @throws IllegalArgumentException if lengths differ or a value is not allowed; names the array, row and value
     */
    public static JudgedRows of(float[] scores, float[] labels, float[] weights, int[] groups) {
        requireLength("labels", labels.length, scores.length);
        if (weights != null) {
            requireLength("weights", weights.length, scores.length);
        }
        if (groups != null) {
            requireLength("groups", groups.length, scores.length);
        }
        int known = 0;
        for (int row = 0; row < scores.length; row++) {
            if (Float.isNaN(labels[row])) {
                continue;
            }
            known++;
            require(labels[row] >= 0 && labels[row] <= 1, "labels", row, labels[row], "0 to 1, or NaN");
            require(Float.isFinite(scores[row]), "scores", row, scores[row], "finite");
            if (weights != null) {
                boolean allowed = weights[row] >= 0 && Float.isFinite(weights[row]);
                require(allowed, "weights", row, weights[row], "finite and not negative");
            }
        }
        if (known == scores.length) {
            return new JudgedRows(scores, labels, weights, groups);
        }
        int[] rows = new int[known];
        int at = 0;
        for (int row = 0; row < scores.length; row++) {
            if (!Float.isNaN(labels[row])) {
                rows[at++] = row;
            }
        }
        return chosen(rows, scores, labels, weights, groups);
    }

    private static void requireLength(String name, int length, int rows) {
        if (length != rows) {
            throw new IllegalArgumentException(
                    name + ": " + length + " values; allowed: one for each of the " + rows + " scores");
        }
    }

    private static void require(boolean allowed, String name, int row, float value, String what) {
        if (!allowed) {
            throw new IllegalArgumentException(name + "[" + row + "]: " + value + "; allowed: " + what);
        }
    }

    private static JudgedRows chosen(int[] rows, float[] scores, float[] labels, float[] weights, int[] groups) {
        int[] chosenGroups = null;
        if (groups != null) {
            chosenGroups = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                chosenGroups[i] = groups[rows[i]];
            }
        }
        return new JudgedRows(
                chosen(rows, scores),
                chosen(rows, labels),
                weights == null ? null : chosen(rows, weights),
                chosenGroups);
    }

    private static float[] chosen(int[] rows, float[] values) {
        float[] chosen = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = values[rows[i]];
        }
        return chosen;
    }

    /**
     * The same rows, scored by another model.
     *
     * @param others finite, one for each of these rows
     * @throws IllegalArgumentException if they are not
     */
    public JudgedRows withScores(float[] others) {
        requireLength("scores", others.length, scores.length);
        for (int row = 0; row < others.length; row++) {
            require(Float.isFinite(others[row]), "scores", row, others[row], "finite");
        }
        return new JudgedRows(others, labels, weights, groups);
    }

    /**
     * Those of the rows, in that order.
     *
     * @param rows each from 0 to {@link #size()} - 1
     */
    public JudgedRows select(int[] rows) {
        return chosen(rows, scores, labels, weights, groups);
    }

    /** How many rows have a known label. */
    public int size() {
        return scores.length;
    }

    /** The score of a row. */
    public float score(int row) {
        return scores[row];
    }

    /** The label of a row, 0 to 1. */
    public float label(int row) {
        return labels[row];
    }

    /** How much a row counts, not negative. */
    public float weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /** The number of a row's group; negative if it is in none. */
    public int group(int row) {
        return groups == null ? -1 : groups[row];
    }

    /** Whether weights were given. */
    public boolean isWeighted() {
        return weights != null;
    }

    /** Whether groups were given. */
    public boolean isGrouped() {
        return groups != null;
    }

    /** Whether every score is from 0 to 1. */
    public boolean areProbabilities() {
        return probabilities;
    }

    /** The sum of the labels; weights do not count. */
    public double positives() {
        double sum = 0;
        for (float label : labels) {
            sum += label;
        }
        return sum;
    }

    /** For each row a number whose upper half orders it by score and whose lower half is the row; sorted upwards. */
    long[] byScore() {
        long[] sorted = byScore;
        if (sorted == null) {
            sorted = new long[scores.length];
            for (int row = 0; row < sorted.length; row++) {
                sorted[row] = (long) rank(scores[row]) << 32 | row;
            }
            Arrays.sort(sorted);
            byScore = sorted;
        }
        return sorted;
    }

    /** An integer ordered as the number is; both zeros give the same. */
    static int rank(float score) {
        int bits = Float.floatToRawIntBits(score + 0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    /** The rows of each group. */
    Grouping grouping() {
        Grouping made = grouping;
        if (made == null) {
            made = Grouping.of(groups);
            grouping = made;
        }
        return made;
    }
}
