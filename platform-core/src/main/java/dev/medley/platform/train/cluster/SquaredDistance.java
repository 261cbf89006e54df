package dev.medley.platform.train.cluster;

/** The square of the Euclidean distance, in double: 0 for equal vectors alone. */
final class SquaredDistance {
    private SquaredDistance() {}

    static double of(float[] left, int leftFrom, float[] right, int rightFrom, int width) {
        // Four sums that do not wait for each other.
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 3 < width; i += 4) {
            double a = (double) left[leftFrom + i] - right[rightFrom + i];
            double b = (double) left[leftFrom + i + 1] - right[rightFrom + i + 1];
            double c = (double) left[leftFrom + i + 2] - right[rightFrom + i + 2];
            double d = (double) left[leftFrom + i + 3] - right[rightFrom + i + 3];
            first += a * a;
            second += b * b;
            third += c * c;
            fourth += d * d;
        }
        for (; i < width; i++) {
            double a = (double) left[leftFrom + i] - right[rightFrom + i];
            first += a * a;
        }
        return first + second + (third + fourth);
    }
}
