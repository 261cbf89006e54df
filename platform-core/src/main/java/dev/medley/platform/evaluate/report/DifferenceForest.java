package dev.medley.platform.evaluate.report;

import dev.medley.platform.evaluate.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A page's section of how far models are apart over the seeds, as a forest plot a figure. */
final class DifferenceForest {
    private static final double BAR_WIDTH = 300;
    private static final double BAR_HEIGHT = 18;
    private static final double BAR_EDGE = 14;
    private static final int BAR_MARKS = 4;

    private final Markup page;
    private final boolean severalSplits;

    private DifferenceForest(Markup page, boolean severalSplits) {
        this.page = page;
        this.severalSplits = severalSplits;
    }

    /** Writes the section; nothing if there are no differences. */
    static void write(Markup page, List<ModelDifference> differences, boolean severalSplits) {
        if (!differences.isEmpty()) {
            new DifferenceForest(page, severalSplits).section(differences);
        }
    }

    private void section(List<ModelDifference> differences) {
        page.open("section").element("h2", "Differences over seeds").line();
        page.element(
                "p",
                "Mean of the first model's figure less the second's, with the 95 % interval of Student's t over paired"
                        + " seeds; on how many seeds each is higher, and the exact p of the sign test.",
                "class",
                "note");
        for (Figure figure : Figure.values()) {
            List<ModelDifference> shown = new ArrayList<>();
            for (ModelDifference difference : differences) {
                if (difference.figure() == figure) {
                    shown.add(difference);
                }
            }
            if (!shown.isEmpty()) {
                forest(figure, shown);
            }
        }
        page.close().line();
    }

    private void forest(Figure figure, List<ModelDifference> differences) {
        double least = 0;
        double greatest = 0;
        for (ModelDifference difference : differences) {
            least = Math.min(least, difference.difference().low());
            greatest = Math.max(greatest, difference.difference().high());
        }
        if (least == greatest) {
            least = -1;
            greatest = 1;
        }
        double step = Numbers.step(greatest - least, BAR_MARKS);
        Scale scale = new Scale(step * Math.floor(least / step + 1e-9), step * Math.ceil(greatest / step - 1e-9));
        page.element(
                        "h3",
                        figure.title()
                                + switch (figure.aim()) {
                                    case HIGH -> ": above 0 the first is better";
                                    case LOW -> ": below 0 the first is better";
                                    case ONE, NONE -> "";
                                })
                .open("ul", "class", "forest")
                .line();
        for (ModelDifference difference : differences) {
            bar(scale, difference);
        }
        page.open("li", "class", "scale").open("span").close();
        page.open("svg", "viewBox", "0 0 " + Plot.number(BAR_WIDTH) + " 16", "aria-hidden", "true");
        for (int i = 0; scale.low + i * step <= scale.high + step / 1000; i++) {
            double at = scale.low + i * step;
            page.element(
                    "text",
                    Numbers.mark(at, step),
                    "class",
                    "mark",
                    "x",
                    scale.x(at),
                    "y",
                    "12",
                    "text-anchor",
                    "middle");
        }
        page.close().open("span").close().close().close().line();
    }

    private record Scale(double low, double high) {
        String x(double value) {
            return Plot.number(BAR_EDGE + (BAR_WIDTH - 2 * BAR_EDGE) * (value - low) / (high - low));
        }
    }

    private void bar(Scale scale, ModelDifference found) {
        String style = "level";
        if (found.isClearlyBetter()) {
            style = "better";
        } else if (found.isClearlyWorse()) {
            style = "worse";
        }
        String middle = Plot.number(BAR_HEIGHT / 2);
        String bottom = Plot.number(BAR_HEIGHT);
        String zero = scale.x(0);
        page.open("li").open("span", "class", "pair");
        page.element("b", found.first()).text(" – ").element("b", found.second());
        String cell = new SplitTable.Cell(found.scenario(), found.task()).title();
        page.element("small", severalSplits ? cell + " · " + found.split() : cell);
        page.close();
        page.open("svg", "viewBox", "0 0 " + Plot.number(BAR_WIDTH) + " " + bottom, "aria-hidden", "true");
        page.empty("line", "class", "zero", "x1", zero, "y1", "0", "x2", zero, "y2", bottom);
        page.empty(
                "line",
                "class",
                "interval " + style,
                "x1",
                scale.x(found.difference().low()),
                "y1",
                middle,
                "x2",
                scale.x(found.difference().high()),
                "y2",
                middle);
        page.empty(
                "circle",
                "class",
                "mean " + style,
                "cx",
                scale.x(found.difference().mean()),
                "cy",
                middle,
                "r",
                "4.5");
        page.close();
        page.open("span", "class", "number")
                .element("b", Numbers.difference(found.difference().mean()));
        page.text(" [" + Numbers.difference(found.difference().low()) + ", "
                + Numbers.difference(found.difference().high()) + "]");
        page.element(
                "small",
                String.format(
                        Locale.ROOT,
                        "%d : %d of %d seeds, p %s",
                        found.difference().firstAbove(),
                        found.difference().secondAbove(),
                        found.difference().seeds(),
                        Numbers.figure(found.difference().signTestP())));
        page.close().close().line();
    }
}
