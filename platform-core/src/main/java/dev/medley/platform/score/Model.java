package dev.medley.platform.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.request.RankRequest;
import java.util.List;
import java.util.Optional;

/** A trained model. Immutable; any number of threads at once. */
public interface Model {
    /** Names exactly these weights: equal weights have equal revisions, on every node and after every restart. */
    String revision();

    /**
     * Scores the selected rows.
     *
     * @param batch the shared features are filled
     * @param tasks what is asked for; a task that the model has not learnt for this scenario gets its best guess
     * @param scores one array a task, in the order of {@code tasks}, each of length {@code batch.rowCount()}; only
     *     selected rows are written, each a probability, 0 to 1
     * @return what it saw, where it scores packed inputs: not to be changed
     */
    Optional<ScoredRows> score(RankRequest request, CandidateBatch batch, List<TaskId> tasks, float[][] scores);
}
