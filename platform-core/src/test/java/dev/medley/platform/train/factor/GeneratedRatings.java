package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.Factors;
import java.util.Random;

/** Ratings with tastes in them: a few hidden axes, biases and noise, each pair rated with a chance. */
final class GeneratedRatings {
    final RatingMatrix learnt;
    final RatingMatrix held;

    /** A fifth of the rows is held out. */
    GeneratedRatings(long seed, int users, int items, int axes, double share) {
        Random random = new Random(seed);
        double[][] tastes = normal(random, users, axes + 1);
        double[][] traits = normal(random, items, axes + 1);
        int most = users * items;
        int[] user = new int[most];
        int[] item = new int[most];
        float[] value = new float[most];
        int count = 0;
        for (int u = 0; u < users; u++) {
            for (int i = 0; i < items; i++) {
                if (random.nextDouble() >= share) {
                    continue;
                }
                double mark = 3.5 + 0.4 * tastes[u][axes] + 0.4 * traits[i][axes] + 0.3 * random.nextGaussian();
                for (int axis = 0; axis < axes; axis++) {
                    mark += 0.8 * tastes[u][axis] * traits[i][axis];
                }
                user[count] = u;
                item[count] = i;
                value[count++] = (float) mark;
            }
        }
        boolean[] first = new boolean[count];
        boolean[] second = new boolean[count];
        for (int row = 0; row < count; row++) {
            first[row] = random.nextInt(5) != 0;
            second[row] = !first[row];
        }
        RatingMatrix all = new RatingMatrix(
                java.util.Arrays.copyOf(user, count),
                java.util.Arrays.copyOf(item, count),
                java.util.Arrays.copyOf(value, count),
                users,
                items);
        learnt = all.where(first);
        held = all.where(second);
    }

    private static double[][] normal(Random random, int rows, int columns) {
        double[][] numbers = new double[rows][columns];
        for (double[] row : numbers) {
            for (int column = 0; column < columns; column++) {
                row[column] = random.nextGaussian();
            }
        }
        return numbers;
    }

    /** The same with 1 for what is above 3.5 and 0 for the rest. */
    static RatingMatrix liked(RatingMatrix ratings) {
        float[] liked = new float[ratings.rowCount()];
        for (int row = 0; row < liked.length; row++) {
            liked[row] = ratings.value(row) > 3.5f ? 1 : 0;
        }
        return ratings.withValues(liked);
    }

    /** The root of the mean squared difference between scores and values. */
    static double error(Factors factors, RatingMatrix rows) {
        double sum = 0;
        for (int row = 0; row < rows.rowCount(); row++) {
            double miss = factors.score(rows.user(row), rows.item(row)) - rows.value(row);
            sum += miss * miss;
        }
        return Math.sqrt(sum / rows.rowCount());
    }

    /** How often the side of the score is that of the value, 1 or 0. */
    static double rightSides(Factors factors, RatingMatrix rows) {
        int right = 0;
        for (int row = 0; row < rows.rowCount(); row++) {
            right += factors.score(rows.user(row), rows.item(row)) > 0 == rows.value(row) > 0.5f ? 1 : 0;
        }
        return (double) right / rows.rowCount();
    }
}
