package dev.medley.platform.score.calibrate;

import dev.medley.platform.evaluate.JudgedRows;
import java.util.Arrays;

/**
 * A line through knots, each the mean of rows of similar score: isotonic regression as Zadrozny and Elkan 2002,
 * "Transforming classifier scores into accurate multiclass probability estimates", but without its flat steps, which
 * would tie what the model orders. Beyond the first and the last knot the odds change by the same factor as there.
 */
public final class IsotonicCalibration implements Calibration {
    /** At most so many knots. */
    public static final int MAX_KNOTS = 200;

    static final float KIND = 2;

    /** Each knot is drawn to the model's own probability as if by so many rows: few rows make no certainty. */
    private static final double DRAWING_ROWS = 10;
    /** More blocks than these are put together by mass before the nearest are, which takes their square. */
    private static final int MAX_BLOCKS = 2_000;

    private final float[] knots;
    private final float[] values;
    private final double firstFactor;
    private final double lastFactor;

    /**
     * Of the knots and what each becomes.
     *
     * @param knots rising, above 0 and below 1, 1 to {@value #MAX_KNOTS} of them; copied
     * @param values one for each, never falling, above 0 and below 1; copied
     * @throws IllegalArgumentException if they are not so
     */
    public IsotonicCalibration(float[] knots, float[] values) {
        if (knots.length < 1 || knots.length > MAX_KNOTS) {
            throw new IllegalArgumentException("knots: " + knots.length + "; allowed: 1 to " + MAX_KNOTS);
        }
        if (values.length != knots.length) {
            throw new IllegalArgumentException(
                    "values: " + values.length + "; allowed: one for each of the " + knots.length + " knots");
        }
        for (int i = 0; i < knots.length; i++) {
            require(
                    knots[i] > (i == 0 ? 0 : knots[i - 1]) && knots[i] < 1,
                    "knots",
                    i,
                    knots[i],
                    "above the one before");
            require(
                    values[i] > 0 && values[i] >= (i == 0 ? 0 : values[i - 1]) && values[i] < 1,
                    "values",
                    i,
                    values[i],
                    "not below the one before");
        }
        this.knots = knots.clone();
        this.values = values.clone();
        int last = knots.length - 1;
        firstFactor = odds(values[0]) / odds(knots[0]);
        lastFactor = odds(values[last]) / odds(knots[last]);
    }

    private static void require(boolean allowed, String name, int index, float value, String what) {
        if (!allowed) {
            throw new IllegalArgumentException(
                    name + "[" + index + "]: " + value + "; allowed: above 0, below 1, and " + what);
        }
    }

    private static double odds(double probability) {
        return probability / (1 - probability);
    }

    @Override
    public float apply(float probability) {
        int last = knots.length - 1;
        if (probability <= knots[0]) {
            return Math.min(values[0], scaled(probability, firstFactor));
        }
        if (probability >= knots[last]) {
            return Math.max(values[last], scaled(probability, lastFactor));
        }
        int below = 0;
        int above = last;
        while (above - below > 1) {
            int middle = (below + above) >>> 1;
            if (knots[middle] <= probability) {
                below = middle;
            } else {
                above = middle;
            }
        }
        double share = ((double) probability - knots[below]) / ((double) knots[above] - knots[below]);
        double value = values[below] + share * ((double) values[above] - values[below]);
        return Math.min(values[above], (float) value);
    }

    /** Odds times a factor; written so that each rounded step rises with the probability. */
    private static float scaled(double probability, double factor) {
        return (float) (1 / (1 + (1 - probability) / (factor * probability)));
    }

    @Override
    public float[] toArray() {
        float[] numbers = new float[1 + 2 * knots.length];
        numbers[0] = KIND;
        System.arraycopy(knots, 0, numbers, 1, knots.length);
        System.arraycopy(values, 0, numbers, 1 + knots.length, values.length);
        return numbers;
    }

    /** Where the knots are; a copy. */
    public float[] knots() {
        return knots.clone();
    }

    /** What each knot becomes; a copy. */
    public float[] values() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IsotonicCalibration that
                && Arrays.equals(knots, that.knots)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(knots) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "IsotonicCalibration[" + knots.length + " knots]";
    }

    /** Neighbouring rows put together: sums by weight. */
    private static final class Blocks {
        double[] weights;
        double[] scores;
        double[] labels;
        int count;

        Blocks(int capacity) {
            weights = new double[capacity];
            scores = new double[capacity];
            labels = new double[capacity];
        }

        void open() {
            weights[count] = 0;
            scores[count] = 0;
            labels[count] = 0;
            count++;
        }

        /** Adds to the last one. */
        void add(double weight, double score, double label) {
            weights[count - 1] += weight;
            scores[count - 1] += score;
            labels[count - 1] += label;
        }

        /** Puts those together that isotonic regression gives the same value. */
        Blocks pooled() {
            double[] means = new double[count];
            for (int i = 0; i < count; i++) {
                means[i] = labels[i] / weights[i];
            }
            double[] fitted = Isotonic.fit(means, Arrays.copyOf(weights, count));
            Blocks pooled = new Blocks(count);
            for (int i = 0; i < count; i++) {
                if (i == 0 || fitted[i] != fitted[i - 1]) {
                    pooled.open();
                }
                pooled.add(weights[i], scores[i], labels[i]);
            }
            return pooled;
        }

        /** Puts neighbours together into blocks of about the same weight. */
        Blocks byMass(int most) {
            double all = 0;
            for (int i = 0; i < count; i++) {
                all += weights[i];
            }
            Blocks merged = new Blocks(most);
            double below = 0;
            int last = -1;
            for (int i = 0; i < count; i++) {
                int bin = Math.min(most - 1, (int) ((below + weights[i] / 2) / all * most));
                if (bin > last) {
                    merged.open();
                    last = bin;
                }
                merged.add(weights[i], scores[i], labels[i]);
                below += weights[i];
            }
            return merged;
        }

        /** Puts the neighbours together that lose the least squares by it, until so many are left. */
        void mergeNearest(int most) {
            while (count > most) {
                int best = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int i = 0; i + 1 < count; i++) {
                    double apart = labels[i] / weights[i] - labels[i + 1] / weights[i + 1];
                    double lost = weights[i] * weights[i + 1] / (weights[i] + weights[i + 1]) * apart * apart;
                    if (lost < least) {
                        least = lost;
                        best = i;
                    }
                }
                merge(best);
            }
        }

        /** Puts one and the next together. */
        void merge(int block) {
            for (double[] sums : new double[][] {weights, scores, labels}) {
                sums[block] += sums[block + 1];
                System.arraycopy(sums, block + 2, sums, block + 1, count - block - 2);
            }
            count--;
        }
    }

    /**
     * The knots of those rows; rows of the same score go together.
     *
     * @param rows with probabilities, any number of them
     * @return null without weight
     */
    public static IsotonicCalibration fit(JudgedRows rows) {
        Blocks atoms = atoms(rows);
        if (atoms.count == 0) {
            return null;
        }
        double all = 0;
        for (int i = 0; i < atoms.count; i++) {
            all += atoms.weights[i];
        }
        Blocks blocks = atoms.pooled();
        if (blocks.count > MAX_BLOCKS) {
            blocks = blocks.byMass(MAX_BLOCKS);
        }
        blocks.mergeNearest(MAX_KNOTS);
        double drawing = DRAWING_ROWS * all / rows.size();
        for (int i = 0; i < blocks.count; i++) {
            double score = blocks.scores[i] / blocks.weights[i];
            blocks.weights[i] += drawing;
            blocks.scores[i] += drawing * score;
            blocks.labels[i] += drawing * score;
        }
        // Drawn to their scores, small blocks may have come to lie below ones before them.
        blocks = blocks.pooled();
        float[] knots = new float[blocks.count];
        float[] values = new float[blocks.count];
        int count = 0;
        for (int i = 0; i < blocks.count; i++) {
            float knot = kept(blocks.scores[i] / blocks.weights[i]);
            float value = kept(blocks.labels[i] / blocks.weights[i]);
            // Two knots that are the same float: one point of a line has one value.
            if (count == 0 || knot > knots[count - 1]) {
                knots[count] = knot;
                values[count] = count == 0 ? value : Math.max(value, values[count - 1]);
                count++;
            }
        }
        return new IsotonicCalibration(Arrays.copyOf(knots, count), Arrays.copyOf(values, count));
    }

    private static float kept(double probability) {
        return (float) Math.clamp(probability, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY);
    }

    /** The rows by rising score, those of the same score together, without those that do not count. */
    private static Blocks atoms(JudgedRows rows) {
        long[] sorted = new long[rows.size()];
        for (int row = 0; row < sorted.length; row++) {
            // Not negative, so a float's bits are ordered as it is; adding 0 makes the two zeros one.
            sorted[row] = (long) Float.floatToRawIntBits(rows.score(row) + 0f) << 32 | row;
        }
        Arrays.sort(sorted);
        Blocks atoms = new Blocks(sorted.length);
        long last = -1;
        for (long key : sorted) {
            int row = (int) key;
            double weight = rows.weight(row);
            if (weight > 0) {
                if (key >> 32 != last) {
                    atoms.open();
                    last = key >> 32;
                }
                atoms.add(weight, weight * rows.score(row), weight * rows.label(row));
            }
        }
        return atoms;
    }
}
