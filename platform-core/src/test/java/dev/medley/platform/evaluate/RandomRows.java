package dev.medley.platform.evaluate;

import java.util.Random;

/** Small random cases: with ties, unknown labels, soft labels, weights that may be 0, and rows in no group. */
record RandomRows(float[] scores, float[] labels, float[] weights, int[] groups) {
    static RandomRows of(Random random, boolean soft) {
        int size = random.nextInt(30);
        float[] scores = new float[size];
        float[] labels = new float[size];
        float[] weights = random.nextBoolean() ? new float[size] : null;
        int[] groups = random.nextInt(4) > 0 ? new int[size] : null;
        int different = 1 + random.nextInt(12);
        for (int row = 0; row < size; row++) {
            scores[row] = (float) random.nextInt(different + 1) / different;
            labels[row] = soft ? random.nextInt(5) / 4f : random.nextInt(2);
            if (random.nextInt(8) == 0) {
                labels[row] = Float.NaN;
            }
            if (weights != null) {
                weights[row] = random.nextInt(4) / 2f;
            }
            if (groups != null) {
                groups[row] = random.nextInt(6) - 1;
            }
        }
        return new RandomRows(scores, labels, weights, groups);
    }

    JudgedRows judged() {
        return JudgedRows.of(scores, labels, weights, groups);
    }

    float weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    int group(int row) {
        return groups == null ? -1 : groups[row];
    }

    boolean isKnown(int row) {
        return !Float.isNaN(labels[row]);
    }

    int size() {
        return scores.length;
    }
}
