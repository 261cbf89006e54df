package dev.medley.platform.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.request.RankRequest;
import java.util.List;

/** Hears what a model has scored. On the request's path: returns at once and never throws. Any thread. */
@FunctionalInterface
public interface ScoreListener {
    /**
     * A batch has been scored.
     *
     * @param batch as the model saw it; changes no more, whatever becomes of the request
     * @param tasks what was asked for
     * @param scores one array a task, by row; only selected rows hold scores. Changes no more
     */
    void scored(RankRequest request, CandidateBatch batch, List<TaskId> tasks, float[][] scores);
}
