package dev.medley.platform.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final int ROUNDS = 2_000;

    /** Runs a check on many small random cases. */
    private static void forRandomRows(long seed, Check check) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            check.check(RandomRows.of(random, round % 2 == 0), "seed " + seed + ", round " + round);
        }
    }

    private interface Check {
        void check(RandomRows rows, String name);
    }

    private static void assertSame(Double found, Double expected, String name) {
        if (expected == null) {
            assertThat(found).as(name).isNull();
        } else {
            assertThat(found).as(name).isNotNull().isCloseTo(expected, within(1e-9));
        }
    }

    /** Every pair of rows, by weight; null without a pair. */
    private static Double pairwiseAuc(RandomRows rows, IntPredicate chosen) {
        double above = 0;
        double pairs = 0;
        for (int yes = 0; yes < rows.size(); yes++) {
            for (int no = 0; no < rows.size(); no++) {
                if (rows.isKnown(yes) && rows.isKnown(no) && chosen.test(yes) && chosen.test(no)) {
                    double pair =
                            (double) rows.weight(yes) * rows.labels()[yes] * rows.weight(no) * (1 - rows.labels()[no]);
                    int order = Float.compare(rows.scores()[yes], rows.scores()[no]);
                    above += pair * (order > 0 ? 1 : order == 0 ? 0.5 : 0);
                    pairs += pair;
                }
            }
        }
        return pairs > 0 ? above / pairs : null;
    }

    private static TreeMap<Integer, List<Integer>> groups(RandomRows rows) {
        TreeMap<Integer, List<Integer>> groups = new TreeMap<>();
        for (int row = 0; row < rows.size(); row++) {
            if (rows.isKnown(row) && rows.group(row) >= 0) {
                groups.computeIfAbsent(rows.group(row), _ -> new ArrayList<>()).add(row);
            }
        }
        return groups;
    }

    private interface RowFigure {
        double of(double score, double label);
    }

    private static Double mean(RandomRows rows, RowFigure figure) {
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (rows.isKnown(row)) {
                sum += rows.weight(row) * figure.of(rows.scores()[row], rows.labels()[row]);
                weights += rows.weight(row);
            }
        }
        return weights > 0 ? sum / weights : null;
    }

    private static double loss(double score, double label) {
        double kept = Math.min(1 - 1e-7, Math.max(1e-7, score));
        return -label * Math.log(kept) - (1 - label) * Math.log(1 - kept);
    }

    @Test
    void aucCountsPairs() {
        forRandomRows(1, (rows, name) -> assertSame(Metrics.auc(rows.judged()), pairwiseAuc(rows, _ -> true), name));
    }

    @Test
    void aucOfAHandComputedCase() {
        // Of the 4 pairs 0.8 > 0.4, 0.8 > 0.1 and 0.4 > 0.1 are right, and 0.4 ties 0.4.
        JudgedRows rows = JudgedRows.of(new float[] {0.8f, 0.4f, 0.4f, 0.1f}, new float[] {1, 0, 1, 0});
        assertThat(Metrics.auc(rows)).isEqualTo(3.5 / 4);
        assertThat(Metrics.auc(JudgedRows.of(new float[] {0.1f, 0.2f}, new float[] {1, 1})))
                .isNull();
        assertThat(Metrics.auc(JudgedRows.of(new float[0], new float[0]))).isNull();
    }

    @Test
    void aucOrdersNegativeScoresAndTiesTheZeros() {
        JudgedRows rows = JudgedRows.of(new float[] {-3, -2, -0f, 0, 7}, new float[] {0, 1, 1, 0, 1});
        assertThat(Metrics.auc(rows)).isEqualTo((3 + 0 + 0.5 + 1) / 6);
    }

    @Test
    void gaucIsTheMeanOverGroups() {
        forRandomRows(2, (rows, name) -> {
            double weighted = 0;
            double covered = 0;
            long coveredGroups = 0;
            TreeMap<Integer, List<Integer>> groups = groups(rows);
            for (List<Integer> group : groups.values()) {
                Double auc = pairwiseAuc(rows, group::contains);
                if (auc != null) {
                    double weight = group.stream().mapToDouble(rows::weight).sum();
                    weighted += auc * weight;
                    covered += weight;
                    coveredGroups++;
                }
            }
            GroupedAuc found = Metrics.gauc(rows.judged());
            assertSame(found.value(), coveredGroups == 0 ? null : weighted / covered, name);
            double all = 0;
            for (int row = 0; row < rows.size(); row++) {
                all += rows.isKnown(row) ? rows.weight(row) : 0;
            }
            assertThat(found.coveredShare()).as(name).isCloseTo(all > 0 ? covered / all : 0, within(1e-9));
            assertThat(found.groups()).as(name).isEqualTo(groups.size());
            assertThat(found.coveredGroups()).as(name).isEqualTo(coveredGroups);
        });
    }

    @Test
    void gaucOfAHandComputedCase() {
        JudgedRows rows = JudgedRows.of(
                new float[] {0.9f, 0.1f, 0.2f, 0.5f, 0.6f, 0.7f, 0.3f},
                new float[] {1, 0, 0, 1, 0, 1, 1},
                null,
                new int[] {7, 7, 7, 3, 3, -1, 5});
        GroupedAuc gauc = Metrics.gauc(rows);
        // User 7: 1 over 3 rows; user 3: 0 over 2; user 5 has yeses only, and one row is nobody's.
        assertThat(gauc.value()).isEqualTo(3.0 / 5);
        assertThat(gauc.coveredShare()).isEqualTo(5.0 / 7);
        assertThat(gauc.groups()).isEqualTo(3);
        assertThat(gauc.coveredGroups()).isEqualTo(2);
    }

    @Test
    void meansAreThoseOfTheRows() {
        forRandomRows(3, (rows, name) -> {
            JudgedRows judged = rows.judged();
            assertSame(Metrics.logloss(judged), mean(rows, MetricsTest::loss), name);
            assertSame(Metrics.mae(judged), mean(rows, (score, label) -> Math.abs(score - label)), name);
            Double square = mean(rows, (score, label) -> (score - label) * (score - label));
            assertSame(Metrics.brier(judged), square, name);
            assertSame(Metrics.rmse(judged), square == null ? null : Math.sqrt(square), name);
            Double predicted = mean(rows, (score, _) -> score);
            Double rate = mean(rows, (_, label) -> label);
            assertSame(
                    Metrics.predictedOverObserved(judged), rate == null || rate == 0 ? null : predicted / rate, name);
            assertSame(
                    Metrics.normalizedEntropy(judged),
                    rate == null || rate == 0 || rate == 1
                            ? null
                            : Metrics.logloss(judged) / -(rate * Math.log(rate) + (1 - rate) * Math.log(1 - rate)),
                    name);
        });
    }

    @Test
    void meansOfAHandComputedCase() {
        JudgedRows rows =
                JudgedRows.of(new float[] {0.5f, 0.25f, 1f}, new float[] {1, 0, 0}, new float[] {2, 1, 1}, null);
        assertThat(Metrics.logloss(rows))
                .isCloseTo((2 * Math.log(2) + Math.log(4 / 3.0) + Math.log(1e7)) / 4, within(1e-9));
        assertThat(Metrics.brier(rows)).isEqualTo((2 * 0.25 + 0.0625 + 1) / 4);
        assertThat(Metrics.rmse(rows)).isEqualTo(Math.sqrt((2 * 0.25 + 0.0625 + 1) / 4));
        assertThat(Metrics.mae(rows)).isEqualTo((1 + 0.25 + 1) / 4);
        assertThat(Metrics.predictedOverObserved(rows)).isEqualTo((1 + 0.25 + 1) / 2);
    }

    @Test
    void ndcgIsThatOfASortedList() {
        forRandomRows(4, (rows, name) -> {
            int depth = 1 + rows.size() % 7;
            for (Gain gain : List.of(new Gain.Linear(), new Gain.Exponential(4))) {
                double sum = 0;
                int with = 0;
                TreeMap<Integer, List<Integer>> groups = groups(rows);
                for (List<Integer> group : groups.values()) {
                    List<Integer> byScore = new ArrayList<>(group);
                    // The sort is stable.
                    byScore.sort(Comparator.comparing((Integer row) -> -rows.scores()[row]));
                    List<Integer> best = new ArrayList<>(group);
                    best.sort(Comparator.comparing((Integer row) -> -rows.labels()[row]));
                    double ideal = cumulated(rows, best, depth, gain);
                    if (ideal > 0) {
                        sum += cumulated(rows, byScore, depth, gain) / ideal;
                        with++;
                    }
                }
                Ndcg found = Metrics.ndcg(rows.judged(), depth, gain);
                assertSame(found.value(), with == 0 ? null : sum / with, name);
                assertThat(found.groups()).as(name).isEqualTo(with);
                assertThat(found.groupsWithoutGain()).as(name).isEqualTo(groups.size() - with);
            }
        });
    }

    private static double cumulated(RandomRows rows, List<Integer> order, int depth, Gain gain) {
        double sum = 0;
        for (int place = 1; place <= Math.min(depth, order.size()); place++) {
            sum += gain.of(rows.labels()[order.get(place - 1)]) * Math.log(2) / Math.log(place + 1);
        }
        return sum;
    }

    @Test
    void ndcgOfAHandComputedCase() {
        // Order by score: labels 0, 1, 0.5 (the tie keeps the rows' order).
        JudgedRows rows =
                JudgedRows.of(new float[] {0.4f, 0.9f, 0.4f}, new float[] {1, 0, 0.5f}, null, new int[] {1, 1, 1});
        double third = 1 / 2.0;
        double second = Math.log(2) / Math.log(3);
        assertThat(Metrics.ndcg(rows, 10, new Gain.Linear()).value())
                .isCloseTo((second + 0.5 * third) / (1 + 0.5 * second), within(1e-12));
        assertThat(Metrics.ndcg(rows, 1, new Gain.Linear()).value()).isEqualTo(0);
        // With a highest grade of 2 the gains are 3 and 1.
        assertThat(Metrics.ndcg(rows, 2, new Gain.Exponential(2)).value())
                .isCloseTo(3 * second / (3 + second), within(1e-12));
        assertThatThrownBy(() -> Metrics.ndcg(rows, 0, new Gain.Linear())).hasMessageContaining("depth: 0");
    }

    /** The bin of each row by its definition: where the middle of the weight of all rows of its score lies. */
    private static int[] massBins(RandomRows rows, int bins) {
        int[] found = new int[rows.size()];
        Arrays.fill(found, -1);
        for (int row = 0; row < rows.size(); row++) {
            double below = 0;
            double tied = 0;
            double all = 0;
            for (int other = 0; other < rows.size(); other++) {
                if (rows.isKnown(other)) {
                    int order = Float.compare(rows.scores()[other], rows.scores()[row]);
                    below += order < 0 ? rows.weight(other) : 0;
                    tied += order == 0 ? rows.weight(other) : 0;
                    all += rows.weight(other);
                }
            }
            if (rows.isKnown(row) && all > 0) {
                found[row] = Math.min(bins - 1, (int) ((below + tied / 2) / all * bins));
            }
        }
        return found;
    }

    private static Double calibrationError(RandomRows rows, int[] binOf, int bins) {
        double distance = 0;
        double all = 0;
        for (int bin = 0; bin < bins; bin++) {
            double off = 0;
            for (int row = 0; row < rows.size(); row++) {
                if (rows.isKnown(row) && binOf[row] == bin) {
                    off += rows.weight(row) * ((double) rows.scores()[row] - rows.labels()[row]);
                    all += rows.weight(row);
                }
            }
            distance += Math.abs(off);
        }
        return all > 0 ? distance / all : null;
    }

    @Test
    void calibrationErrorIsThatOfTheBins() {
        forRandomRows(5, (rows, name) -> {
            int bins = 1 + rows.size() % 6;
            int[] width = new int[rows.size()];
            for (int row = 0; row < rows.size(); row++) {
                width[row] = Math.min(bins - 1, (int) ((double) rows.scores()[row] * bins));
            }
            JudgedRows judged = rows.judged();
            int[] mass = massBins(rows, bins);
            assertSame(Metrics.ece(judged, bins), calibrationError(rows, mass, bins), name);
            assertSame(Metrics.eceOfEqualWidth(judged, bins), calibrationError(rows, width, bins), name);

            List<ReliabilityPoint> points = Metrics.reliability(judged, bins);
            double distance = 0;
            for (ReliabilityPoint point : points) {
                assertThat(point.low()).as(name).isBetween(0.0, point.observed() + 1e-12);
                assertThat(point.high()).as(name).isBetween(point.observed() - 1e-12, 1.0);
                double weight = 0;
                for (int row = 0; row < rows.size(); row++) {
                    if (mass[row] >= 0 && mass[row] == binOfPoint(rows, mass, point)) {
                        weight += rows.weight(row);
                    }
                }
                distance += weight * Math.abs(point.predicted() - point.observed());
            }
            Double all = mean(rows, (_, _) -> 1);
            if (all != null) {
                double weights = 0;
                for (int row = 0; row < rows.size(); row++) {
                    weights += rows.isKnown(row) ? rows.weight(row) : 0;
                }
                assertThat(distance / weights).as(name).isCloseTo(Metrics.ece(judged, bins), within(1e-9));
            }
        });
    }

    /** Bins are told apart by their mean score: it rises from bin to bin. */
    private static int binOfPoint(RandomRows rows, int[] binOf, ReliabilityPoint point) {
        for (int bin : binOf) {
            double scores = 0;
            double weights = 0;
            for (int row = 0; row < rows.size(); row++) {
                if (binOf[row] == bin && bin >= 0) {
                    scores += (double) rows.weight(row) * rows.scores()[row];
                    weights += rows.weight(row);
                }
            }
            if (weights > 0 && Math.abs(scores / weights - point.predicted()) < 1e-9) {
                return bin;
            }
        }
        throw new AssertionError("no bin has a mean score of " + point.predicted());
    }

    @Test
    void calibrationErrorOfAHandComputedCase() {
        JudgedRows rows = JudgedRows.of(
                new float[] {0.75f, 0.125f, 0.25f, 0.5f}, new float[] {1, 0, 1, 1}, new float[] {1, 1, 1, 1}, null);
        // Two rows a bin: 0.375 predicted and 1 observed; 1.25 predicted and 2 observed.
        assertThat(Metrics.ece(rows, 2)).isEqualTo((0.625 + 0.75) / 4);
        // Two bins of equal width: 0.125 and 0.25; 0.5 and 0.75. The same here; with 4 all but one apart.
        assertThat(Metrics.eceOfEqualWidth(rows, 4)).isEqualTo((0.125 + 0.75 + 0.5 + 0.25) / 4);
        assertThatThrownBy(() -> Metrics.ece(rows, 0)).hasMessageContaining("bins: 0");
    }

    @Test
    void reliabilityHasWilsonsInterval() {
        float[] scores = new float[10];
        float[] labels = new float[10];
        Arrays.fill(scores, 0.5f);
        Arrays.fill(labels, 0, 3, 1);
        ReliabilityPoint point =
                Metrics.reliability(JudgedRows.of(scores, labels), 20).getFirst();
        // 3 of 10: the interval by Wilson is 0.1078 to 0.6032, as tables give it.
        assertThat(point.observed()).isEqualTo(0.3, within(1e-7));
        assertThat(point.low()).isCloseTo(0.1078, within(5e-5));
        assertThat(point.high()).isCloseTo(0.6032, within(5e-5));
        assertThat(point.rows()).isEqualTo(10);
    }

    @Test
    void rocHasTheAreaOfTheAuc() {
        long seed = 6;
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            int size = 2 + random.nextInt(5_000);
            float[] scores = new float[size];
            float[] labels = new float[size];
            for (int row = 0; row < size; row++) {
                labels[row] = row < 2 ? row : random.nextInt(1 + round) == 0 ? 1 : 0;
                scores[row] = (float) (random.nextGaussian() + labels[row] * (round % 3));
            }
            JudgedRows rows = JudgedRows.of(scores, labels);
            List<RocPoint> points = Metrics.roc(rows);
            assertThat(points).as("seed %d, round %d", seed, round).hasSizeBetween(2, Metrics.MAX_ROC_POINTS);
            assertThat(points.getFirst()).isEqualTo(new RocPoint(0, 0));
            assertThat(points.getLast()).isEqualTo(new RocPoint(1, 1));
            double area = 0;
            for (int i = 1; i < points.size(); i++) {
                RocPoint from = points.get(i - 1);
                RocPoint to = points.get(i);
                assertThat(to.falsePositiveRate()).isGreaterThanOrEqualTo(from.falsePositiveRate());
                assertThat(to.truePositiveRate()).isGreaterThanOrEqualTo(from.truePositiveRate());
                area += (to.falsePositiveRate() - from.falsePositiveRate())
                        * (to.truePositiveRate() + from.truePositiveRate())
                        / 2;
            }
            // What lies between the points left out is small.
            assertThat(area).as("seed %d, round %d", seed, round).isCloseTo(Metrics.auc(rows), within(0.012));
        }
    }

    @Test
    void rocOfAHandComputedCase() {
        JudgedRows rows = JudgedRows.of(new float[] {0.8f, 0.4f, 0.4f, 0.1f}, new float[] {1, 0, 1, 0});
        assertThat(Metrics.roc(rows))
                .containsExactly(new RocPoint(0, 0), new RocPoint(0, 0.5), new RocPoint(0.5, 1), new RocPoint(1, 1));
        assertThat(Metrics.roc(JudgedRows.of(new float[] {0.5f}, new float[] {1})))
                .isEmpty();
    }

    @Test
    void theOrderOfRowsDoesNotMatterButForNdcg() {
        long seed = 8;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            JudgedRows rows = RandomRows.of(random, true).judged();
            int[] order = new int[rows.size()];
            for (int i = 0; i < order.length; i++) {
                order[i] = order.length - 1 - i;
            }
            JudgedRows reversed = rows.select(order);
            String name = "seed " + seed + ", round " + round;
            assertSame(Metrics.auc(reversed), Metrics.auc(rows), name);
            assertSame(Metrics.ece(reversed, 5), Metrics.ece(rows, 5), name);
            assertSame(Metrics.gauc(reversed).value(), Metrics.gauc(rows).value(), name);
        }
    }

    @Test
    void whatIsNotAllowedIsNamed() {
        float[] two = {0.5f, 0.5f};
        assertThatThrownBy(() -> JudgedRows.of(two, new float[] {1}))
                .hasMessage("labels: 1 values; allowed: one for each of the 2 scores");
        assertThatThrownBy(() -> JudgedRows.of(two, new float[] {1, 1.5f}))
                .hasMessage("labels[1]: 1.5; allowed: 0 to 1, or NaN");
        assertThatThrownBy(() -> JudgedRows.of(new float[] {Float.NaN, 1}, two))
                .hasMessage("scores[0]: NaN; allowed: finite");
        assertThatThrownBy(() -> JudgedRows.of(two, two, new float[] {1, -1}, null))
                .hasMessage("weights[1]: -1.0; allowed: finite and not negative");
        JudgedRows raw = JudgedRows.of(new float[] {0.5f, 2}, two);
        assertThatThrownBy(() -> Metrics.logloss(raw)).hasMessage("scores[1]: 2.0; allowed: a probability, 0 to 1");
        // What is next to an unknown label is not looked at.
        assertThat(JudgedRows.of(new float[] {Float.NaN, 1}, new float[] {Float.NaN, 1})
                        .size())
                .isEqualTo(1);
    }
}
