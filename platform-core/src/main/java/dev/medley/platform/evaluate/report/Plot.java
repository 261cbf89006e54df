package dev.medley.platform.evaluate.report;

import java.util.List;
import java.util.Locale;

/** A square plot of two shares that both go from 0 to the same end: axes with marks, grid, diagonal, and lines. */
final class Plot {
    private static final double SIDE = 260;
    private static final double LEFT = 46;
    private static final double TOP = 8;
    private static final double WIDTH = LEFT + SIDE + 14;
    private static final double HEIGHT = TOP + SIDE + 42;
    private static final int MARKS = 5;

    private final Markup page;
    private final double end;

    private Plot(Markup page, double end) {
        this.page = page;
        this.end = end;
    }

    /**
     * Opens a plot.
     *
     * @param end where both axes end, above 0
     * @param name what it shows, for those who cannot see it
     */
    static Plot open(Markup page, double end, String name, String across, String up) {
        Plot plot = new Plot(page, end);
        page.open("svg", "viewBox", "0 0 " + number(WIDTH) + " " + number(HEIGHT), "role", "img", "aria-label", name);
        plot.axes(across, up);
        return plot;
    }

    private void axes(String across, String up) {
        double step = Numbers.step(end, MARKS);
        for (int i = 0; i * step <= end * 1.0001; i++) {
            double at = i * step;
            String mark = Numbers.mark(at, step);
            line("grid", at, 0, at, end);
            line("grid", 0, at, end, at);
            page.element(
                    "text", mark, "class", "mark", "x", x(at), "y", number(TOP + SIDE + 16), "text-anchor", "middle");
            page.element(
                    "text", mark, "class", "mark", "x", number(LEFT - 7), "y", y(at), "dy", "4", "text-anchor", "end");
        }
        line("diagonal", 0, 0, end, end);
        page.element(
                "text",
                across,
                "class",
                "axis",
                "x",
                number(LEFT + SIDE / 2),
                "y",
                number(HEIGHT - 6),
                "text-anchor",
                "middle");
        String middle = number(TOP + SIDE / 2);
        page.element(
                "text",
                up,
                "class",
                "axis",
                "x",
                "11",
                "y",
                middle,
                "text-anchor",
                "middle",
                "transform",
                "rotate(-90 11 " + middle + ")");
        page.line();
    }

    /** A line through points. */
    void path(String style, List<double[]> points) {
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            path.append(path.isEmpty() ? "" : " ")
                    .append(x(point[0]))
                    .append(',')
                    .append(y(point[1]));
        }
        page.empty("polyline", "class", style, "points", path.toString()).line();
    }

    /** A straight line; what lies beyond the axes is cut off. */
    void line(String style, double fromX, double fromY, double toX, double toY) {
        page.empty("line", "class", style, "x1", x(fromX), "y1", y(fromY), "x2", x(toX), "y2", y(toY));
    }

    /** A dot. */
    void dot(String style, double atX, double atY, String name) {
        page.open("circle", "class", style, "cx", x(atX), "cy", y(atY), "r", "3")
                .element("title", name)
                .close();
    }

    /** Ends it. */
    void close() {
        page.close().line();
    }

    private String x(double value) {
        return number(LEFT + SIDE * Math.clamp(value / end, 0, 1));
    }

    private String y(double value) {
        return number(TOP + SIDE * (1 - Math.clamp(value / end, 0, 1)));
    }

    /** A length with one decimal. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
