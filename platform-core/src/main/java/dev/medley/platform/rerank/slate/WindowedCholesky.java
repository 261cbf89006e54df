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

    private float[] columns = new float[0];
    private float[] factors = new float[0];
    private float[] remainder = new float[0];
    private float[] scale = new float[0];
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
            remainder[position] = identity + likeness * likeness;
            greatestDiagonal = Math.max(greatestDiagonal, remainder[position]);
        }
        Arrays.fill(stepsOf, 0, rows.blocks(), -1);
    }

    /** Of rows in fresh blocks, what remains of the diagonal, never below {@code identity}. */
    float remainder(int position) {
        return Math.max(identity, remainder[position]);
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
        int end = rows.endOf(block);
        for (int position = rows.firstOf(block); position < end; position++) {
            most = Math.max(most, remainder[position]);
        }
        greatest[block] = most;
    }

    /** The row joins the window; its block is fresh. */
    void place(int position) {
        int block = position / LANES;
        int offset = block * rankMost * LANES + position % LANES;
        for (int i = 0; i < rank; i++) {
            own[i] = factors[offset + i * LANES];
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
        for (int i = 0; i < dimension; i++) {
            stepVector[steps * dimension + i] =
                    scale[position] == 0 ? 0 : scale[position] * problem.vectors()[row * dimension + i];
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
            float length = (float) Math.hypot(diagonal, below);
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
        int offset = block * rankMost * LANES;
        int last = stepRank[step];
        float[] leaving = lane;
        System.arraycopy(factors, offset, leaving, 0, LANES);
        for (int i = 1; i <= last; i++) {
            float cosine = stepCosine[step * rankMost + i];
            float sine = stepSine[step * rankMost + i];
            int from = offset + i * LANES;
            int to = from - LANES;
            for (int j = 0; j < LANES; j++) {
                float kept = factors[from + j];
                float left = leaving[j];
                factors[to + j] = cosine * kept + sine * left;
                leaving[j] = cosine * left - sine * kept;
            }
        }
        int first = rows.firstOf(block);
        for (int j = 0; j < LANES; j++) {
            remainder[first + j] += leaving[j] * leaving[j];
        }
    }

    private void add(int block, int step) {
        int into = (block * rankMost + stepRank[step]) * LANES;
        float pivot = stepPivot[step];
        if (pivot == 0) {
            Arrays.fill(factors, into, into + LANES, 0);
            return;
        }
        int first = rows.firstOf(block);
        float[] sum = lane;
        Arrays.fill(sum, 0);
        subtractProducts(sum, columns, block * dimension * LANES, stepVector, step * dimension, dimension);
        for (int j = 0; j < LANES; j++) {
            sum[j] *= -scale[first + j];
        }
        subtractProducts(sum, factors, block * rankMost * LANES, stepFactor, step * rankMost, stepRank[step]);
        float inverse = 1 / pivot;
        for (int j = 0; j < LANES; j++) {
            float entry = sum[j] * inverse;
            factors[into + j] = entry;
            remainder[first + j] -= entry * entry;
        }
    }

    /** {@code sum[j] -= matrix[i][j] * by[i]} for all i: eight columns a pass, so that the sums are loaded seldom. */
    private static void subtractProducts(float[] sum, float[] matrix, int from, float[] by, int byFrom, int length) {
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            int column = from + i * LANES;
            int at = byFrom + i;
            float by0 = by[at];
            float by1 = by[at + 1];
            float by2 = by[at + 2];
            float by3 = by[at + 3];
            float by4 = by[at + 4];
            float by5 = by[at + 5];
            float by6 = by[at + 6];
            float by7 = by[at + 7];
            for (int j = 0; j < LANES; j++) {
                int k = column + j;
                sum[j] -= by0 * matrix[k]
                        + by1 * matrix[k + LANES]
                        + (by2 * matrix[k + 2 * LANES] + by3 * matrix[k + 3 * LANES])
                        + (by4 * matrix[k + 4 * LANES]
                                + by5 * matrix[k + 5 * LANES]
                                + (by6 * matrix[k + 6 * LANES] + by7 * matrix[k + 7 * LANES]));
            }
        }
        for (; i < length; i++) {
            int column = from + i * LANES;
            float factor = by[byFrom + i];
            for (int j = 0; j < LANES; j++) {
                sum[j] -= factor * matrix[column + j];
            }
        }
    }

    /** Turns the block's vectors into columns, and finds what scales them to length root of alpha times quality. */
    private void load(int block) {
        int first = rows.firstOf(block);
        int end = rows.endOf(block);
        int base = block * dimension * LANES;
        for (int position = first; position < first + LANES; position++) {
            int column = base + position - first;
            scale[position] = 0;
            if (position >= end) {
                for (int i = 0; i < dimension; i++) {
                    columns[column + i * LANES] = 0;
                }
                continue;
            }
            int from = rows.row(position) * dimension;
            float length = length(rows.row(position), from);
            if (length > 0) {
                scale[position] = rootAlpha * quality[position] / length;
            }
            for (int i = 0; i < dimension; i++) {
                columns[column + i * LANES] = length > 0 ? problem.vectors()[from + i] : 0;
            }
        }
    }

    /** 0 for a row without a vector that can be used. */
    private float length(int row, int from) {
        double square = 0;
        for (int i = 0; i < dimension; i++) {
            float component = problem.vectors()[from + i];
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
        columns = atLeast(columns, blocks * dimension * LANES);
        factors = atLeast(factors, blocks * rankMost * LANES);
        remainder = atLeast(remainder, blocks * LANES);
        scale = atLeast(scale, blocks * LANES);
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

    private static float[] atLeast(float[] array, int length) {
        return array.length < length ? new float[length] : array;
    }
}
