package dev.medley.spi.score;

import dev.medley.spi.id.TaskId;
import java.util.Set;

/** What the model says of a batch: a column per task that the scenario declares. */
public interface TaskScores {
    /** The scenario's tasks. */
    Set<TaskId> tasks();

    /**
     * The scores of that task; take it once, before the loop.
     *
     * @throws dev.medley.spi.failure.ContractBreachException if the scenario has not declared that task
     */
    ScoreColumn scores(TaskId task);
}
