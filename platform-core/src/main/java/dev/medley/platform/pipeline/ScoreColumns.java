package dev.medley.platform.pipeline;

import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The model's scores as a plugin reads them. */
final class ScoreColumns implements TaskScores {
    private final List<TaskId> tasks;
    private final float[][] scores;

    ScoreColumns(List<TaskId> tasks, float[][] scores) {
        this.tasks = tasks;
        this.scores = scores;
    }

    @Override
    public Set<TaskId> tasks() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(tasks));
    }

    @Override
    public ScoreColumn scores(TaskId task) {
        int index = tasks.indexOf(task);
        if (index < 0) {
            throw new ContractBreachException(
                    "task '" + task + "' is not among those that the scenario declares: " + tasks);
        }
        float[] column = scores[index];
        return row -> column[row];
    }
}
