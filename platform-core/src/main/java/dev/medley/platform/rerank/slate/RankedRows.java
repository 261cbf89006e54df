package dev.medley.platform.rerank.slate;

import dev.medley.platform.rerank.slate.Containment.Source;
import java.util.Arrays;

/**
 * The eligible rows in the order of what they are worth by themselves: value, prices, risk and bonus. A row's place in
 * that order is its position; {@link #LANES} positions make a block, which is looked at only if a row of it could win.
 */
final class RankedRows {
    /** Long enough for the compiler's vector loops, short enough that the last blocks are seldom looked at. */
    static final int LANES = 128;

    private static final int PASSES = 4;
    private static final int BUCKETS = 256;

    private SlateProblem problem;
    private int count;
    private int[] rowAt = new int[0];
    private int[] positionOf = new int[0];
    private double[] base = new double[0];
    private double[] rowBase = new double[0];
    private long[] keys = new long[0];
    private long[] sorted = new long[0];
    private final int[] starts = new int[PASSES * BUCKETS];
    private boolean[] isPlaced = new boolean[0];
    private int[] firstOpen = new int[0];

    void begin(SlateProblem newProblem, Containments containments) {
        problem = newProblem;
        int rows = problem.rows();
        grow(rows);
        count = 0;
        for (int row = 0; row < rows; row++) {
            positionOf[row] = -1;
            if (problem.isEligible(row)) {
                rowBase[row] = base(row, containments);
                keys[count++] = (long) ~ascending((float) rowBase[row]) << 32 | row;
            }
        }
        sortByHighHalf();
        for (int position = 0; position < count; position++) {
            int row = (int) keys[position];
            rowAt[position] = row;
            positionOf[row] = position;
            base[position] = rowBase[row];
        }
        Arrays.fill(isPlaced, 0, count, false);
        for (int block = 0; block < blocks(); block++) {
            firstOpen[block] = block * LANES;
        }
    }

    int count() {
        return count;
    }

    int blocks() {
        return (count + LANES - 1) / LANES;
    }

    int firstOf(int block) {
        return block * LANES;
    }

    int endOf(int block) {
        return Math.min(count, (block + 1) * LANES);
    }

    int row(int position) {
        return rowAt[position];
    }

    /** -1 if the row is not eligible. */
    int position(int row) {
        return positionOf[row];
    }

    /** What the row at that position is worth by itself. */
    double base(int position) {
        return base[position];
    }

    boolean isPlaced(int position) {
        return isPlaced[position];
    }

    /** No row of the block that has no place is worth more by itself; minus infinity if all have one. */
    double baseBound(int block) {
        int end = endOf(block);
        int first = firstOpen[block];
        while (first < end && isPlaced[first]) {
            first++;
        }
        firstOpen[block] = first;
        // The order is that of floats, in which two worths may be the same.
        return first < end ? Math.nextUp((float) base[first]) : Double.NEGATIVE_INFINITY;
    }

    void place(int position) {
        isPlaced[position] = true;
    }

    /** The parts of a base in the order in which they are added up. */
    private double base(int row, Containments containments) {
        double sum = containments.take(Source.VALUE, row, problem.values()[row]);
        for (int attribute = 0; attribute < problem.attributes(); attribute++) {
            float[] prices = problem.prices(attribute);
            int group = problem.groupOf(attribute)[row];
            if (prices != null && group != SlateProblem.NO_GROUP) {
                sum += containments.take(Source.PRICE, group, prices[group]);
            }
        }
        sum -= containments.take(Source.RISK, row, problem.risks()[row]);
        return sum + containments.take(Source.BONUS, row, problem.bonuses()[row]);
    }

    /** Bits that are ordered as the numbers are; minus zero is zero. */
    private static int ascending(float number) {
        int bits = Float.floatToRawIntBits(number + 0f);
        return bits ^ bits >> 31 & 0x7fffffff;
    }

    /**
     * By bytes from the lowest to the highest, each pass stable, so that rows stay in order where keys are equal. The
     * library's sort allocates.
     */
    private void sortByHighHalf() {
        Arrays.fill(starts, 0);
        for (int i = 0; i < count; i++) {
            for (int pass = 0; pass < PASSES; pass++) {
                starts[pass * BUCKETS + bucket(keys[i], pass)]++;
            }
        }
        for (int pass = 0; pass < PASSES; pass++) {
            int from = pass * BUCKETS;
            if (count > 0 && starts[from + bucket(keys[0], pass)] == count) {
                continue;
            }
            int start = 0;
            for (int bucket = from; bucket < from + BUCKETS; bucket++) {
                int entries = starts[bucket];
                starts[bucket] = start;
                start += entries;
            }
            for (int i = 0; i < count; i++) {
                sorted[starts[from + bucket(keys[i], pass)]++] = keys[i];
            }
            long[] kept = keys;
            keys = sorted;
            sorted = kept;
        }
    }

    private static int bucket(long key, int pass) {
        // The topmost bit is the sign: turned around, negative keys come first.
        return (int) ((key ^ Long.MIN_VALUE) >>> 32 + 8 * pass) & BUCKETS - 1;
    }

    private void grow(int rows) {
        if (rowAt.length < rows) {
            rowAt = new int[rows];
            positionOf = new int[rows];
            base = new double[rows];
            rowBase = new double[rows];
            keys = new long[rows];
            sorted = new long[rows];
            isPlaced = new boolean[rows];
            firstOpen = new int[rows / LANES + 1];
        }
    }
}
