package dev.medley.platform.score.factor;

import dev.medley.platform.score.Logistic;

/** The few loops that all learners spend their time in, over slices of float arrays. */
public final class Vectors {
    private Vectors() {}

    /** The inner product of two slices; eight sums side by side, so that no addition waits for the one before. */
    public static float dot(float[] left, int leftStart, float[] right, int rightStart, int length) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int i = 0;
        for (; i <= length - 8; i += 8) {
            int l = leftStart + i;
            int r = rightStart + i;
            a += left[l] * right[r];
            b += left[l + 1] * right[r + 1];
            c += left[l + 2] * right[r + 2];
            d += left[l + 3] * right[r + 3];
            e += left[l + 4] * right[r + 4];
            f += left[l + 5] * right[r + 5];
            g += left[l + 6] * right[r + 6];
            h += left[l + 7] * right[r + 7];
        }
        float sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
        for (; i < length; i++) {
            sum += left[leftStart + i] * right[rightStart + i];
        }
        return sum;
    }

    /** Adds {@code factor * from} to {@code to}. */
    public static void addScaled(float[] to, int toStart, float factor, float[] from, int fromStart, int length) {
        for (int i = 0; i < length; i++) {
            to[toStart + i] += factor * from[fromStart + i];
        }
    }

    /** Replaces {@code to} by {@code keep * to - factor * from}. */
    public static void move(float[] to, int toStart, float keep, float factor, float[] from, int length) {
        for (int i = 0; i < length; i++) {
            to[toStart + i] = keep * to[toStart + i] - factor * from[i];
        }
    }

    /** Replaces each number by its logistic function, 0 to 1. */
    public static void squash(float[] numbers, int start, int length) {
        for (int i = start; i < start + length; i++) {
            numbers[i] = Logistic.of(numbers[i]);
        }
    }
}
