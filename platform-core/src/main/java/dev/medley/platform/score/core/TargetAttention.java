package dev.medley.platform.score.core;

import java.util.Arrays;

/**
 * Attention of candidates over the newest interactions, a block of rows at once. Neither keys nor values are projected
 * one by one: a head's key matrix is part of its query's, its value matrix is part of the one behind it, so that an
 * interaction costs two products a head. All rows of a call read the same interactions, so scores and sums are products
 * with the matrix of these. One thread.
 */
final class TargetAttention {
    static final int HEADS = 2;

    private final int d;
    private final int shortEvents;
    private final HistoryVectors history;
    private final float[][] query;
    private final float[][] attended;
    private final float[][] scores;
    /** For each interaction 1 for the rows that read it, 0 for the others; made for the first block that needs it. */
    private float[][] read;

    private final float[] most;
    private final float[] total;
    private final int[] powers;

    /** Of the block's rows. */
    private int rows;
    /** The newest interactions that some row reads. */
    private int window;
    /** Whether some row passes some of them over. */
    private boolean partly;

    /** @param capacity the most rows that a block has */
    TargetAttention(int d, int shortEvents, HistoryVectors history, int capacity) {
        this.d = d;
        this.shortEvents = shortEvents;
        this.history = history;
        query = new float[HEADS * d][capacity];
        attended = new float[HEADS * d][capacity];
        scores = new float[history.count][capacity];
        most = new float[capacity];
        total = new float[capacity];
        powers = new int[capacity];
    }

    /** Turns to the next block: a row reads the newest interactions with other items than its own. */
    void take(InputBlock block) {
        rows = block.count;
        int usual = Math.min(history.count, shortEvents);
        window = usual;
        partly = false;
        for (int row = 0; row < rows; row++) {
            if (history.has(block.keys[row])) {
                partly = true;
                window = Math.max(window, history.window(block.keys[row], shortEvents));
            }
        }
        if (!partly) {
            return;
        }
        if (read == null) {
            read = new float[history.count][most.length];
        }
        for (int place = 0; place < window; place++) {
            Arrays.fill(read[place], 0, rows, place < usual ? 1 : 0);
        }
        for (int row = 0; row < rows; row++) {
            if (history.has(block.keys[row])) {
                int own = history.window(block.keys[row], shortEvents);
                for (int place = 0; place < window; place++) {
                    read[place][row] = place < own && !history.isOf(place, block.keys[row]) ? 1 : 0;
                }
            }
        }
    }

    /** Adds what the targets find in the history to {@code d} features; nothing where there is nothing to read. */
    void attend(float[][] target, float[] weights, int queryAt, int outAt, float[][] found, int foundAt) {
        DenseBlock.clear(query, 0, HEADS * d, rows);
        DenseBlock.clear(attended, 0, HEADS * d, rows);
        DenseBlock.multiplyAdd(target, 0, d, weights, queryAt, HEADS * d, query, 0, rows);
        for (int head = 0; head < HEADS; head++) {
            shares(head * d);
            DenseBlock.multiplyAdd(scores, 0, window, history.rows, 0, d, attended, head * d, rows);
        }
        DenseBlock.multiplyAdd(attended, 0, HEADS * d, weights, outAt, d, found, foundAt, rows);
    }

    private void shares(int queryFrom) {
        DenseBlock.clear(scores, 0, window, rows);
        DenseBlock.multiplyAdd(query, queryFrom, d, history.columns, 0, history.count, window, scores, 0, rows);
        // One key of zeros is always there: who has nothing alike in the history attends to nothing.
        Arrays.fill(most, 0, rows, 0);
        for (int place = 0; place < window; place++) {
            if (partly) {
                // What is not read then is at most the greatest score, as the key of zeros is.
                multiply(scores[place], read[place], rows);
            }
            DenseBlock.maximum(scores[place], most, rows);
        }
        Arrays.fill(total, 0, rows, 0);
        DenseBlock.exponentials(total, most, powers, rows);
        for (int place = 0; place < window; place++) {
            DenseBlock.exponentials(scores[place], most, powers, rows);
            if (partly) {
                multiply(scores[place], read[place], rows);
            }
            sum(scores[place], total, rows);
        }
        invert(total, rows);
        for (int place = 0; place < window; place++) {
            multiply(scores[place], total, rows);
        }
    }

    private static void multiply(float[] x, float[] factors, int rows) {
        for (int r = 0; r < rows; r++) {
            x[r] *= factors[r];
        }
    }

    private static void sum(float[] x, float[] total, int rows) {
        for (int r = 0; r < rows; r++) {
            total[r] += x[r];
        }
    }

    private static void invert(float[] x, int rows) {
        for (int r = 0; r < rows; r++) {
            x[r] = 1 / x[r];
        }
    }
}
