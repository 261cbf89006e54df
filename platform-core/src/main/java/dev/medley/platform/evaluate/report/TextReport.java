package dev.medley.platform.evaluate.report;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.Figure;
import dev.medley.platform.evaluate.TaskResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A report as plain text: a table for each scenario and task, models and splits beside each other, a star at the best of
 * a split.
 */
public final class TextReport {
    private TextReport() {}

    /** Prints the report; the stream is left open. */
    public static void print(EvaluationReport report, PrintStream out) {
        out.println(TextTable.oneLine(report.title()));
        out.println("rows     " + TextTable.oneLine(report.fingerprint()));
        out.println("command  " + TextTable.oneLine(report.commandLine()));
        List<SplitTable> tables = SplitTable.of(report);
        if (!tables.isEmpty()) {
            out.println();
            out.println(tables.stream()
                    .map(table -> TextTable.oneLine(table.split()))
                    .collect(Collectors.joining(" beside ", "Split ", "")));
        }
        for (SplitTable.Cell cell : SplitTable.cells(tables)) {
            out.println();
            task(tables, cell, out);
        }
        for (SplitTable table : tables) {
            out.println();
            costs(table, tables.size() > 1 ? ", " + table.split() : "", out);
        }
        if (!report.differences().isEmpty()) {
            out.println();
            differences(report.differences(), tables.size() > 1, out);
        }
    }

    /** Figure under figure; the models of each split stand together, under its name if there is another. */
    private static void task(List<SplitTable> tables, SplitTable.Cell cell, PrintStream out) {
        List<List<String>> lines = new ArrayList<>();
        List<String> splits = new ArrayList<>(List.of(""));
        List<String> head = new ArrayList<>(List.of(cell.title()));
        List<String> rows = new ArrayList<>(List.of("Rows"));
        List<String> positives = new ArrayList<>(List.of("Positives"));
        for (SplitTable table : tables) {
            for (EvaluationResult model : table.models()) {
                TaskResult result = model.find(cell.scenario(), cell.task());
                splits.add(model == table.models().getFirst() ? table.split() : "");
                head.add(name(model));
                rows.add(result == null ? "-" : Numbers.count(result.rows()));
                positives.add(result == null ? "-" : Numbers.positives(result.positives()));
            }
        }
        if (tables.size() > 1) {
            lines.add(splits);
        }
        lines.add(head);
        lines.add(rows);
        lines.add(positives);
        for (Figure figure : SplitTable.figures(tables, cell)) {
            List<String> line = new ArrayList<>(List.of(figure.title()));
            for (SplitTable table : tables) {
                List<Double> values = table.figures(cell, figure);
                boolean[] best = SplitTable.best(figure, values);
                for (int model = 0; model < best.length; model++) {
                    Double value = values.get(model);
                    line.add(value == null ? "-" : (best[model] ? "*" : "") + Numbers.figure(value));
                }
            }
            lines.add(line);
        }
        TextTable.print(lines, 1, out);
    }

    private static String name(EvaluationResult model) {
        return model.baseline() ? "(" + model.model() + ")" : model.model();
    }

    private static void costs(SplitTable table, String of, PrintStream out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("Multiply-adds" + of, "mean AUC", "request", "item", "candidate"));
        List<Double> means = table.means(Figure.AUC);
        for (int model = 0; model < table.models().size(); model++) {
            EvaluationResult result = table.models().get(model);
            Cost cost = result.cost();
            lines.add(List.of(
                    name(result),
                    means.get(model) == null ? "-" : Numbers.figure(means.get(model)),
                    cost == null ? "-" : Numbers.count(cost.request()),
                    cost == null ? "-" : Numbers.count(cost.item()),
                    cost == null ? "-" : Numbers.count(cost.pair())));
        }
        TextTable.print(lines, 1, out);
    }

    private static void differences(List<ModelDifference> differences, boolean severalSplits, PrintStream out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "Difference over seeds",
                "task",
                "figure",
                "mean",
                "low 95 %",
                "high 95 %",
                "higher",
                "seeds",
                "sign p"));
        for (ModelDifference found : differences) {
            lines.add(List.of(
                    found.first() + " - " + found.second() + (severalSplits ? ", " + found.split() : ""),
                    new SplitTable.Cell(found.scenario(), found.task()).title(),
                    found.figure().title(),
                    Numbers.difference(found.difference().mean()),
                    Numbers.difference(found.difference().low()),
                    Numbers.difference(found.difference().high()),
                    found.difference().firstAbove() + ":" + found.difference().secondAbove(),
                    Integer.toString(found.difference().seeds()),
                    Numbers.figure(found.difference().signTestP())));
        }
        TextTable.print(lines, 3, out);
    }
}
