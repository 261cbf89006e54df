package dev.medley.platform.evaluate.report;

import java.util.List;
import java.util.Locale;

/** A plot of two numbers: axes with marks, grid, lines and dots. */
final class Plot {
    private static final double TOP = 8;
    private static final double RIGHT = 14;
    private static final double BELOW = 42;
    private static final int MARKS = 5;

    private final Markup page;
    private final Range x;
    private final Range y;
    private final Size size;

    /** Where an axis starts and ends, and how far its marks are apart. */
    record Range(double from, double to, double step) {
        /** A range on marks that holds both. */
        static Range of(double least, double most) {
            double span = Math.max(most - least, 1e-6);
            double step = Numbers.step(span, MARKS);
            return new Range(Math.floor(least / step + 1e-9) * step, Math.ceil(most / step - 1e-9) * step, step);
        }

        double share(double value) {
            return Math.clamp((value - from) / (to - from), 0, 1);
        }

        boolean holds(double value) {
            return value >= from && value <= to;
        }
    }

    /** How large the area between the axes is, and what is left of it for marks. */
    private record Size(double across, double up, double left) {}

    private Plot(Markup page, Range x, Range y, Size size) {
        this.page = page;
        this.x = x;
        this.y = y;
        this.size = size;
    }

    /**
     * Opens a plot of two shares that both go from 0 to the same end: a square with its diagonal.
     *
     * @param end where both axes end, above 0
     * @param name what it shows, for those who cannot see it
     */
    static Plot openSquare(Markup page, double end, String name, String across, String up) {
        Range range = new Range(0, end, Numbers.step(end, MARKS));
        Plot plot = open(page, range, range, new Size(260, 260, 46), name);
        plot.line("diagonal", 0, 0, end, end);
        plot.titles(across, up);
        return plot;
    }

    /**
     * Opens a plot of two numbers that each have a range of their own.
     *
     * @param name what it shows, for those who cannot see it
     */
    static Plot openWide(Markup page, Range x, Range y, String name, String across, String up) {
        Plot plot = open(page, x, y, new Size(420, 300, 56), name);
        plot.titles(across, up);
        return plot;
    }

    private static Plot open(Markup page, Range x, Range y, Size size, String name) {
        Plot plot = new Plot(page, x, y, size);
        String box = "0 0 " + number(size.left + size.across + RIGHT) + " " + number(TOP + size.up + BELOW);
        page.open("svg", "viewBox", box, "role", "img", "aria-label", name);
        plot.marks();
        return plot;
    }

    private void marks() {
        String below = number(TOP + size.up + 16);
        for (int i = 0; x.from + i * x.step <= x.to + x.step / 1000; i++) {
            double at = x.from + i * x.step;
            line("grid", at, y.from, at, y.to);
            String mark = Numbers.mark(at, x.step);
            page.element("text", mark, "class", "mark", "x", x(at), "y", below, "text-anchor", "middle");
        }
        String left = number(size.left - 7);
        for (int i = 0; y.from + i * y.step <= y.to + y.step / 1000; i++) {
            double at = y.from + i * y.step;
            line("grid", x.from, at, x.to, at);
            String mark = Numbers.mark(at, y.step);
            page.element("text", mark, "class", "mark", "x", left, "y", y(at), "dy", "4", "text-anchor", "end");
        }
    }

    private void titles(String across, String up) {
        String middle = number(size.left + size.across / 2);
        String bottom = number(TOP + size.up + BELOW - 6);
        page.element("text", across, "class", "axis", "x", middle, "y", bottom, "text-anchor", "middle");
        String half = number(TOP + size.up / 2);
        String turn = "rotate(-90 11 " + half + ")";
        page.element("text", up, "class", "axis", "x", "11", "y", half, "text-anchor", "middle", "transform", turn);
        page.line();
    }

    boolean holds(double atX, double atY) {
        return x.holds(atX) && y.holds(atY);
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

    /** A dot, and what it says when it is pointed at. */
    void dot(String style, double atX, double atY, double radius, String name) {
        page.open("circle", "class", style, "cx", x(atX), "cy", y(atY), "r", number(radius))
                .element("title", name)
                .close();
    }

    /** Ends it. */
    void close() {
        page.close().line();
    }

    private String x(double value) {
        return number(size.left + size.across * x.share(value));
    }

    private String y(double value) {
        return number(TOP + size.up * (1 - y.share(value)));
    }

    /** A length with one decimal. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
