package dev.medley.platform.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Figures of scored rows. Each takes O(n log n) at most, is the same for the same rows in the same order, and is null
 * where it is not defined. A soft label counts as that much of a yes and the rest of a no, so a row with a label of 0.3
 * is as good as two rows of the same score, a yes with 0.3 of its weight and a no with 0.7 of it.
 */
public final class Metrics {
    /** How many bins a calibration figure has unless told otherwise. */
    public static final int DEFAULT_BINS = 20;

    /** How many points {@link #roc} gives at most. */
    public static final int MAX_ROC_POINTS = 200;

    /** Probabilities are kept so far from 0 and 1 when their logarithm is taken. */
    static final double LEAST_PROBABILITY = 1e-7;

    /** The quantile 0.975 of the normal distribution. */
    private static final double NORMAL_95 = 1.959963984540054;

    private Metrics() {}

    /**
     * The chance that a yes is scored above a no, ties counting half: the statistic of Mann and Whitney 1947, by
     * weight. Null without a yes or without a no.
     */
    public static Double auc(JudgedRows rows) {
        return auc(rows, rows.byScore(), null);
    }

    /**
     * As {@link #auc(JudgedRows)}, of rows in the order of their score.
     *
     * @param sorted as {@link JudgedRows#byScore} gives them, all rows or some
     * @param times how often each row counts; null: once
     */
    static Double auc(JudgedRows rows, long[] sorted, int[] times) {
        double above = 0;
        double noes = 0;
        double yeses = 0;
        for (int i = 0; i < sorted.length; ) {
            long rank = sorted[i] >> 32;
            double tiedYes = 0;
            double tiedNo = 0;
            for (; i < sorted.length && sorted[i] >> 32 == rank; i++) {
                int row = (int) sorted[i];
                double weight = times == null ? rows.weight(row) : (double) rows.weight(row) * times[row];
                double yes = weight * rows.label(row);
                tiedYes += yes;
                tiedNo += weight - yes;
            }
            above += tiedYes * (noes + tiedNo / 2);
            noes += tiedNo;
            yeses += tiedYes;
        }
        return noes > 0 && yeses > 0 ? above / (noes * yeses) : null;
    }

    /**
     * The mean of the AUC of every group that has both a yes and a no, weighted by the group's rows (Zhu et al. 2017,
     * "Optimized cost per click in Taobao display advertising", section 5): how well each user's own rows are ordered,
     * blind to who clicks more.
     */
    public static GroupedAuc gauc(JudgedRows rows) {
        GroupSums sums = GroupSums.ofAuc(rows);
        double covered = 0;
        double weighted = 0;
        long coveredGroups = 0;
        for (int group = 0; group < sums.count(); group++) {
            covered += sums.below(group);
            weighted += sums.above(group);
            coveredGroups += sums.below(group) > 0 ? 1 : 0;
        }
        double all = totalWeight(rows);
        return new GroupedAuc(
                coveredGroups == 0 ? null : weighted / covered,
                all > 0 ? covered / all : 0,
                sums.count(),
                coveredGroups);
    }

    /**
     * The mean logarithmic loss in nats, by weight, of probabilities kept 1e-7 off 0 and 1. Null without weight.
     *
     * @throws IllegalArgumentException if the scores are no probabilities
     */
    public static Double logloss(JudgedRows rows) {
        requireProbabilities(rows);
        double loss = 0;
        double weights = 0;
        for (int row = 0; row < rows.size(); row++) {
            loss += rows.weight(row) * loss(rows.score(row), rows.label(row));
            weights += rows.weight(row);
        }
        return weights > 0 ? loss / weights : null;
    }

    static double loss(double probability, double label) {
        double kept = Math.clamp(probability, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY);
        double loss = 0;
        if (label > 0) {
            loss -= label * StrictMath.log(kept);
        }
        if (label < 1) {
            loss -= (1 - label) * StrictMath.log(1 - kept);
        }
        return loss;
    }

    /**
     * The logloss over that of always predicting the mean label, as in He et al. 2014, "Practical lessons from
     * predicting clicks on ads at Facebook", section 3: below 1 the scores tell something, and figures of tasks of
     * different rates can be compared. Null if the labels are all 0 or all 1, or without weight.
     *
     * @throws IllegalArgumentException if the scores are no probabilities
     */
    public static Double normalizedEntropy(JudgedRows rows) {
        Double loss = logloss(rows);
        double yeses = 0;
        double weights = 0;
        for (int row = 0; row < rows.size(); row++) {
            yeses += (double) rows.weight(row) * rows.label(row);
            weights += rows.weight(row);
        }
        if (loss == null || yeses <= 0 || yeses >= weights) {
            return null;
        }
        double rate = yeses / weights;
        return loss / -(rate * StrictMath.log(rate) + (1 - rate) * StrictMath.log(1 - rate));
    }

    /**
     * The normalised discounted cumulated gain of the best {@code depth} of each group, discounted by the binary
     * logarithm of place + 1 (Järvelin and Kekäläinen 2002). Ties keep the rows' order; weights do not count.
     *
     * @param depth how many places count, at least 1
     */
    public static Ndcg ndcg(JudgedRows rows, int depth, Gain gain) {
        GroupSums sums = GroupSums.ofNdcg(rows, depth, gain);
        double sum = 0;
        long with = 0;
        for (int group = 0; group < sums.count(); group++) {
            sum += sums.above(group);
            with += sums.below(group) > 0 ? 1 : 0;
        }
        return new Ndcg(with == 0 ? null : sum / with, with, sums.count() - with);
    }

    /**
     * The expected calibration error over bins of equal mass: the rows in the order of their score are cut into bins of
     * the same weight, and the distance between mean score and mean label is averaged over the bins by weight (Naeini,
     * Cooper and Hauskrecht 2015, with the bins of Nguyen and O'Connor 2015). Rows of the same score are never parted:
     * they all go where the middle of their weight lies, so the rows' order does not matter and a bin may be empty. The
     * figure of a perfectly calibrated model is not 0 but falls with the number of rows in a bin. Null without weight.
     *
     * @param bins at least 1
     * @throws IllegalArgumentException if the scores are no probabilities
     */
    public static Double ece(JudgedRows rows, int bins) {
        requireProbabilities(rows);
        return calibrationError(equalMass(rows, bins));
    }

    /**
     * The expected calibration error over bins of equal width in probability (Guo et al. 2017, "On calibration of
     * modern neural networks"). Where most rows have a low score nearly all are in the first bin: prefer {@link #ece}.
     *
     * @param bins at least 1
     * @throws IllegalArgumentException if the scores are no probabilities
     */
    public static Double eceOfEqualWidth(JudgedRows rows, int bins) {
        requireProbabilities(rows);
        Bins sums = new Bins(bins);
        for (int row = 0; row < rows.size(); row++) {
            sums.add(Math.min(bins - 1, (int) ((double) rows.score(row) * bins)), rows, row);
        }
        return calibrationError(sums);
    }

    private static Double calibrationError(Bins bins) {
        double distance = 0;
        double weights = 0;
        for (int bin = 0; bin < bins.rows.length; bin++) {
            distance += Math.abs(bins.scores[bin] - bins.labels[bin]);
            weights += bins.weights[bin];
        }
        return weights > 0 ? distance / weights : null;
    }

    /**
     * What was predicted and what was observed, in the bins of {@link #ece}, upwards; bins without weight are left out.
     * The interval is Wilson's (1927); with weights it takes as many rows as Kish's effective sample size.
     *
     * @param bins at least 1
     * @throws IllegalArgumentException if the scores are no probabilities
     */
    public static List<ReliabilityPoint> reliability(JudgedRows rows, int bins) {
        requireProbabilities(rows);
        Bins sums = equalMass(rows, bins);
        List<ReliabilityPoint> points = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            double weight = sums.weights[bin];
            if (weight > 0) {
                double observed = sums.labels[bin] / weight;
                double size = weight * weight / sums.squares[bin];
                double squared = NORMAL_95 * NORMAL_95;
                double middle = (observed + squared / (2 * size)) / (1 + squared / size);
                double half = NORMAL_95
                        / (1 + squared / size)
                        * Math.sqrt(Math.max(0, observed * (1 - observed)) / size + squared / (4 * size * size));
                points.add(new ReliabilityPoint(
                        sums.scores[bin] / weight,
                        observed,
                        sums.rows[bin],
                        Math.max(0, middle - half),
                        Math.min(1, middle + half)));
            }
        }
        return points;
    }

    private static Bins equalMass(JudgedRows rows, int bins) {
        Bins sums = new Bins(bins);
        double all = totalWeight(rows);
        if (all <= 0) {
            return sums;
        }
        long[] sorted = rows.byScore();
        double below = 0;
        for (int i = 0; i < sorted.length; ) {
            int end = i;
            double tied = 0;
            for (; end < sorted.length && sorted[end] >> 32 == sorted[i] >> 32; end++) {
                tied += rows.weight((int) sorted[end]);
            }
            int bin = Math.min(bins - 1, (int) ((below + tied / 2) / all * bins));
            for (; i < end; i++) {
                sums.add(bin, rows, (int) sorted[i]);
            }
            below += tied;
        }
        return sums;
    }

    /** Sums by bin. */
    private static final class Bins {
        final long[] rows;
        final double[] weights;
        final double[] squares;
        final double[] scores;
        final double[] labels;

        Bins(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("bins: " + count + "; allowed: at least 1");
            }
            rows = new long[count];
            weights = new double[count];
            squares = new double[count];
            scores = new double[count];
            labels = new double[count];
        }

        void add(int bin, JudgedRows judged, int row) {
            double weight = judged.weight(row);
            rows[bin]++;
            weights[bin] += weight;
            squares[bin] += weight * weight;
            scores[bin] += weight * judged.score(row);
            labels[bin] += weight * judged.label(row);
        }
    }

    /**
     * The sum of the scores over the sum of the labels, by weight: 1 is calibrated on the whole, 2 promises twice of
     * what comes. Null if the labels are all 0.
     *
     * @throws IllegalArgumentException if the scores are no probabilities
     */
    public static Double predictedOverObserved(JudgedRows rows) {
        requireProbabilities(rows);
        double predicted = 0;
        double observed = 0;
        for (int row = 0; row < rows.size(); row++) {
            predicted += (double) rows.weight(row) * rows.score(row);
            observed += (double) rows.weight(row) * rows.label(row);
        }
        return observed > 0 ? predicted / observed : null;
    }

    /**
     * The mean squared distance of score and label, by weight (Brier 1950). Null without weight.
     *
     * @throws IllegalArgumentException if the scores are no probabilities
     */
    public static Double brier(JudgedRows rows) {
        requireProbabilities(rows);
        return meanSquare(rows);
    }

    /** The root of the mean squared distance of score and label, by weight. Null without weight. */
    public static Double rmse(JudgedRows rows) {
        Double square = meanSquare(rows);
        return square == null ? null : Math.sqrt(square);
    }

    private static Double meanSquare(JudgedRows rows) {
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < rows.size(); row++) {
            double error = (double) rows.score(row) - rows.label(row);
            sum += rows.weight(row) * error * error;
            weights += rows.weight(row);
        }
        return weights > 0 ? sum / weights : null;
    }

    /** The mean distance of score and label, by weight. Null without weight. */
    public static Double mae(JudgedRows rows) {
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < rows.size(); row++) {
            sum += rows.weight(row) * Math.abs((double) rows.score(row) - rows.label(row));
            weights += rows.weight(row);
        }
        return weights > 0 ? sum / weights : null;
    }

    /**
     * The receiver operating characteristic, from (0, 0) to (1, 1), neither rate ever falling, at most
     * {@link #MAX_ROC_POINTS} points about evenly apart along the curve. Empty without a yes or without a no.
     */
    public static List<RocPoint> roc(JudgedRows rows) {
        double yeses = 0;
        double weights = 0;
        for (int row = 0; row < rows.size(); row++) {
            yeses += (double) rows.weight(row) * rows.label(row);
            weights += rows.weight(row);
        }
        double noes = weights - yeses;
        if (!(yeses > 0 && noes > 0)) {
            return List.of();
        }
        // Both rates together go from 0 to 2, and each point but the first and last is so much further than the one
        // before.
        double apart = 2.0 / (MAX_ROC_POINTS - 2);
        long[] sorted = rows.byScore();
        List<RocPoint> points = new ArrayList<>();
        points.add(new RocPoint(0, 0));
        double last = 0;
        double yesAbove = 0;
        double noAbove = 0;
        for (int i = sorted.length - 1; i >= 0; ) {
            long rank = sorted[i] >> 32;
            for (; i >= 0 && sorted[i] >> 32 == rank; i--) {
                int row = (int) sorted[i];
                double yes = (double) rows.weight(row) * rows.label(row);
                yesAbove += yes;
                noAbove += rows.weight(row) - yes;
            }
            // Rounding may carry a sum a little past the whole.
            double falseRate = Math.clamp(noAbove / noes, 0, 1);
            double trueRate = Math.clamp(yesAbove / yeses, 0, 1);
            if (i >= 0 && falseRate + trueRate - last >= apart && falseRate + trueRate < 2) {
                points.add(new RocPoint(falseRate, trueRate));
                last = falseRate + trueRate;
            }
        }
        points.add(new RocPoint(1, 1));
        return points;
    }

    static double totalWeight(JudgedRows rows) {
        double sum = 0;
        for (int row = 0; row < rows.size(); row++) {
            sum += rows.weight(row);
        }
        return sum;
    }

    static void requireProbabilities(JudgedRows rows) {
        if (!rows.areProbabilities()) {
            int row = 0;
            while (rows.score(row) >= 0 && rows.score(row) <= 1) {
                row++;
            }
            throw new IllegalArgumentException(
                    "scores[" + row + "]: " + rows.score(row) + "; allowed: a probability, 0 to 1");
        }
    }

    /** The rows of one group, as {@link JudgedRows#byScore} has all of them. */
    static long[] byScore(JudgedRows rows, int group) {
        Grouping grouping = rows.grouping();
        int from = grouping.starts()[group];
        long[] sorted = new long[grouping.starts()[group + 1] - from];
        for (int i = 0; i < sorted.length; i++) {
            int row = grouping.rows()[from + i];
            sorted[i] = (long) JudgedRows.rank(rows.score(row)) << 32 | row;
        }
        Arrays.sort(sorted);
        return sorted;
    }
}
