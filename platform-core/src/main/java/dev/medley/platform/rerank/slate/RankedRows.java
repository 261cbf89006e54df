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

    private SlateProblem problem;
    private int count;
    private int[] rowAt = new int[0];
    private int[] positionOf = new int[0];
    private double[] base = new double[0];
    private double[] rowBase = new double[0];
    private long[] keys = new long[0];
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
        Arrays.sort(keys, 0, count);
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

    private void grow(int rows) {
        if (rowAt.length < rows) {
            rowAt = new int[rows];
            positionOf = new int[rows];
            base = new double[rows];
            rowBase = new double[rows];
            keys = new long[rows];
            isPlaced = new boolean[rows];
            firstOpen = new int[rows / LANES + 1];
        }
    }
}
