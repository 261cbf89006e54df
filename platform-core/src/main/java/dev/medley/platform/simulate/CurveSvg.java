package dev.medley.platform.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Curves over days as one SVG picture that needs nothing else. Names are ours and hold nothing to escape. */
final class CurveSvg {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int LEFT = 64;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 48;
    private static final int MARKS = 5;
    private static final List<String> COLOURS = List.of("#b4552d", "#2d6fb4", "#3a8a4d", "#7a4fa3");

    private final StringBuilder svg = new StringBuilder();
    private final double least;
    private final double most;
    private final int days;

    /** A line: one value a day. */
    record Curve(String name, double[] values) {}

    private CurveSvg(Curve... curves) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Curve curve : curves) {
            low = Math.min(low, Arrays.stream(curve.values).min().orElse(0));
            high = Math.max(high, Arrays.stream(curve.values).max().orElse(1));
        }
        double room = Math.max(1e-9, 0.08 * (high - low));
        least = low - room;
        most = high + room;
        days = curves[0].values.length;
    }

    static String of(String title, Curve... curves) {
        return new CurveSvg(curves).draw(title, curves);
    }

    private String draw(String title, Curve... curves) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"12\">",
                WIDTH, HEIGHT, title);
        add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, HEIGHT);
        add("<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>", LEFT, title);
        for (int mark = 0; mark <= MARKS; mark++) {
            double value = least + (most - least) * mark / MARKS;
            add(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>",
                    LEFT, WIDTH - RIGHT, y(value), y(value));
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3f</text>", LEFT - 6, y(value) + 4, value);
        }
        for (int day = 0; day < days; day++) {
            if (day == 0 || (day + 1) % 5 == 0) {
                add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>", x(day), HEIGHT - 28, day + 1);
            }
        }
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">day</text>", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8);
        for (int number = 0; number < curves.length; number++) {
            line(curves[number], COLOURS.get(number % COLOURS.size()), number);
        }
        svg.append("</svg>\n");
        return svg.toString();
    }

    private void line(Curve curve, String colour, int number) {
        StringBuilder points = new StringBuilder();
        for (int day = 0; day < days; day++) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(day), y(curve.values[day])));
        }
        add(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>",
                colour, points.toString().strip());
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"%s\">%s</text>",
                WIDTH - RIGHT, TOP + 4 + 16 * number, colour, curve.name);
    }

    private double x(int day) {
        return LEFT + (double) (WIDTH - LEFT - RIGHT) * day / Math.max(1, days - 1);
    }

    private double y(double value) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (most - value) / (most - least);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
