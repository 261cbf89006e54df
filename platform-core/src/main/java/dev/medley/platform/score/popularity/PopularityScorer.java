package dev.medley.platform.score.popularity;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.weights.Tensors;
import java.io.IOException;

/**
 * Sorts by one statistic: the baseline in every table. Its "probability" rises with the statistic and means nothing else,
 * {@code 1/2 + x / (2 (1 + |x|))}; a statistic that is missing gives 0. Immutable; any thread.
 */
public final class PopularityScorer implements Scorer {
    private final int column;
    private final int tasks;

    /**
     * A scorer.
     *
     * @param column number of the statistic
     * @param tasks how many tasks are given the same answer, at least 1
     */
    public PopularityScorer(int column, int tasks) {
        if (column < 0) {
            throw new IllegalArgumentException("column: " + column + " is not allowed; 0 and more are");
        }
        if (tasks < 1) {
            throw new IllegalArgumentException("tasks: " + tasks + " is not allowed; 1 and more are");
        }
        this.column = column;
        this.tasks = tasks;
    }

    /**
     * Reads what {@link #tensors} gave.
     *
     * @throws IOException if something is missing, misshapen or out of its range; the message names it
     */
    public static PopularityScorer of(Tensors tensors) throws IOException {
        try {
            return new PopularityScorer(tensors.int32("column", 1)[0], tensors.int32("tasks", 1)[0]);
        } catch (IllegalArgumentException e) {
            throw new IOException("popularity: " + e.getMessage(), e);
        }
    }

    @Override
    public Tensors tensors() {
        return Tensors.builder()
                .int32("column", new int[] {column}, 1)
                .int32("tasks", new int[] {tasks}, 1)
                .build();
    }

    @Override
    public void score(RequestRows rows, float[][] probabilities) {
        if (column >= rows.width()) {
            throw new IllegalArgumentException(
                    "statistics: rows of width " + rows.width() + " given; column " + column + " is asked for");
        }
        float[] first = probabilities[0];
        for (int row = 0; row < rows.count(); row++) {
            first[row] = squash(rows.statistics()[row * rows.width() + column]);
        }
        for (int task = 1; task < tasks; task++) {
            System.arraycopy(first, 0, probabilities[task], 0, rows.count());
        }
    }

    /** By algebra, not by the logistic function: that would round great counts to 1 and lose their order sooner. */
    private static float squash(float statistic) {
        if (Float.isNaN(statistic)) {
            return 0;
        }
        if (Float.isInfinite(statistic)) {
            return statistic > 0 ? 1 : 0;
        }
        double x = statistic;
        return (float) (0.5 + x / (2 * (1 + Math.abs(x))));
    }

    @Override
    public int historyRead() {
        return 0;
    }

    @Override
    public Cost cost() {
        return new Cost(0, 0, 1);
    }
}
