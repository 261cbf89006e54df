package dev.medley.platform.evaluate;

import java.util.Arrays;

/**
 * A figure that is a quotient of two sums over groups, as what each group adds to either: resampling groups then costs
 * nothing but adding up.
 */
final class GroupSums {
    private final double[] above;
    private final double[] below;

    private GroupSums(int count) {
        above = new double[count];
        below = new double[count];
    }

    int count() {
        return above.length;
    }

    /** What a group adds to the dividend. */
    double above(int group) {
        return above[group];
    }

    /** What a group adds to the divisor; 0 if it does not count. */
    double below(int group) {
        return below[group];
    }

    /** Each group's AUC times its weight, and its weight. */
    static GroupSums ofAuc(JudgedRows rows) {
        GroupSums sums = new GroupSums(rows.grouping().count());
        for (int group = 0; group < sums.count(); group++) {
            long[] sorted = Metrics.byScore(rows, group);
            Double auc = Metrics.auc(rows, sorted, null);
            if (auc != null) {
                double weight = 0;
                for (long row : sorted) {
                    weight += rows.weight((int) row);
                }
                sums.above[group] = auc * weight;
                sums.below[group] = weight;
            }
        }
        return sums;
    }

    /** Each group's normalised gain, and 1. */
    static GroupSums ofNdcg(JudgedRows rows, int depth, Gain gain) {
        if (depth < 1) {
            throw new IllegalArgumentException("depth: " + depth + "; allowed: at least 1");
        }
        Grouping grouping = rows.grouping();
        GroupSums sums = new GroupSums(grouping.count());
        for (int group = 0; group < sums.count(); group++) {
            int from = grouping.starts()[group];
            int size = grouping.starts()[group + 1] - from;
            double[] gains = new double[size];
            // Highest score first, and of the same score the earlier row first: hence the complement.
            long[] sorted = new long[size];
            for (int i = 0; i < size; i++) {
                int row = grouping.rows()[from + i];
                gains[i] = gain.of(rows.label(row));
                sorted[i] = (long) ~JudgedRows.rank(rows.score(row)) << 32 | row;
            }
            Arrays.sort(sorted);
            Arrays.sort(gains);
            double ideal = 0;
            double reached = 0;
            for (int place = 0; place < Math.min(depth, size); place++) {
                double discount = StrictMath.log(2) / StrictMath.log(place + 2);
                ideal += gains[size - 1 - place] * discount;
                reached += gain.of(rows.label((int) sorted[place])) * discount;
            }
            if (ideal > 0) {
                sums.above[group] = Math.min(1, reached / ideal);
                sums.below[group] = 1;
            }
        }
        return sums;
    }

    /** What one row's score is worth. */
    interface RowFigure {
        /** The figure of a row. */
        double of(double score, double label);
    }

    /** Each group's sum of a row's figure by weight, and its weight. */
    static GroupSums ofRows(JudgedRows rows, RowFigure figure) {
        Grouping grouping = rows.grouping();
        GroupSums sums = new GroupSums(grouping.count());
        for (int group = 0; group < sums.count(); group++) {
            for (int i = grouping.starts()[group]; i < grouping.starts()[group + 1]; i++) {
                int row = grouping.rows()[i];
                sums.above[group] += rows.weight(row) * figure.of(rows.score(row), rows.label(row));
                sums.below[group] += rows.weight(row);
            }
        }
        return sums;
    }
}
