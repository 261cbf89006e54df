package dev.medley.platform.evaluate.slate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which of several points are worth having where more is better in every objective, and how much they cover. */
public final class ParetoFront {
    private ParetoFront() {}

    /**
     * The numbers of the points that no other is at least as good as in everything and better in something. Of points
     * that are equal the first counts; one with a NaN never does.
     *
     * @param points of two or more objectives each, as many for each
     */
    public static List<Integer> of(List<double[]> points) {
        List<Integer> front = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            boolean kept = isNumber(points.get(i));
            for (int j = 0; j < points.size() && kept; j++) {
                kept = i == j || !isNumber(points.get(j)) || !beats(points.get(j), points.get(i), j < i);
            }
            if (kept) {
                front.add(i);
            }
        }
        return front;
    }

    private static boolean isNumber(double[] point) {
        for (double value : point) {
            if (Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean beats(double[] left, double[] right, boolean isFirst) {
        boolean better = false;
        for (int i = 0; i < left.length; i++) {
            if (left[i] < right[i]) {
                return false;
            }
            better |= left[i] > right[i];
        }
        return better || isFirst;
    }

    /**
     * The hypervolume: the area or volume of what lies between the reference and some point, exactly (Zitzler and
     * Thiele, "Multiobjective optimization using evolutionary algorithms", PPSN 1998). What is not better than the
     * reference in everything adds nothing.
     *
     * @param points of 2 or 3 objectives
     * @param reference what is worth nothing, as many objectives
     * @throws IllegalArgumentException for another number of objectives
     */
    public static double hypervolume(List<double[]> points, double... reference) {
        if (reference.length != 2 && reference.length != 3) {
            throw new IllegalArgumentException(reference.length + " objectives given; allowed: 2 or 3");
        }
        List<double[]> above = new ArrayList<>();
        for (double[] point : points) {
            if (point.length != reference.length) {
                throw new IllegalArgumentException(
                        "a point has " + point.length + " objectives, the reference " + reference.length);
            }
            double[] shifted = new double[reference.length];
            boolean adds = true;
            for (int i = 0; i < shifted.length; i++) {
                shifted[i] = point[i] - reference[i];
                adds &= shifted[i] > 0;
            }
            if (adds) {
                above.add(shifted);
            }
        }
        return reference.length == 2 ? area(above) : volume(above);
    }

    /** In strips: by falling first objective, each adds what is above all before. */
    private static double area(List<double[]> points) {
        List<double[]> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble((double[] point) -> -point[0]));
        double area = 0;
        double top = 0;
        for (double[] point : sorted) {
            if (point[1] > top) {
                area += point[0] * (point[1] - top);
                top = point[1];
            }
        }
        return area;
    }

    /** In slices: between two heights of the third objective the area is that of the points from there upwards. */
    private static double volume(List<double[]> points) {
        List<double[]> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble((double[] point) -> -point[2]));
        double volume = 0;
        for (int i = 0; i < sorted.size(); i++) {
            double below = i + 1 < sorted.size() ? sorted.get(i + 1)[2] : 0;
            double height = sorted.get(i)[2] - below;
            if (height > 0) {
                volume += height * area(sorted.subList(0, i + 1));
            }
        }
        return volume;
    }
}
