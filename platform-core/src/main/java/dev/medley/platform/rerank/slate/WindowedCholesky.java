package dev.medley.platform.rerank.slate;

import dev.medley.platform.rerank.slate.Containment.Source;
import java.util.Arrays;

/**
 * What remains of each row's diagonal entry of a kernel {@code A = identity * I + alpha * L} once the rows of a window
 * are known: the squared pivot of the next step of its Cholesky factorisation. Fast greedy MAP inference of Chen et al.
 * (NeurIPS 2018, arXiv 1709.05135): algorithm 1, and section 4 for the window, whose oldest row leaves by Givens
 * rotations, exactly.
 *
 * <p>A block's vectors and factors lie column by column, row beside row, so that each step is a loop over rows without
 * a sum in it: {@code dimension + rank} multiply-adds a row and place. A block takes the steps it has missed when it is
 * refreshed. Factors are floats.
 */
final class WindowedCholesky {
    private static final int LANES = RankedRows.LANES;
    /** Beside a diagonal of about 1 a pivot below it is rounding: its row is spanned by the others. */
    private static final float SPANNED = 1e-5f;

    /** Squared lengths up to it, and down to its inverse, are of vectors without a bad component. */
    private static final float UNSUSPICIOUS = 1e11f;

    private SlateProblem problem;
    private RankedRows rows;
    private Containments containments;
    private float identity;
    private float rootAlpha;
    private int dimension;
    /** Rows of the window at most. */
    private int rankMost;

    private int rank;
    private int steps;
    private int removals;
    /** Lower triangle of the window's rows, each {@link #rankMost} + 1 long. */
    private float[] factor = new float[0];

    // Arrays of LANES each, all read and written at the same index: only such loops does the compiler turn into
    // vectors.
    /** Of each block: its vectors, one array a component. */
    private float[][] columns = new float[0][];
    /** Of each block: its factors, one array a row of the window. */
    private float[][] factors = new float[0][];
    /** Of each block: what remains of the diagonal. */
    private float[][] remainder = new float[0][];
    /** Of each block: what turns a vector into one as long as the root of alpha times its quality. */
    private float[][] scale = new float[0][];

    private float[] quality = new float[0];
    private float greatestDiagonal;

    private int[] stepsOf = new int[0];
    private int[] removalsOf = new int[0];
    private float[] greatest = new float[0];

    private int[] stepRank = new int[0];
    private boolean[] stepRemoves = new boolean[0];
    private float[] stepFactor = new float[0];
    private float[] stepPivot = new float[0];
    private float[] stepCosine = new float[0];
    private float[] stepSine = new float[0];
    private float[] stepVector = new float[0];

    private final float[] lane = new float[LANES];
    private float[] own = new float[0];

    /**
     * @param newIdentity 0 or more
     * @param alpha above 0
     * @param window as in {@link SlateWeights}
     */
    void begin(
            SlateProblem newProblem,
            RankedRows newRows,
            Containments newContainments,
            double newIdentity,
            double alpha,
            int window) {
        problem = newProblem;
        rows = newRows;
        containments = newContainments;
        identity = (float) newIdentity;
        rootAlpha = (float) Math.sqrt(alpha);
        dimension = problem.vectors() == null ? 0 : problem.dimension();
        int places = Math.min(problem.places(), rows.count());
        rankMost = Math.max(1, window == 0 ? places : Math.min(places, window - 1));
        rank = 0;
        steps = 0;
        removals = 0;
        grow(places);
        greatestDiagonal = identity;
        for (int position = 0; position < rows.count(); position++) {
            int row = rows.row(position);
            quality[position] =
                    problem.qualities() == null ? 1 : containments.take(Source.QUALITY, row, problem.qualities()[row]);
            float likeness = rootAlpha * quality[position];
            float diagonal = identity + likeness * likeness;
            remainder[position / LANES][position % LANES] = diagonal;
            greatestDiagonal = Math.max(greatestDiagonal, diagonal);
        }
        Arrays.fill(stepsOf, 0, rows.blocks(), -1);
    }

    /** Of rows in fresh blocks, what remains of the diagonal, never below {@code identity}. */
    float remainder(int position) {
        return Math.max(identity, remainder[position / LANES][position % LANES]);
    }

    /** No row of the block has more; the block need not be fresh. */
    float bound(int block) {
        // While rows only come in, remainders only fall; one that leaves may raise them.
        return stepsOf[block] >= 0 && removalsOf[block] == removals ? greatest[block] : greatestDiagonal;
    }

    /** How many rows have left the window: until another one does, remainders only fall. */
    int removals() {
        return removals;
    }

    /** Takes the steps that the block has missed. */
    void refresh(int block) {
        if (stepsOf[block] == steps) {
            return;
        }
        if (stepsOf[block] < 0) {
            load(block);
            stepsOf[block] = 0;
        }
        for (int step = stepsOf[block]; step < steps; step++) {
            if (stepRemoves[step]) {
                remove(block, step);
            }
            add(block, step);
        }
        stepsOf[block] = steps;
        removalsOf[block] = removals;
        float most = identity;
        float[] left = remainder[block];
        for (int j = 0; j < rows.endOf(block) - rows.firstOf(block); j++) {
            most = Math.max(most, left[j]);
        }
        greatest[block] = most;
    }

    /** The row joins the window; its block is fresh. */
    void place(int position) {
        int block = position / LANES;
        for (int i = 0; i < rank; i++) {
            own[i] = factors[block * rankMost + i][position % LANES];
        }
        float left = remainder(position);
        boolean removes = rank == rankMost;
        stepRemoves[steps] = removes;
        if (removes) {
            left += rotate();
        }
        stepRank[steps] = rank;
        boolean isSpanned = left < SPANNED * (identity + rootAlpha * rootAlpha);
        float pivot = isSpanned ? 0 : (float) Math.sqrt(left);
        stepPivot[steps] = pivot;
        System.arraycopy(own, 0, stepFactor, steps * rankMost, rank);
        System.arraycopy(own, 0, factor, rank * (rankMost + 1), rank);
        factor[rank * (rankMost + 1) + rank] = pivot;
        int row = rows.row(position);
        float by = scale[block][position % LANES];
        for (int i = 0; i < dimension; i++) {
            stepVector[steps * dimension + i] = by == 0 ? 0 : by * problem.vectors()[row * dimension + i];
        }
        rank++;
        steps++;
    }

    /** Takes the window's oldest row out of the factor and of {@link #own}; what own's diagonal regains. */
    private float rotate() {
        int width = rankMost + 1;
        float first = own[0];
        for (int i = 1; i < rank; i++) {
            float diagonal = factor[i * width + i];
            float below = factor[i * width];
            float length = (float) Math.sqrt(diagonal * diagonal + below * below);
            float cosine = length == 0 ? 1 : diagonal / length;
            float sine = length == 0 ? 0 : below / length;
            stepCosine[steps * rankMost + i] = cosine;
            stepSine[steps * rankMost + i] = sine;
            for (int j = i; j < rank; j++) {
                float kept = factor[j * width + i];
                float leaving = factor[j * width];
                factor[j * width + i] = cosine * kept + sine * leaving;
                factor[j * width] = cosine * leaving - sine * kept;
            }
            float kept = own[i];
            own[i - 1] = cosine * kept + sine * first;
            first = cosine * first - sine * kept;
        }
        for (int i = 1; i < rank; i++) {
            System.arraycopy(factor, i * width + 1, factor, (i - 1) * width, i);
        }
        rank--;
        removals++;
        return first * first;
    }

    private void remove(int block, int step) {
        int last = stepRank[step];
        float[] leaving = lane;
        System.arraycopy(factors[block * rankMost], 0, leaving, 0, LANES);
        for (int i = 1; i <= last; i++) {
            float cosine = stepCosine[step * rankMost + i];
            float sine = stepSine[step * rankMost + i];
            rotate(factors[block * rankMost + i], leaving, factors[block * rankMost + i - 1], cosine, sine);
        }
        float[] left = remainder[block];
        for (int j = 0; j < LANES; j++) {
            left[j] += leaving[j] * leaving[j];
        }
    }

    private static void rotate(float[] from, float[] leaving, float[] to, float cosine, float sine) {
        for (int j = 0; j < LANES; j++) {
            float kept = from[j];
            float left = leaving[j];
            to[j] = cosine * kept + sine * left;
            leaving[j] = cosine * left - sine * kept;
        }
    }

    private void add(int block, int step) {
        float[] into = factors[block * rankMost + stepRank[step]];
        float pivot = stepPivot[step];
        if (pivot == 0) {
            Arrays.fill(into, 0);
            return;
        }
        Arrays.fill(into, 0);
        subtractProducts(into, columns, block * dimension, stepVector, step * dimension, dimension);
        multiply(into, scale[block], -1);
        subtractProducts(into, factors, block * rankMost, stepFactor, step * rankMost, stepRank[step]);
        subtractSquares(remainder[block], into, 1 / pivot);
    }

    private static void multiply(float[] sum, float[] by, float also) {
        for (int j = 0; j < LANES; j++) {
            sum[j] = sum[j] * by[j] * also;
        }
    }

    private static void subtractSquares(float[] left, float[] entry, float by) {
        for (int j = 0; j < LANES; j++) {
            float scaled = entry[j] * by;
            entry[j] = scaled;
            left[j] -= scaled * scaled;
        }
    }

    /** {@code sum[j] -= matrix[from + i][j] * by[i]} for all i: eight a pass, so that the sums are loaded seldom. */
    private static void subtractProducts(float[] sum, float[][] matrix, int from, float[] by, int byFrom, int length) {
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            subtractEight(sum, matrix, from + i, by, byFrom + i);
        }
        if (i + 4 <= length) {
            subtractFour(sum, matrix, from + i, by, byFrom + i);
            i += 4;
        }
        for (; i < length; i++) {
            float[] column = matrix[from + i];
            float factor = by[byFrom + i];
            for (int j = 0; j < LANES; j++) {
                sum[j] -= factor * column[j];
            }
        }
    }

    private static void subtractFour(float[] sum, float[][] matrix, int from, float[] by, int byFrom) {
        float[] column0 = matrix[from];
        float[] column1 = matrix[from + 1];
        float[] column2 = matrix[from + 2];
        float[] column3 = matrix[from + 3];
        float by0 = by[byFrom];
        float by1 = by[byFrom + 1];
        float by2 = by[byFrom + 2];
        float by3 = by[byFrom + 3];
        for (int j = 0; j < LANES; j++) {
            sum[j] -= by0 * column0[j] + by1 * column1[j] + (by2 * column2[j] + by3 * column3[j]);
        }
    }

    private static void subtractEight(float[] sum, float[][] matrix, int from, float[] by, int byFrom) {
        float[] column0 = matrix[from];
        float[] column1 = matrix[from + 1];
        float[] column2 = matrix[from + 2];
        float[] column3 = matrix[from + 3];
        float[] column4 = matrix[from + 4];
        float[] column5 = matrix[from + 5];
        float[] column6 = matrix[from + 6];
        float[] column7 = matrix[from + 7];
        float by0 = by[byFrom];
        float by1 = by[byFrom + 1];
        float by2 = by[byFrom + 2];
        float by3 = by[byFrom + 3];
        float by4 = by[byFrom + 4];
        float by5 = by[byFrom + 5];
        float by6 = by[byFrom + 6];
        float by7 = by[byFrom + 7];
        for (int j = 0; j < LANES; j++) {
            float first = by0 * column0[j] + by1 * column1[j] + (by2 * column2[j] + by3 * column3[j]);
            float second = by4 * column4[j] + by5 * column5[j] + (by6 * column6[j] + by7 * column7[j]);
            sum[j] -= first + second;
        }
    }

    /** Turns the block's vectors into columns. */
    private void load(int block) {
        int first = rows.firstOf(block);
        int count = rows.endOf(block) - first;
        int column = block * dimension;
        for (int j = 0; j < LANES; j++) {
            scale[block][j] = 0;
            int from = j < count ? rows.row(first + j) * dimension : 0;
            float length = j < count ? length(rows.row(first + j), from) : 0;
            if (length > 0) {
                scale[block][j] = rootAlpha * quality[first + j] / length;
            }
            float[] vectors = problem.vectors();
            for (int i = 0; i < dimension; i++) {
                columns[column + i][j] = length > 0 ? vectors[from + i] : 0;
            }
        }
    }

    /** 0 for a row without a vector that can be used. */
    private float length(int row, int from) {
        float[] vectors = problem.vectors();
        float square0 = 0;
        float square1 = 0;
        float square2 = 0;
        float square3 = 0;
        int i = from;
        int end = from + dimension;
        for (; i + 4 <= end; i += 4) {
            square0 += vectors[i] * vectors[i];
            square1 += vectors[i + 1] * vectors[i + 1];
            square2 += vectors[i + 2] * vectors[i + 2];
            square3 += vectors[i + 3] * vectors[i + 3];
        }
        for (; i < end; i++) {
            square0 += vectors[i] * vectors[i];
        }
        float square = square0 + square1 + (square2 + square3);
        if (square <= UNSUSPICIOUS && square >= 1 / UNSUSPICIOUS) {
            return (float) Math.sqrt(square);
        }
        return carefulLength(row, from);
    }

    /** Of a vector that is zero, tiny, huge or not finite. */
    private float carefulLength(int row, int from) {
        double square = 0;
        for (int i = from; i < from + dimension; i++) {
            float component = problem.vectors()[i];
            if (!Source.VECTOR.allows(component)) {
                containments.take(Source.VECTOR, row, component);
                return 0;
            }
            square += (double) component * component;
        }
        return (float) Math.sqrt(square);
    }

    private void grow(int places) {
        int blocks = rows.blocks();
        columns = lanes(columns, blocks * dimension);
        factors = lanes(factors, blocks * rankMost);
        remainder = lanes(remainder, blocks);
        scale = lanes(scale, blocks);
        quality = atLeast(quality, blocks * LANES);
        greatest = atLeast(greatest, blocks);
        if (stepsOf.length < blocks) {
            stepsOf = new int[blocks];
            removalsOf = new int[blocks];
        }
        if (stepRank.length < places) {
            stepRank = new int[places];
            stepRemoves = new boolean[places];
        }
        factor = atLeast(factor, rankMost * (rankMost + 1));
        own = atLeast(own, rankMost);
        stepFactor = atLeast(stepFactor, places * rankMost);
        stepCosine = atLeast(stepCosine, places * rankMost);
        stepSine = atLeast(stepSine, places * rankMost);
        stepPivot = atLeast(stepPivot, places);
        stepVector = atLeast(stepVector, places * dimension);
    }

    private static float[][] lanes(float[][] arrays, int count) {
        if (arrays.length >= count) {
            return arrays;
        }
        float[][] more = Arrays.copyOf(arrays, count);
        for (int i = arrays.length; i < count; i++) {
            more[i] = new float[LANES];
        }
        return more;
    }

    private static float[] atLeast(float[] array, int length) {
        return array.length < length ? new float[length] : array;
    }
}
