package dev.medley.platform.evaluate;

import java.util.List;
import java.util.Objects;

/**
 * How a model did on a split of the rows.
 *
 * @param model what it is called; unique in a report within a split
 * @param split which rows, such as {@code test}
 * @param baseline whether it stands for comparison only
 * @param tasks each scenario and task at most once
 * @param cost what scoring costs; null if not known
 */
public record EvaluationResult(String model, String split, boolean baseline, List<TaskResult> tasks, Cost cost) {
    /** Copies the list. */
    public EvaluationResult {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(split, "split");
        tasks = List.copyOf(tasks);
    }

    /** The same, said to be of that split. */
    public EvaluationResult ofSplit(String name) {
        return new EvaluationResult(model, name, baseline, tasks, cost);
    }

    /** How it did on a task, or null if it was not judged on it. */
    public TaskResult find(String scenario, String task) {
        for (TaskResult result : tasks) {
            if (result.scenario().equals(scenario) && result.task().equals(task)) {
                return result;
            }
        }
        return null;
    }
}
