package dev.medley.platform.evaluate.report;

/** A plot of two numbers that each have a range of their own: axes with marks, grid, lines and dots. */
final class ScatterPlot {
    private static final double ACROSS = 420;
    private static final double UP = 300;
    private static final double LEFT = 56;
    private static final double TOP = 8;
    private static final double WIDTH = LEFT + ACROSS + 14;
    private static final double HEIGHT = TOP + UP + 42;
    private static final int MARKS = 5;

    private final Markup page;
    private final Range x;
    private final Range y;

    /** Where an axis starts and ends, on marks. */
    record Range(double from, double to, double step) {
        /** A range that holds both. */
        static Range of(double least, double most) {
            double span = Math.max(most - least, 1e-6);
            double step = Numbers.step(span, MARKS);
            return new Range(Math.floor(least / step + 1e-9) * step, Math.ceil(most / step - 1e-9) * step, step);
        }

        double share(double value) {
            return (value - from) / (to - from);
        }

        boolean holds(double value) {
            return value >= from && value <= to;
        }
    }

    private ScatterPlot(Markup page, Range x, Range y) {
        this.page = page;
        this.x = x;
        this.y = y;
    }

    /**
     * Opens a plot.
     *
     * @param name what it shows, for those who cannot see it
     */
    static ScatterPlot open(Markup page, Range x, Range y, String name, String across, String up) {
        ScatterPlot plot = new ScatterPlot(page, x, y);
        page.open(
                "svg",
                "viewBox",
                "0 0 " + Plot.number(WIDTH) + " " + Plot.number(HEIGHT),
                "role",
                "img",
                "aria-label",
                name);
        plot.axes(across, up);
        return plot;
    }

    private void axes(String across, String up) {
        for (int i = 0; x.from + i * x.step <= x.to + x.step / 1000; i++) {
            double at = x.from + i * x.step;
            line("grid", at, y.from, at, y.to);
            String mark = Numbers.mark(at, x.step);
            page.element(
                    "text",
                    mark,
                    "class",
                    "mark",
                    "x",
                    x(at),
                    "y",
                    Plot.number(TOP + UP + 16),
                    "text-anchor",
                    "middle");
        }
        for (int i = 0; y.from + i * y.step <= y.to + y.step / 1000; i++) {
            double at = y.from + i * y.step;
            line("grid", x.from, at, x.to, at);
            String mark = Numbers.mark(at, y.step);
            page.element(
                    "text",
                    mark,
                    "class",
                    "mark",
                    "x",
                    Plot.number(LEFT - 7),
                    "y",
                    y(at),
                    "dy",
                    "4",
                    "text-anchor",
                    "end");
        }
        page.element(
                "text",
                across,
                "class",
                "axis",
                "x",
                Plot.number(LEFT + ACROSS / 2),
                "y",
                Plot.number(HEIGHT - 6),
                "text-anchor",
                "middle");
        String middle = Plot.number(TOP + UP / 2);
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

    boolean holds(double atX, double atY) {
        return x.holds(atX) && y.holds(atY);
    }

    /** A straight line between two points that the plot holds. */
    void line(String style, double fromX, double fromY, double toX, double toY) {
        page.empty("line", "class", style, "x1", x(fromX), "y1", y(fromY), "x2", x(toX), "y2", y(toY));
    }

    /** A dot, larger if it is to be seen first. */
    void dot(String style, double atX, double atY, boolean large, String name) {
        page.open("circle", "class", style, "cx", x(atX), "cy", y(atY), "r", large ? "4" : "2.5")
                .element("title", name)
                .close();
    }

    /** Ends it. */
    void close() {
        page.close().line();
    }

    private String x(double value) {
        return Plot.number(LEFT + ACROSS * x.share(value));
    }

    private String y(double value) {
        return Plot.number(TOP + UP * (1 - y.share(value)));
    }
}
