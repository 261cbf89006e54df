package dev.medley.testkit;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.request.RankRequest;
import java.util.List;

/** Stands for the platform's model. */
@FunctionalInterface
public interface TaskScoring {
    /**
     * The scores: one array a task, in the order of the tasks, each of length {@code batch.rowCount()}; each score a
     * probability, 0 to 1. A throw is a failing model.
     */
    float[][] score(RankRequest request, CandidateBatch batch, List<TaskId> tasks);

    /**
     * Scores that have nothing to do with anything, yet are the same in every run: a hash of item and task. Good enough
     * where a test is about rules and not about relevance.
     */
    static TaskScoring byHash() {
        return (request, batch, tasks) -> {
            float[][] scores = new float[tasks.size()][batch.rowCount()];
            for (int task = 0; task < tasks.size(); task++) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    long hash = FeatureHash.of(
                            tasks.get(task).value(), batch.itemId(row).toString());
                    scores[task][row] = (hash >>> 40) / (float) (1 << 24);
                }
            }
            return scores;
        };
    }

    /** Every task of every row scores the shared feature {@code item_popularity_log}, squeezed into 0 to 1. */
    static TaskScoring byPopularity() {
        return (request, batch, tasks) -> {
            var popularity = batch.floats(SharedFeatures.ITEM_POPULARITY_LOG);
            float[][] scores = new float[tasks.size()][batch.rowCount()];
            for (float[] column : scores) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    column[row] = popularity.get(row) / (1 + popularity.get(row));
                }
            }
            return scores;
        };
    }
}
