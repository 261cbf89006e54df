package dev.medley.platform.evaluate.compare;

import dev.medley.platform.evaluate.slate.RowLabels;
import java.util.Arrays;
import java.util.Random;

/** Small cases by chance, and cases that are said in full. */
final class RandomCases {
    private RandomCases() {}

    /** One attribute; now and then equal values, equal vectors and rows that are not eligible. */
    static SlateCase of(Random random, int number, int rows, int places, int width, int groups) {
        float[] values = new float[rows];
        boolean[] eligible = new boolean[rows];
        float[] vectors = new float[rows * width];
        int[] group = new int[rows];
        int[][] categories = new int[rows][];
        int labels = 4;
        for (int row = 0; row < rows; row++) {
            values[row] = random.nextInt(4) == 0 ? 0.5f : random.nextFloat();
            eligible[row] = random.nextInt(8) > 0;
            group[row] = random.nextInt(groups);
            categories[row] =
                    random.ints(random.nextInt(3), 0, labels).distinct().toArray();
            double length = 0;
            for (int k = 0; k < width; k++) {
                vectors[row * width + k] = (float) random.nextGaussian();
                length += vectors[row * width + k] * vectors[row * width + k];
            }
            for (int k = 0; k < width; k++) {
                vectors[row * width + k] /= (float) Math.sqrt(length);
            }
            if (row > 0 && random.nextInt(10) == 0) {
                System.arraycopy(vectors, 0, vectors, row * width, width);
            }
        }
        double[] interests = random.doubles(labels).map(x -> x < 0.3 ? 0 : x).toArray();
        double sum = Arrays.stream(interests).sum();
        for (int label = 0; label < labels && sum > 0; label++) {
            interests[label] /= sum;
        }
        return SlateCase.of(
                number,
                places,
                values,
                eligible,
                vectors,
                width,
                new int[][] {group},
                RowLabels.of(categories, labels),
                interests);
    }

    /** Of values and groups alone; all rows are eligible and alike. */
    static SlateCase of(int number, int places, float[] values, int[] group) {
        boolean[] eligible = new boolean[values.length];
        Arrays.fill(eligible, true);
        float[] vectors = new float[values.length];
        Arrays.fill(vectors, 1);
        return SlateCase.of(
                number,
                places,
                values,
                eligible,
                vectors,
                1,
                new int[][] {group},
                RowLabels.of(new int[values.length][0], 1),
                new double[1]);
    }

    /** What a method lays, alone. */
    static int[] lay(SlateMethod method, SlateCase slate) {
        method.begin(java.util.List.of(slate));
        return layNext(method, slate);
    }

    /** What a method lays that has begun. */
    static int[] layNext(SlateMethod method, SlateCase slate) {
        int[] order = new int[slate.places()];
        return Arrays.copyOf(order, method.lay(slate, order));
    }

    /** Shares by chance, none of them 0. */
    static double[] shares(Random random, int groups) {
        double[] shares = random.doubles(groups).map(x -> x + 0.01).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }
}
