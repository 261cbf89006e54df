package dev.medley.platform.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One model's figures: per scenario and task, and per task over all scenarios that have it. Filled and read by one
 * thread.
 */
public final class FigureTable {
    /** What stands for the scenario where all are pooled. */
    public static final String POOLED = "all";

    private final boolean probabilities;
    private final List<Cell> cells = new ArrayList<>();

    private record Cell(String scenario, String task, JudgedRows rows) {}

    private FigureTable(boolean probabilities) {
        this.probabilities = probabilities;
    }

    /** An empty table of a model whose scores are probabilities. */
    public static FigureTable ofProbabilities() {
        return new FigureTable(true);
    }

    /** An empty table of a model, such as a baseline, whose scores only order the rows. */
    public static FigureTable ofOrder() {
        return new FigureTable(false);
    }

    /**
     * Adds what the model scored on a task of a scenario.
     *
     * @throws IllegalArgumentException if it is there already, its scenario is called {@value #POOLED}, or its scores
     *     should be probabilities and are not
     */
    public void add(String scenario, String task, JudgedRows rows) {
        if (scenario.equals(POOLED)) {
            throw new IllegalArgumentException("scenario: " + scenario + "; allowed: any other name");
        }
        for (Cell cell : cells) {
            if (cell.scenario.equals(scenario) && cell.task.equals(task)) {
                throw new IllegalArgumentException(
                        "task: " + task + " of scenario " + scenario + " a second time; allowed: once");
            }
        }
        if (probabilities) {
            Metrics.requireProbabilities(rows);
        }
        cells.add(new Cell(scenario, task, rows));
    }

    /**
     * The figures: the scenarios' by name of scenario then task, then the pooled ones of every task that two or more
     * scenarios have. Pooled rows weigh as they do in their scenario; groups of different scenarios are different
     * groups, so within a group nothing is compared across scenarios.
     */
    public List<TaskResult> results() {
        List<Cell> sorted = new ArrayList<>(cells);
        sorted.sort(Comparator.comparing(Cell::scenario).thenComparing(Cell::task));
        List<TaskResult> results = new ArrayList<>();
        List<String> tasks = new ArrayList<>();
        for (Cell cell : sorted) {
            results.add(judge(cell));
            if (!tasks.contains(cell.task)) {
                tasks.add(cell.task);
            }
        }
        tasks.sort(Comparator.naturalOrder());
        for (String task : tasks) {
            List<JudgedRows> parts = new ArrayList<>();
            for (Cell cell : sorted) {
                if (cell.task.equals(task)) {
                    parts.add(cell.rows);
                }
            }
            if (parts.size() > 1) {
                results.add(judge(new Cell(POOLED, task, pool(parts))));
            }
        }
        return results;
    }

    /** The figures as a report takes them. */
    public EvaluationResult result(String model, String split, boolean baseline, Cost cost) {
        return new EvaluationResult(model, split, baseline, results(), cost);
    }

    private TaskResult judge(Cell cell) {
        return probabilities
                ? TaskResult.of(cell.scenario, cell.task, cell.rows)
                : TaskResult.ofOrder(cell.scenario, cell.task, cell.rows);
    }

    private static JudgedRows pool(List<JudgedRows> parts) {
        int size = 0;
        boolean weighted = false;
        boolean grouped = false;
        for (JudgedRows part : parts) {
            size = Math.addExact(size, part.size());
            weighted |= part.isWeighted();
            grouped |= part.isGrouped();
        }
        float[] scores = new float[size];
        float[] labels = new float[size];
        float[] weights = weighted ? new float[size] : null;
        int[] groups = grouped ? new int[size] : null;
        int at = 0;
        int nextGroup = 0;
        for (JudgedRows part : parts) {
            if (grouped) {
                Grouping grouping = part.grouping();
                Arrays.fill(groups, at, at + part.size(), -1);
                for (int group = 0; group < grouping.count(); group++, nextGroup++) {
                    for (int i = grouping.starts()[group]; i < grouping.starts()[group + 1]; i++) {
                        groups[at + grouping.rows()[i]] = nextGroup;
                    }
                }
            }
            for (int row = 0; row < part.size(); row++, at++) {
                scores[at] = part.score(row);
                labels[at] = part.label(row);
                if (weighted) {
                    weights[at] = part.weight(row);
                }
            }
        }
        return JudgedRows.of(scores, labels, weights, groups);
    }
}
