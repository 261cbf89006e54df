package dev.medley.platform.train.torch;

import java.util.SplittableRandom;

/** A table of vectors that learns by Adagrad (Duchi, Hazan and Singer 2011), a step for each element. One thread. */
final class EmbeddingRows {
    private static final float TINY = 1e-8f;

    final int width;
    final float[] weights;
    final float[] squares;

    EmbeddingRows(int rows, int width, double spread, double start, long seed) {
        this.width = width;
        weights = new float[Math.multiplyExact(rows, width)];
        squares = new float[weights.length];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() * spread);
            squares[i] = (float) start;
        }
    }

    /** Sets elements {@code from .. to} of all rows to 0. */
    void clear(int from, int to) {
        for (int at = 0; at < weights.length; at += width) {
            java.util.Arrays.fill(weights, at + from, at + to, 0);
        }
    }

    /** A step of elements {@code from .. to} of a row. */
    void step(int row, int from, int to, float[] gradients, int at, float pull, float rate) {
        int base = row * width;
        for (int i = from; i < to; i++) {
            float gradient = gradients[at + i] + pull * weights[base + i];
            squares[base + i] += gradient * gradient;
            weights[base + i] -= rate * gradient / ((float) Math.sqrt(squares[base + i]) + TINY);
        }
    }
}
