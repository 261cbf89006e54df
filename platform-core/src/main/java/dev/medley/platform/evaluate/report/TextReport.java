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
    private static final String GAP = "  ";

    private TextReport() {}

    /** Prints the report; the stream is left open. */
    public static void print(EvaluationReport report, PrintStream out) {
        out.println(oneLine(report.title()));
        out.println("rows     " + oneLine(report.fingerprint()));
        out.println("command  " + oneLine(report.commandLine()));
        for (SplitTable table : SplitTable.of(report)) {
            out.println();
            out.println("Split " + oneLine(table.split()));
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
        print(lines, 1, out);
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
        print(lines, 1, out);
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
        print(lines, 3, out);
    }

    /** Aligns the first columns left and the others right. */
    private static void print(List<List<String>> lines, int left, PrintStream out) {
        int[] widths = new int[lines.getFirst().size()];
        List<List<String>> shown = new ArrayList<>();
        for (List<String> line : lines) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < widths.length; column++) {
                String cell = oneLine(line.get(column));
                cells.add(cell);
                widths[column] = Math.max(widths[column], width(cell));
            }
            shown.add(cells);
        }
        for (List<String> line : shown) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = line.get(column);
                String blanks = " ".repeat(widths[column] - width(cell));
                text.append(column == 0 ? "" : GAP).append(column < left ? cell + blanks : blanks + cell);
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A name must neither break a line nor talk to the terminal. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
