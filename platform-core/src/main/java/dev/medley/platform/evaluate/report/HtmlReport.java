package dev.medley.platform.evaluate.report;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.Figure;
import dev.medley.platform.evaluate.ReliabilityPoint;
import dev.medley.platform.evaluate.RocPoint;
import dev.medley.platform.evaluate.TaskResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as one page that needs nothing else: no script, no network, styles and charts in it. Reads on a telephone and
 * in the dark; is XML, too.
 */
public final class HtmlReport {
    /** Which figures the overview shows, as far as the models have them. */
    private static final List<Figure> OVERVIEW =
            List.of(Figure.AUC, Figure.GAUC, Figure.NDCG_10, Figure.LOGLOSS, Figure.ECE);

    private final EvaluationReport report;
    private final List<SplitTable> tables;
    private final Markup page = new Markup();

    private HtmlReport(EvaluationReport report) {
        this.report = report;
        tables = SplitTable.of(report);
    }

    /**
     * Writes the page, in UTF-8.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(EvaluationReport report, Path file) throws IOException {
        Files.writeString(file, of(report), StandardCharsets.UTF_8);
    }

    /** The page. */
    public static String of(EvaluationReport report) {
        return new HtmlReport(report).page();
    }

    private String page() {
        PageFrame.begin(page, report.title(), report.fingerprint(), report.commandLine());
        PageFrame.body(page);
        if (isOfSeveralSplits()) {
            page.open("section").element("h2", "Splits side by side").line();
            overviews(tables);
            page.close().line();
        }
        for (SplitTable table : tables) {
            split(table);
        }
        DifferenceForest.write(page, report.differences(), isOfSeveralSplits());
        return PageFrame.end(page);
    }

    private boolean isOfSeveralSplits() {
        return tables.size() > 1;
    }

    private void split(SplitTable table) {
        page.open("section").element("h2", "Split: " + table.split()).line();
        costs(table);
        overviews(List.of(table));
        page.close().line();
        for (SplitTable.Cell cell : table.cells()) {
            task(table, cell);
        }
    }

    /** What a candidate costs, beside what is got for it. */
    private void costs(SplitTable table) {
        List<Figure> shown = new ArrayList<>();
        List<List<Double>> means = new ArrayList<>();
        for (Figure figure : OVERVIEW) {
            List<Double> values = table.means(figure);
            if (values.stream().anyMatch(value -> value != null)) {
                shown.add(figure);
                means.add(values);
            }
        }
        page.element("h3", "Models");
        page.element(
                "p",
                "Means over the tasks of every scenario, and multiply-adds: once a request, once an item, and for each"
                        + " candidate of a request.",
                "class",
                "note");
        page.open("div", "class", "scroll")
                .open("table")
                .open("thead")
                .open("tr")
                .element("th", "Model");
        for (Figure figure : shown) {
            page.element("th", "Mean " + figure.title());
        }
        page.element("th", "Request")
                .element("th", "Item")
                .element("th", "Candidate")
                .close()
                .close()
                .line();
        page.open("tbody");
        for (int model = 0; model < table.models().size(); model++) {
            EvaluationResult result = table.models().get(model);
            page.open("tr").open("th", "scope", "row");
            chip(table, model);
            page.close();
            for (int i = 0; i < shown.size(); i++) {
                value(means.get(i).get(model), SplitTable.best(shown.get(i), means.get(i))[model]);
            }
            Cost cost = result.cost();
            page.element("td", cost == null ? "–" : Numbers.count(cost.request()))
                    .element("td", cost == null ? "–" : Numbers.count(cost.item()))
                    .element("td", cost == null ? "–" : Numbers.count(cost.pair()))
                    .close()
                    .line();
        }
        page.close().close().close().line();
    }

    private void overviews(List<SplitTable> tables) {
        page.open("div", "class", "overviews").line();
        for (Figure figure : OVERVIEW) {
            overview(tables, figure);
        }
        page.close();
    }

    private void overview(List<SplitTable> tables, Figure figure) {
        List<SplitTable.Cell> cells = new ArrayList<>();
        for (SplitTable.Cell cell : SplitTable.cells(tables)) {
            if (tables.stream().anyMatch(table -> table.isDefined(cell, figure))) {
                cells.add(cell);
            }
        }
        if (cells.isEmpty()) {
            return;
        }
        page.open("div").element("h3", figure.title());
        page.open("div", "class", "scroll").open("table");
        heads(tables, "Scenario · task");
        page.open("tbody");
        for (SplitTable.Cell cell : cells) {
            page.open("tr").element("th", cell.title(), "scope", "row");
            tables.forEach(table -> values(figure, table.figures(cell, figure)));
            page.close().line();
        }
        page.close().close().close().close().line();
    }

    /** The models' names, those of each split together and under its name if there is another. */
    private void heads(List<SplitTable> tables, String first) {
        page.open("thead");
        if (tables.size() > 1) {
            page.open("tr").element("td", "");
            for (SplitTable table : tables) {
                String width = Integer.toString(table.models().size());
                page.element("th", table.split(), "scope", "colgroup", "colspan", width);
            }
            page.close().line();
        }
        page.open("tr").element("th", first);
        for (SplitTable table : tables) {
            for (int model = 0; model < table.models().size(); model++) {
                page.open("th", "scope", "col");
                chip(table, model);
                page.close();
            }
        }
        page.close().close().line();
    }

    private void values(Figure figure, List<Double> values) {
        boolean[] best = SplitTable.best(figure, values);
        for (int i = 0; i < best.length; i++) {
            value(values.get(i), best[i]);
        }
    }

    private void value(Double value, boolean best) {
        page.open("td");
        if (best) {
            page.element("strong", Numbers.figure(value));
        } else {
            page.text(Numbers.figure(value));
        }
        page.close();
    }

    /** A model's name with its colour. */
    private void chip(SplitTable table, int model) {
        EvaluationResult result = table.models().get(model);
        PageFrame.chip(page, "name" + (result.baseline() ? " baseline" : ""), style(table, model), result.model());
    }

    /** The class that gives a model's lines their colour; baselines are dashed. */
    private static String style(SplitTable table, int model) {
        return PageFrame.style(model, table.models().get(model).baseline());
    }

    private void task(SplitTable table, SplitTable.Cell cell) {
        page.open("section")
                .element("h3", cell.title() + " (" + table.split() + ")")
                .line();
        page.open("div", "class", "scroll").open("table");
        heads(List.of(table), "Figure");
        page.open("tbody").open("tr").element("th", "Rows", "scope", "row");
        List<TaskResult> results = table.results(cell);
        for (TaskResult result : results) {
            page.element("td", result == null ? "–" : Numbers.count(result.rows()));
        }
        page.close().line().open("tr").element("th", "Positives", "scope", "row");
        for (TaskResult result : results) {
            page.element("td", result == null ? "–" : Numbers.positives(result.positives()));
        }
        page.close().line();
        for (Figure figure : SplitTable.figures(List.of(table), cell)) {
            page.open("tr").element("th", figure.title(), "scope", "row");
            values(figure, table.figures(cell, figure));
            page.close().line();
        }
        page.close().close().close().line().open("div", "class", "charts").line();
        roc(table, cell, results);
        reliability(table, cell, results);
        page.close().close().line();
    }

    private void roc(SplitTable table, SplitTable.Cell cell, List<TaskResult> results) {
        if (results.stream().noneMatch(result -> result != null && !result.roc().isEmpty())) {
            return;
        }
        page.open("figure").element("figcaption", "Receiver operating characteristic");
        Plot plot = Plot.openSquare(
                page,
                1,
                "Receiver operating characteristic of " + cell.title(),
                "False positive rate",
                "True positive rate");
        // The first model last: it is drawn over the others.
        for (int model = results.size() - 1; model >= 0; model--) {
            TaskResult result = results.get(model);
            if (result != null && !result.roc().isEmpty()) {
                List<double[]> points = new ArrayList<>();
                for (RocPoint point : result.roc()) {
                    points.add(new double[] {point.falsePositiveRate(), point.truePositiveRate()});
                }
                plot.path("line " + style(table, model), points);
            }
        }
        plot.close();
        legend(table, results, Figure.AUC);
        page.close().line();
    }

    private void reliability(SplitTable table, SplitTable.Cell cell, List<TaskResult> results) {
        double highest = 0;
        for (TaskResult result : results) {
            if (result != null) {
                for (ReliabilityPoint point : result.reliability()) {
                    highest = Math.max(highest, Math.max(point.predicted(), point.observed()));
                }
            }
        }
        if (results.stream()
                .noneMatch(result -> result != null && !result.reliability().isEmpty())) {
            return;
        }
        // All zero is a point at the corner of any axes.
        double step = highest > 0 ? Numbers.step(highest, 5) : 0.2;
        double end = highest > 0 ? Math.min(1, step * Math.ceil(highest / step - 1e-9)) : 1;
        page.open("figure").element("figcaption", "Reliability");
        Plot plot = Plot.openSquare(page, end, "Reliability of " + cell.title(), "Mean predicted", "Observed rate");
        for (int model = results.size() - 1; model >= 0; model--) {
            TaskResult result = results.get(model);
            if (result == null || result.reliability().isEmpty()) {
                continue;
            }
            String style = style(table, model);
            List<double[]> points = new ArrayList<>();
            for (ReliabilityPoint point : result.reliability()) {
                plot.line("whisker " + style, point.predicted(), point.low(), point.predicted(), point.high());
                points.add(new double[] {point.predicted(), point.observed()});
            }
            plot.path("thin line " + style, points);
            for (ReliabilityPoint point : result.reliability()) {
                plot.dot("dot " + style, point.predicted(), point.observed(), 3, describe(table, model, point));
            }
        }
        plot.close();
        legend(table, results, Figure.ECE);
        page.close().line();
    }

    private static String describe(SplitTable table, int model, ReliabilityPoint point) {
        return table.models().get(model).model() + ": predicted " + Numbers.figure(point.predicted()) + ", observed "
                + Numbers.figure(point.observed()) + " (" + Numbers.figure(point.low()) + " to "
                + Numbers.figure(point.high()) + "), " + Numbers.count(point.rows()) + " rows";
    }

    /** Which line is whose, with the figure that the chart shows; only of models that have it. */
    private void legend(SplitTable table, List<TaskResult> results, Figure figure) {
        page.open("ul", "class", "legend");
        for (int model = 0; model < results.size(); model++) {
            if (results.get(model) != null && results.get(model).figure(figure) != null) {
                page.open("li");
                chip(table, model);
                page.text(" ").element("span", Numbers.figure(results.get(model).figure(figure)), "class", "number");
                page.close();
            }
        }
        page.close();
    }
}
