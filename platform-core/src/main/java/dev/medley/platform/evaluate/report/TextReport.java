package dev.medley.platform.evaluate.report;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.Figure;
import dev.medley.platform.evaluate.TaskResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A report as plain text: a table for each scenario and task, models beside each other, a star at the best. */
public final class TextReport {
    private TextReport() {}

    /** Prints the report; the stream is left open. */
    public static void print(EvaluationReport report, PrintStream out) {
        out.println(TextTable.oneLine(report.title()));
        out.println("rows     " + TextTable.oneLine(report.fingerprint()));
        out.println("command  " + TextTable.oneLine(report.commandLine()));
        for (SplitTable table : SplitTable.of(report)) {
            out.println();
            out.println("Split " + TextTable.oneLine(table.split()));
            for (SplitTable.Cell cell : table.cells()) {
                out.println();
                task(table, cell, out);
            }
            out.println();
            costs(table, out);
        }
        if (!report.differences().isEmpty()) {
            out.println();
            differences(report.differences(), out);
        }
    }

    private static void task(SplitTable table, SplitTable.Cell cell, PrintStream out) {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(cell.title()));
        List<String> rows = new ArrayList<>(List.of("Rows"));
        List<String> positives = new ArrayList<>(List.of("Positives"));
        for (EvaluationResult model : table.models()) {
            TaskResult result = model.find(cell.scenario(), cell.task());
            head.add(name(model));
            rows.add(result == null ? "-" : Numbers.count(result.rows()));
            positives.add(result == null ? "-" : Numbers.positives(result.positives()));
        }
        lines.add(head);
        lines.add(rows);
        lines.add(positives);
        for (Figure figure : table.figures(cell)) {
            List<Double> values = table.figures(cell, figure);
            boolean[] best = SplitTable.best(figure, values);
            List<String> line = new ArrayList<>(List.of(figure.title()));
            for (int model = 0; model < best.length; model++) {
                Double value = values.get(model);
                line.add(value == null ? "-" : (best[model] ? "*" : "") + Numbers.figure(value));
            }
            lines.add(line);
        }
        TextTable.print(lines, 1, out);
    }

    private static String name(EvaluationResult model) {
        return model.baseline() ? "(" + model.model() + ")" : model.model();
    }

    private static void costs(SplitTable table, PrintStream out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("Multiply-adds", "mean AUC", "request", "item", "candidate"));
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

    private static void differences(List<ModelDifference> differences, PrintStream out) {
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
                    found.first() + " - " + found.second(),
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
