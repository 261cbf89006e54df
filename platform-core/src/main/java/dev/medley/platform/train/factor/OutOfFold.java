package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.Bounds;
import dev.medley.platform.score.factor.Factors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Scores for the very rows that are learnt from, each by a learner that did not see the row's fold: a model that is
 * learnt on top of them sees what it will see when serving (stacked generalisation; Wolpert, Neural Networks 1992).
 *
 * @param scores one for each row, by the factors of the other folds
 * @param factors learnt from all rows, for serving
 * @param <F> what the learner learns
 */
public record OutOfFold<F extends Factors>(float[] scores, F factors) {
    private static final int MOST_FOLDS = 100;
    private static final int MOST_THREADS = 64;

    /** Checks that nothing is missing. */
    public OutOfFold {
        Objects.requireNonNull(scores, "scores");
        Objects.requireNonNull(factors, "factors");
    }

    /**
     * The row's fold: a hash of seed and row, so that it depends on nothing that was told of other rows.
     *
     * @param seed of the split
     * @param row not negative
     * @param folds how many, 2 to 100
     * @return from 0 to {@code folds - 1}
     */
    public static int foldOf(long seed, int row, int folds) {
        Bounds.require("folds", folds, 2, MOST_FOLDS);
        long hash = Draws.mix(Draws.mix(seed) + row * 0x9E3779B97F4A7C15L);
        return (int) Long.remainderUnsigned(hash, folds);
    }

    /**
     * Learns {@code folds + 1} times. The result does not depend on {@code threads}, the memory does: each thread holds
     * a learner's work.
     *
     * @param matrix the rows
     * @param learner how to learn
     * @param folds how many, 2 to 100; five is usual
     * @param seed of the split
     * @param threads how many fits run at once, 1 to 64
     * @throws IllegalStateException if the thread was interrupted; the mark of the interrupt stays
     */
    public static <F extends Factors> OutOfFold<F> fit(
            RatingMatrix matrix, Learner<F> learner, int folds, long seed, int threads) {
        Objects.requireNonNull(learner, "learner");
        Bounds.require("folds", folds, 2, MOST_FOLDS);
        Bounds.require("threads", threads, 1, MOST_THREADS);
        int[] fold = new int[matrix.rowCount()];
        for (int row = 0; row < fold.length; row++) {
            fold[row] = foldOf(seed, row, folds);
        }
        float[] scores = new float[fold.length];
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, folds + 1))) {
            Future<F> whole = pool.submit(() -> learner.fit(matrix));
            List<Future<?>> parts = new ArrayList<>();
            for (int left = 0; left < folds; left++) {
                int own = left;
                parts.add(pool.submit(() -> scoreFold(matrix, learner, fold, own, scores)));
            }
            try {
                for (Future<?> part : parts) {
                    part.get();
                }
                return new OutOfFold<>(scores, whole.get());
            } catch (InterruptedException interrupted) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while learning out of fold", interrupted);
            } catch (ExecutionException failed) {
                pool.shutdownNow();
                if (failed.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                if (failed.getCause() instanceof Error cause) {
                    throw cause;
                }
                throw new IllegalStateException(failed.getCause());
            }
        }
    }

    private static <F extends Factors> void scoreFold(
            RatingMatrix matrix, Learner<F> learner, int[] fold, int own, float[] scores) {
        boolean[] others = new boolean[fold.length];
        for (int row = 0; row < fold.length; row++) {
            others[row] = fold[row] != own;
        }
        F factors = learner.fit(matrix.where(others));
        for (int row = 0; row < fold.length; row++) {
            if (fold[row] == own) {
                scores[row] = factors.score(matrix.user(row), matrix.item(row));
            }
        }
    }
}
