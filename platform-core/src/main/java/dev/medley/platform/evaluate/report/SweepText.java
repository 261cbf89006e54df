package dev.medley.platform.evaluate.report;

import dev.medley.platform.evaluate.compare.GroupAttribute;
import dev.medley.platform.evaluate.compare.SlateFigure;
import dev.medley.platform.evaluate.compare.SweepFront;
import dev.medley.platform.evaluate.compare.SweepPoint;
import dev.medley.platform.evaluate.compare.SweptMethod;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison of re-rankers as plain text: a line a method and weight, then what each method's front is worth. */
public final class SweepText {
    private SweepText() {}

    /** Prints the report; the stream is left open. */
    public static void print(SweepReport report, PrintStream out) {
        out.println(TextTable.oneLine(report.title()));
        out.println("rows     " + TextTable.oneLine(report.fingerprint()));
        out.println("command  " + TextTable.oneLine(report.commandLine()));
        report.notes().forEach(note -> out.println("  " + TextTable.oneLine(note)));
        for (GroupAttribute attribute : report.attributes()) {
            out.println("  " + TextTable.oneLine(groups(attribute)));
        }
        out.println();
        points(report, out);
        out.println();
        fronts(report, out);
    }

    static String groups(GroupAttribute attribute) {
        List<String> shares = new ArrayList<>();
        for (int g = 0; g < attribute.shares().length; g++) {
            shares.add(String.format(
                    Locale.ROOT,
                    "%s %.1f %%",
                    attribute.groups().get(g),
                    100 * attribute.shares()[g]));
        }
        return "Groups by " + attribute.name() + ", with the shares that they should have: " + String.join(", ", shares)
                + ".";
    }

    private static void points(SweepReport report, PrintStream out) {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("Method (* on its front)", "weight"));
        for (SlateFigure figure : SlateFigure.values()) {
            head.add(figure.title());
        }
        lines.add(head);
        for (SweepPoint point : report.result().points()) {
            List<String> line = new ArrayList<>();
            line.add((isOnFront(report, point) ? "* " : "  ") + point.method());
            line.add(String.format(Locale.ROOT, "%.3f", point.weight()));
            for (SlateFigure figure : SlateFigure.values()) {
                line.add(number(figure, point));
            }
            lines.add(line);
        }
        TextTable.print(lines, 1, out);
    }

    static boolean isOnFront(SweepReport report, SweepPoint point) {
        for (SweepFront front : report.result().fronts()) {
            if (front.method().equals(point.method())) {
                return front.weights().contains(point.weight());
            }
        }
        return false;
    }

    static String number(SlateFigure figure, SweepPoint point) {
        double value = point.figure(figure);
        if (Double.isNaN(value)) {
            return "–";
        }
        return switch (figure) {
            case SAFETY_VIOLATIONS, BYTES -> Numbers.count(Math.round(value));
            case LATENCY_P50, LATENCY_P99 -> String.format(Locale.ROOT, "%.1f", value);
            case LONGEST_RUN, MOST_IN_WINDOW, INFEASIBLE_INDEX, INFEASIBLE_COUNT ->
                String.format(Locale.ROOT, "%.2f", value);
            case NDCG_RETENTION,
                    NDCG,
                    VALUE_RETENTION,
                    INTRA_LIST_DISTANCE,
                    WINDOWED_DISTANCE,
                    ALPHA_NDCG,
                    COVERAGE,
                    WINDOWED_COVERAGE,
                    CALIBRATION_KL,
                    EXPOSURE_GINI,
                    EXPOSURE_TO_MERIT,
                    MAX_MIN_SHARE,
                    MIN_SKEW,
                    NDKL,
                    WORST_GROUP_NDCG -> Numbers.figure(value);
        };
    }

    private static void fronts(SweepReport report, PrintStream out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "Hypervolume",
                "utility, diversity, fairness",
                "utility, diversity",
                "utility, fairness",
                "on the front",
                "NDCG kept at inf. index 0",
                "the weight is"));
        for (SweptMethod method : report.result().methods()) {
            for (SweepFront front : report.result().fronts()) {
                if (front.method().equals(method.name())) {
                    lines.add(List.of(
                            front.method(),
                            Numbers.figure(front.hypervolume()),
                            Numbers.figure(front.diversity()),
                            Numbers.figure(front.fairness()),
                            Integer.toString(front.weights().size()),
                            keptAtNoneMissing(report, front.method()),
                            method.weight()));
                }
            }
        }
        TextTable.print(lines, 1, out);
        out.println(explanation(report));
    }

    /** The most that is kept at a weight where no beginning of a slate has too few of a group. */
    static String keptAtNoneMissing(SweepReport report, String method) {
        double most = report.result().points().stream()
                .filter(point -> point.method().equals(method))
                .filter(point -> point.figure(SlateFigure.INFEASIBLE_INDEX) == 0)
                .mapToDouble(point -> point.figure(SlateFigure.NDCG_RETENTION))
                .max()
                .orElse(Double.NaN);
        return Double.isNaN(most) ? "–" : Numbers.figure(most);
    }

    static String explanation(SweepReport report) {
        return String.format(
                Locale.ROOT,
                "Utility is the NDCG that is kept of the plain order's, from %.3f (worth 0) to 1 (worth 1) and beyond;"
                        + " diversity the distance within a slate; fairness the max-min share of the groups by %s.",
                report.settings().floor(),
                report.controlled().name());
    }
}
