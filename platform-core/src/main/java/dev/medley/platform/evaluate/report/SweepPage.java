package dev.medley.platform.evaluate.report;

import dev.medley.platform.evaluate.compare.GroupAttribute;
import dev.medley.platform.evaluate.compare.SlateFigure;
import dev.medley.platform.evaluate.compare.SweepFront;
import dev.medley.platform.evaluate.compare.SweepPoint;
import dev.medley.platform.evaluate.compare.SweptMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A comparison of re-rankers as one page that needs nothing else: no script, no network, the fronts as charts in it. Is
 * XML, too.
 */
public final class SweepPage {
    private final SweepReport report;
    private final Markup page = new Markup();

    private SweepPage(SweepReport report) {
        this.report = report;
    }

    /**
     * Writes the page, in UTF-8.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(SweepReport report, Path file) throws IOException {
        Files.writeString(file, of(report), StandardCharsets.UTF_8);
    }

    /** The page. */
    public static String of(SweepReport report) {
        return new SweepPage(report).page();
    }

    private String page() {
        PageFrame.begin(page, report.title(), report.fingerprint(), report.commandLine());
        report.notes().forEach(note -> page.element("p", note, "class", "note"));
        for (GroupAttribute attribute : report.attributes()) {
            page.element("p", SweepText.groups(attribute), "class", "note");
        }
        PageFrame.body(page);
        fronts();
        worth();
        points();
        attributes();
        return PageFrame.end(page);
    }

    private void fronts() {
        page.open("section").element("h2", "Fronts").element("p", SweepText.explanation(report), "class", "note");
        page.open("div", "class", "charts");
        chart(SlateFigure.INTRA_LIST_DISTANCE, "Utility and diversity", "distance within a slate");
        chart(SlateFigure.MAX_MIN_SHARE, "Utility and fairness", "max-min share");
        page.close().open("ul", "class", "legend");
        for (int method = 0; method < report.result().methods().size(); method++) {
            page.open("li");
            chip(method);
            page.close();
        }
        page.close().close().line();
    }

    /** Each method's points in the order of the weights; large dots are on its front of all three objectives. */
    private void chart(SlateFigure figure, String name, String up) {
        double floor = report.settings().floor();
        double mostUtility = 1;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (SweepPoint point : report.result().points()) {
            double utility = point.figure(SlateFigure.NDCG_RETENTION);
            double other = point.figure(figure);
            if (utility >= floor && !Double.isNaN(other)) {
                mostUtility = Math.max(mostUtility, utility);
                least = Math.min(least, other);
                most = Math.max(most, other);
            }
        }
        if (least > most) {
            return;
        }
        page.open("figure").element("figcaption", name);
        Plot plot = Plot.openWide(
                page,
                Plot.Range.of(floor, mostUtility),
                Plot.Range.of(least, most),
                name + " of each method at each weight",
                "NDCG kept",
                up);
        for (int method = 0; method < report.result().methods().size(); method++) {
            draw(plot, method, figure);
        }
        plot.close();
        page.close().line();
    }

    private void draw(Plot plot, int method, SlateFigure figure) {
        String name = report.result().methods().get(method).name();
        SweepPoint before = null;
        for (SweepPoint point : report.result().points()) {
            if (point.method().equals(name)) {
                double utility = point.figure(SlateFigure.NDCG_RETENTION);
                double other = point.figure(figure);
                if (!plot.holds(utility, other)) {
                    before = null;
                    continue;
                }
                if (before != null) {
                    plot.line(
                            "line thin " + style(method),
                            before.figure(SlateFigure.NDCG_RETENTION),
                            before.figure(figure),
                            utility,
                            other);
                }
                plot.dot(
                        "dot " + style(method),
                        utility,
                        other,
                        SweepText.isOnFront(report, point) ? 4 : 2.5,
                        String.format(Locale.ROOT, "%s at %.3f: %.4f, %.4f", name, point.weight(), utility, other));
                before = point;
            }
        }
        page.line();
    }

    private void chip(int method) {
        String name = report.result().methods().get(method).name();
        PageFrame.chip(page, "name", style(method), name);
    }

    private static String style(int method) {
        return PageFrame.style(method, false);
    }

    private void worth() {
        page.open("section").element("h2", "Hypervolume");
        page.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (String head : List.of(
                "Method", "Utility, diversity, fairness", "Utility, diversity", "Utility, fairness", "On its front")) {
            page.element("th", head, "scope", "col");
        }
        for (String head : List.of("The weight is", "Source")) {
            page.element("th", head, "scope", "col", "class", "words");
        }
        page.close().close().line().open("tbody");
        for (int method = 0; method < report.result().methods().size(); method++) {
            SweptMethod swept = report.result().methods().get(method);
            SweepFront front = report.result().fronts().get(method);
            page.open("tr").open("th", "scope", "row");
            chip(method);
            page.close()
                    .element("td", Numbers.figure(front.hypervolume()))
                    .element("td", Numbers.figure(front.diversity()))
                    .element("td", Numbers.figure(front.fairness()))
                    .element("td", Integer.toString(front.weights().size()))
                    .element("td", swept.weight(), "class", "words")
                    .element("td", swept.source(), "class", "words")
                    .close()
                    .line();
        }
        page.close().close().close().close().line();
    }

    private void points() {
        page.open("section").element("h2", "Figures");
        page.open("div", "class", "scroll").open("table").open("thead").open("tr");
        page.element("th", "Method (* on its front)", "scope", "col").element("th", "Weight", "scope", "col");
        for (SlateFigure figure : SlateFigure.values()) {
            page.element("th", figure.title(), "scope", "col");
        }
        page.close().close().line().open("tbody");
        for (SweepPoint point : report.result().points()) {
            String mark = SweepText.isOnFront(report, point) ? " *" : "";
            page.open("tr").element("th", point.method() + mark, "scope", "row");
            page.element("td", String.format(Locale.ROOT, "%.3f", point.weight()));
            for (SlateFigure figure : SlateFigure.values()) {
                page.element("td", SweepText.number(figure, point));
            }
            page.close().line();
        }
        page.close().close().close().close().line();
    }

    /** What becomes of attributes that the methods do not control. */
    private void attributes() {
        for (GroupAttribute attribute : report.attributes()) {
            if (attribute.equals(report.controlled())) {
                continue;
            }
            page.open("section").element("h2", "Groups by " + attribute.name() + ", not controlled");
            page.open("div", "class", "scroll").open("table").open("thead").open("tr");
            page.element("th", "Method", "scope", "col").element("th", "Weight", "scope", "col");
            List<SlateFigure> figures = List.of(
                    SlateFigure.EXPOSURE_GINI,
                    SlateFigure.EXPOSURE_TO_MERIT,
                    SlateFigure.MAX_MIN_SHARE,
                    SlateFigure.MIN_SKEW,
                    SlateFigure.NDKL,
                    SlateFigure.INFEASIBLE_INDEX);
            figures.forEach(figure -> page.element("th", figure.title(), "scope", "col"));
            page.close().close().line().open("tbody");
            for (SweepPoint point : report.result().points()) {
                page.open("tr").element("th", point.method(), "scope", "row");
                page.element("td", String.format(Locale.ROOT, "%.3f", point.weight()));
                for (SlateFigure figure : figures) {
                    page.element(
                            "td",
                            Numbers.figure(
                                    point.attributes().get(attribute.name()).get(figure)));
                }
                page.close().line();
            }
            page.close().close().close().close().line();
        }
    }
}
