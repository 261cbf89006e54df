package dev.medley.platform.evaluate.report;

import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.Figure;
import dev.medley.platform.evaluate.FigureTable;
import dev.medley.platform.evaluate.TaskResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The models of one split beside each other.
 *
 * @param split its name
 * @param models those that are no baseline, then the baselines
 * @param cells every scenario and task that one of them was judged on, those that pool all scenarios last
 */
record SplitTable(String split, List<EvaluationResult> models, List<Cell> cells) {
    /** A scenario's task. */
    record Cell(String scenario, String task) {
        boolean isPooled() {
            return scenario.equals(FigureTable.POOLED);
        }

        String title() {
            return (isPooled() ? "all scenarios" : scenario) + " · " + task;
        }
    }

    /** The tables of a report, in the order in which splits come. */
    static List<SplitTable> of(EvaluationReport report) {
        Set<String> splits = new LinkedHashSet<>();
        for (EvaluationResult result : report.results()) {
            splits.add(result.split());
        }
        List<SplitTable> tables = new ArrayList<>();
        for (String split : splits) {
            List<EvaluationResult> models = new ArrayList<>();
            List<EvaluationResult> baselines = new ArrayList<>();
            Set<Cell> single = new LinkedHashSet<>();
            Set<Cell> pooled = new LinkedHashSet<>();
            for (EvaluationResult result : report.results()) {
                if (result.split().equals(split)) {
                    (result.baseline() ? baselines : models).add(result);
                    for (TaskResult task : result.tasks()) {
                        Cell cell = new Cell(task.scenario(), task.task());
                        (cell.isPooled() ? pooled : single).add(cell);
                    }
                }
            }
            models.addAll(baselines);
            List<Cell> cells = new ArrayList<>(single);
            cells.addAll(pooled);
            tables.add(new SplitTable(split, models, cells));
        }
        return tables;
    }

    /** Every scenario and task of the tables, those that pool all scenarios last. */
    static List<Cell> cells(List<SplitTable> tables) {
        Set<Cell> single = new LinkedHashSet<>();
        Set<Cell> pooled = new LinkedHashSet<>();
        for (SplitTable table : tables) {
            table.cells.forEach(cell -> (cell.isPooled() ? pooled : single).add(cell));
        }
        List<Cell> cells = new ArrayList<>(single);
        cells.addAll(pooled);
        return cells;
    }

    /** The figures that a model of one of the tables has on that task. */
    static List<Figure> figures(List<SplitTable> tables, Cell cell) {
        List<Figure> shown = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            if (tables.stream().anyMatch(table -> table.isDefined(cell, figure))) {
                shown.add(figure);
            }
        }
        return shown;
    }

    /** What each model has on a task, in the order of the models; null where it was not judged. */
    List<TaskResult> results(Cell cell) {
        List<TaskResult> results = new ArrayList<>();
        for (EvaluationResult model : models) {
            results.add(model.find(cell.scenario, cell.task));
        }
        return results;
    }

    /** A figure of each model on a task; null where it is not defined. */
    List<Double> figures(Cell cell, Figure figure) {
        List<Double> figures = new ArrayList<>();
        for (TaskResult result : results(cell)) {
            figures.add(result == null ? null : result.figure(figure));
        }
        return figures;
    }

    /** Whether a model has that figure on that task. */
    boolean isDefined(Cell cell, Figure figure) {
        for (Double value : figures(cell, figure)) {
            if (value != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * For each model the mean of a figure over the tasks of single scenarios, null for a model that lacks the figure on
     * one of the tasks where another has it: means over different tasks cannot be compared.
     */
    List<Double> means(Figure figure) {
        double[] sums = new double[models.size()];
        boolean[] lacking = new boolean[models.size()];
        int count = 0;
        for (Cell cell : cells) {
            if (!cell.isPooled() && isDefined(cell, figure)) {
                count++;
                List<Double> values = figures(cell, figure);
                for (int model = 0; model < sums.length; model++) {
                    lacking[model] |= values.get(model) == null;
                    sums[model] += values.get(model) == null ? 0 : values.get(model);
                }
            }
        }
        List<Double> means = new ArrayList<>();
        for (int model = 0; model < sums.length; model++) {
            means.add(count == 0 || lacking[model] ? null : (Double) (sums[model] / count));
        }
        return means;
    }

    /** Which of the values are the best, as far as four decimals tell; none if there are no two to compare. */
    static boolean[] best(Figure figure, List<Double> values) {
        boolean[] best = new boolean[values.size()];
        Double found = null;
        int count = 0;
        for (Double value : values) {
            count += value == null ? 0 : 1;
            if (value != null && (found == null || figure.isBetter(value, found))) {
                found = value;
            }
        }
        if (count > 1 && figure.aim() != Figure.Aim.NONE) {
            for (int i = 0; i < best.length; i++) {
                best[i] = values.get(i) != null && Numbers.figure(values.get(i)).equals(Numbers.figure(found));
            }
        }
        return best;
    }
}
