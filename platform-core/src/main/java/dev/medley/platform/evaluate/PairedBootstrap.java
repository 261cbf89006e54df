package dev.medley.platform.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far two models are apart on the same rows, and how far they could be on other users' rows: groups are drawn with
 * replacement (Efron and Tibshirani 1993, "An introduction to the bootstrap", chapters 8 and 13), because the rows of a
 * user are not independent of each other. Rows in no group are left out.
 *
 * @param difference the first model's figure less the second's, on the rows as they are
 * @param low the 2.5th percentile of the difference over the draws
 * @param high the 97.5th percentile
 * @param draws how many draws the figure was defined on, out of those asked for
 * @param firstAboveShare the share of draws where the first model's figure is the higher one, equal ones half
 */
public record PairedBootstrap(double difference, double low, double high, int draws, double firstAboveShare) {
    private static final double TAIL = 0.025;
    private static final int LEAST_DRAWS = 100;

    /**
     * Draws the groups again and again. Takes a pass over the rows for each draw for the AUC, over the groups for the
     * others; the same for the same seed.
     *
     * @param figure AUC, GAUC, NDCG_10, LOGLOSS, RMSE, MAE or BRIER
     * @param first the rows with the first model's scores
     * @param second the same rows in the same order with the second model's scores
     * @param draws how often, at least 100
     * @param seed any
     * @return null if the figure is not defined on the rows, or on fewer than 100 draws
     * @throws IllegalArgumentException for another figure, fewer draws, or rows that differ by more than the score
     */
    public static PairedBootstrap of(Figure figure, JudgedRows first, JudgedRows second, int draws, long seed) {
        if (draws < LEAST_DRAWS) {
            throw new IllegalArgumentException("draws: " + draws + "; allowed: at least " + LEAST_DRAWS);
        }
        requireSameRows(first, second);
        Resampled one = resampled(figure, first);
        Resampled other = resampled(figure, second);
        int groups = first.grouping().count();
        int[] times = new int[groups];
        Arrays.fill(times, 1);
        Double before = difference(one, other, times);
        if (before == null) {
            return null;
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] differences = new double[draws];
        int defined = 0;
        double above = 0;
        for (int draw = 0; draw < draws; draw++) {
            Arrays.fill(times, 0);
            for (int i = 0; i < groups; i++) {
                times[random.nextInt(groups)]++;
            }
            Double drawn = difference(one, other, times);
            if (drawn != null) {
                differences[defined++] = drawn;
                above += drawn > 0 ? 1 : drawn == 0 ? 0.5 : 0;
            }
        }
        if (defined < LEAST_DRAWS) {
            return null;
        }
        double[] sorted = Arrays.copyOf(differences, defined);
        Arrays.sort(sorted);
        return new PairedBootstrap(
                before, percentile(sorted, TAIL), percentile(sorted, 1 - TAIL), defined, above / defined);
    }

    private static double percentile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static Double difference(Resampled one, Resampled other, int[] times) {
        Double first = one.figure(times);
        Double second = other.figure(times);
        return first == null || second == null ? null : (Double) (first - second);
    }

    static void requireSameRows(JudgedRows first, JudgedRows second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "second: " + second.size() + " rows; allowed: the rows of first, " + first.size());
        }
        for (int row = 0; row < first.size(); row++) {
            if (first.label(row) != second.label(row)
                    || first.weight(row) != second.weight(row)
                    || first.group(row) != second.group(row)) {
                throw new IllegalArgumentException("second: row " + row
                        + " has another label, weight or group than that of first; allowed: the same rows");
            }
        }
    }

    /** A figure of rows whose groups count several times. */
    private interface Resampled {
        /** The figure, or null if it is not defined. */
        Double figure(int[] times);
    }

    private static Resampled resampled(Figure figure, JudgedRows rows) {
        return switch (figure) {
            case AUC -> new ResampledAuc(rows);
            case GAUC -> new ResampledQuotient(GroupSums.ofAuc(rows), false);
            case NDCG_10 -> new ResampledQuotient(GroupSums.ofNdcg(rows, 10, new Gain.Linear()), false);
            case LOGLOSS -> {
                Metrics.requireProbabilities(rows);
                yield new ResampledQuotient(GroupSums.ofRows(rows, Metrics::loss), false);
            }
            case MAE -> new ResampledQuotient(GroupSums.ofRows(rows, (a, b) -> Math.abs(a - b)), false);
            case BRIER -> new ResampledQuotient(GroupSums.ofRows(rows, (a, b) -> (a - b) * (a - b)), false);
            case RMSE -> new ResampledQuotient(GroupSums.ofRows(rows, (a, b) -> (a - b) * (a - b)), true);
            case GAUC_COVERAGE, NORMALIZED_ENTROPY, ECE, ECE_EQUAL_WIDTH, PREDICTED_OVER_OBSERVED ->
                throw new IllegalArgumentException(
                        "figure: " + figure.key() + "; allowed: auc, gauc, ndcg_10, logloss, rmse, mae, brier");
        };
    }

    private record ResampledQuotient(GroupSums sums, boolean rooted) implements Resampled {
        @Override
        public Double figure(int[] times) {
            double above = 0;
            double below = 0;
            for (int group = 0; group < times.length; group++) {
                above += times[group] * sums.above(group);
                below += times[group] * sums.below(group);
            }
            if (!(below > 0)) {
                return null;
            }
            return rooted ? Math.sqrt(above / below) : above / below;
        }
    }

    private static final class ResampledAuc implements Resampled {
        private final JudgedRows rows;
        private final long[] sorted;
        private final int[] groupOf;
        private final int[] timesOfRow;

        ResampledAuc(JudgedRows rows) {
            this.rows = rows;
            sorted = rows.byScore();
            timesOfRow = new int[rows.size()];
            groupOf = new int[rows.size()];
            Arrays.fill(groupOf, -1);
            Grouping grouping = rows.grouping();
            for (int group = 0; group < grouping.count(); group++) {
                for (int i = grouping.starts()[group]; i < grouping.starts()[group + 1]; i++) {
                    groupOf[grouping.rows()[i]] = group;
                }
            }
        }

        @Override
        public Double figure(int[] times) {
            for (int row = 0; row < groupOf.length; row++) {
                timesOfRow[row] = groupOf[row] < 0 ? 0 : times[groupOf[row]];
            }
            return Metrics.auc(rows, sorted, timesOfRow);
        }
    }
}
