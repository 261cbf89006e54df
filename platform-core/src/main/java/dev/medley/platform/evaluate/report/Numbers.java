package dev.medley.platform.evaluate.report;

import java.util.Locale;

/** Numbers as reports show them, the same wherever they are made. */
final class Numbers {
    private Numbers() {}

    /** With four decimals; a dash for what is not defined. */
    static String figure(Double value) {
        return value == null ? "–" : unsigned(String.format(Locale.ROOT, "%.4f", value));
    }

    /** With four decimals and its sign. */
    static String difference(double value) {
        String text = String.format(Locale.ROOT, "%+.4f", value);
        return text.equals("-0.0000") ? "+0.0000" : text;
    }

    private static String unsigned(String text) {
        return text.equals("-0.0000") ? "0.0000" : text;
    }

    /** A whole number in groups of three. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A number of yeses: whole if it is, otherwise with one decimal. */
    static String positives(double value) {
        return value == Math.rint(value) ? count((long) value) : String.format(Locale.ROOT, "%,.1f", value);
    }

    /** A mark of an axis: no more decimals than it takes. */
    static String mark(double value, double step) {
        int decimals = Math.clamp((int) Math.ceil(-StrictMath.log10(step) - 1e-9), 0, 9);
        // A step such as 0.25 takes one more than its size says.
        double scaled = step * StrictMath.pow(10, decimals);
        int needed = Math.abs(scaled - Math.rint(scaled)) > 1e-6 ? decimals + 1 : decimals;
        String text = String.format(Locale.ROOT, "%." + needed + "f", value);
        return StrictMath.rint(value / step) == 0 ? "0" : text;
    }

    /** The distance between marks that lays about so many over a range: 1, 2 or 5 times a power of ten. */
    static double step(double range, int marks) {
        double rough = range / marks;
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
        double lead = rough / power;
        if (lead <= 1.0000001) {
            return power;
        }
        if (lead <= 2.0000001) {
            return 2 * power;
        }
        return lead <= 5.0000001 ? 5 * power : 10 * power;
    }
}
