package dev.medley.spi.component;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.TaskScores;

/** Makes one value of a row's task scores: what showing it is worth. */
public interface ValueModel extends RankingComponent {
    /**
     * Writes {@code values[row]} for every selected row. CPU pool, pure. A row whose value is not finite goes last and
     * is counted. If it throws, the values are the scores of the scenario's first task, and the answer is marked
     * degraded.
     *
     * @param values length {@code batch.rowCount()}, zeros
     */
    void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values);
}
