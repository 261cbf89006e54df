package dev.medley.platform.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Models against each other: over seeds, over users, over rows. */
class ComparisonTest {
    @Test
    void pairedDifferenceOfAHandComputedCase() {
        PairedDifference difference =
                PairedDifference.of(new double[] {0.75, 0.5, 0.8125, 0.25}, new double[] {0.5, 0.5, 0.75, 0.3125});
        // Differences 0.25, 0, 0.0625, -0.0625: mean 0.0625, squares about it 0.0546875, over 3 and 4.
        double error = Math.sqrt(0.0546875 / 3 / 4);
        assertThat(difference.mean()).isEqualTo(0.0625);
        assertThat(difference.low()).isCloseTo(0.0625 - 3.182446305 * error, within(1e-9));
        assertThat(difference.high()).isCloseTo(0.0625 + 3.182446305 * error, within(1e-9));
        assertThat(difference.firstAbove()).isEqualTo(2);
        assertThat(difference.secondAbove()).isEqualTo(1);
        assertThat(difference.signTestP()).isEqualTo(1);
        assertThat(difference.isClear()).isFalse();
    }

    @Test
    void theIntervalEndsAtZeroWhereTheTestIsAtFivePercent() {
        long seed = 21;
        Random random = new Random(seed);
        int clear = 0;
        for (int round = 0; round < 500; round++) {
            int seeds = 2 + random.nextInt(9);
            double[] first = new double[seeds];
            double[] second = new double[seeds];
            for (int i = 0; i < seeds; i++) {
                first[i] = random.nextGaussian() + 1;
                second[i] = random.nextGaussian();
            }
            PairedDifference difference = PairedDifference.of(first, second);
            assertThat(difference.isClear())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(difference.tTestP() < 0.05);
            clear += difference.isClear() ? 1 : 0;
        }
        assertThat(clear).isBetween(50, 450);
    }

    @Test
    void theIntervalHoldsTheTruthNinetyFiveTimesInAHundred() {
        Random random = new Random(22);
        int held = 0;
        for (int round = 0; round < 4_000; round++) {
            double[] first = new double[4];
            double[] second = new double[4];
            for (int i = 0; i < 4; i++) {
                first[i] = 0.3 + random.nextGaussian();
            }
            PairedDifference difference = PairedDifference.of(first, second);
            held += difference.low() <= 0.3 && difference.high() >= 0.3 ? 1 : 0;
        }
        // Three standard errors are 1 %.
        assertThat(held / 4_000.0).isBetween(0.94, 0.96);
    }

    @Test
    void equalFiguresAndEqualDifferencesHaveAP() {
        double[] some = {0.5, 0.625};
        assertThat(PairedDifference.of(some, some)).isEqualTo(new PairedDifference(2, 0, 0, 0, 0, 0, 1, 1));
        assertThat(PairedDifference.of(new double[] {0.75, 0.875}, some))
                .isEqualTo(new PairedDifference(2, 0.25, 0.25, 0.25, 2, 0, 0, 0.5));
        assertThatThrownBy(() -> PairedDifference.of(new double[1], new double[1]))
                .hasMessage("first: 1 seeds; allowed: 2 or more");
        assertThatThrownBy(() -> PairedDifference.of(some, new double[3])).hasMessageContaining("second: 3 seeds");
        assertThatThrownBy(() -> PairedDifference.of(some, new double[] {0, Double.NaN}))
                .hasMessage("second[1]: NaN; allowed: finite");
    }

    /** Rows of users: the first of two models sees more of what makes the label. */
    private static JudgedRows[] twoModels(long seed, int users, double better) {
        Random random = new Random(seed);
        int size = users * 8;
        float[] first = new float[size];
        float[] second = new float[size];
        float[] labels = new float[size];
        int[] groups = new int[size];
        for (int row = 0; row < size; row++) {
            double taste = random.nextGaussian();
            labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-2 * taste)) ? 1 : 0;
            first[row] = (float) (1 / (1 + Math.exp(-taste - (1 - better) * random.nextGaussian())));
            second[row] = (float) (1 / (1 + Math.exp(-taste - random.nextGaussian())));
            groups[row] = row / 8;
        }
        JudgedRows rows = JudgedRows.of(first, labels, null, groups);
        return new JudgedRows[] {rows, rows.withScores(second)};
    }

    @Test
    void bootstrapFindsTheBetterModel() {
        JudgedRows[] models = twoModels(31, 300, 0.7);
        for (Figure figure : new Figure[] {
            Figure.AUC, Figure.GAUC, Figure.NDCG_10, Figure.LOGLOSS, Figure.RMSE, Figure.MAE, Figure.BRIER
        }) {
            PairedBootstrap found = PairedBootstrap.of(figure, models[0], models[1], 400, 5);
            TaskResult first = TaskResult.of("video", "like", models[0]);
            TaskResult second = TaskResult.of("video", "like", models[1]);
            assertThat(found.difference())
                    .as(figure.key())
                    .isCloseTo(first.figure(figure) - second.figure(figure), within(1e-9));
            assertThat(found.difference()).as(figure.key()).isBetween(found.low(), found.high());
            boolean high = figure.aim() == Figure.Aim.HIGH;
            assertThat(high ? found.low() : -found.high()).as(figure.key()).isPositive();
            assertThat(found.firstAboveShare()).as(figure.key()).isEqualTo(high ? 1 : 0);
            assertThat(PairedBootstrap.of(figure, models[0], models[1], 400, 5)).isEqualTo(found);
        }
    }

    @Test
    void bootstrapAndDeLongAgreeOnIndependentRows() {
        JudgedRows[] models = twoModels(32, 400, 0.1);
        PairedBootstrap bootstrap = PairedBootstrap.of(Figure.AUC, models[0], models[1], 2_000, 6);
        DeLongTest test = DeLongTest.of(models[0], models[1]);
        double width = (bootstrap.high() - bootstrap.low()) / (2 * 1.96);
        assertThat(width / test.standardError()).isBetween(0.9, 1.1);
        assertThat(test.difference()).isCloseTo(bootstrap.difference(), within(1e-12));
    }

    @Test
    void deLongIsTheVarianceOfPlacementsByPairs() {
        long seed = 33;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            int size = 6 + random.nextInt(20);
            float[] labels = new float[size];
            float[][] scores = new float[2][size];
            for (int row = 0; row < size; row++) {
                labels[row] = row < 4 ? row % 2 : random.nextInt(2);
                scores[0][row] = random.nextInt(6);
                scores[1][row] = random.nextInt(6);
            }
            JudgedRows first = JudgedRows.of(scores[0], labels);
            JudgedRows second = first.withScores(scores[1]);
            DeLongTest found = DeLongTest.of(first, second);
            String name = "seed " + seed + ", round " + round;
            assertThat(found.firstAuc()).as(name).isCloseTo(Metrics.auc(first), within(1e-12));
            assertThat(found.secondAuc()).as(name).isCloseTo(Metrics.auc(second), within(1e-12));
            double variance = pairwiseVariance(scores, labels, 1) + pairwiseVariance(scores, labels, 0);
            assertThat(found.standardError()).as(name).isCloseTo(Math.sqrt(variance), within(1e-12));
            assertThat(found.p()).as(name).isBetween(0.0, 1.0);
        }
    }

    private static double pairwiseVariance(float[][] scores, float[] labels, int side) {
        double[] placed = new double[labels.length];
        int count = 0;
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] != side) {
                continue;
            }
            double sum = 0;
            int others = 0;
            for (int other = 0; other < labels.length; other++) {
                if (labels[other] != side) {
                    sum += won(scores[0], row, other, side) - won(scores[1], row, other, side);
                    others++;
                }
            }
            placed[count++] = sum / others;
        }
        double mean = Arrays.stream(placed, 0, count).average().orElseThrow();
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (placed[i] - mean) * (placed[i] - mean);
        }
        return squares / (count - 1) / count;
    }

    private static double won(float[] scores, int row, int other, int side) {
        int order = Float.compare(scores[row], scores[other]) * (side == 1 ? 1 : -1);
        return order > 0 ? 1 : order == 0 ? 0.5 : 0;
    }

    @Test
    void whatIsNotAllowedIsNamed() {
        JudgedRows rows = JudgedRows.of(new float[] {0.5f, 0.6f}, new float[] {0, 1}, null, new int[] {1, 2});
        JudgedRows others = JudgedRows.of(new float[] {0.5f, 0.6f}, new float[] {1, 1}, null, new int[] {1, 2});
        assertThatThrownBy(() -> PairedBootstrap.of(Figure.AUC, rows, others, 100, 1))
                .hasMessageContaining("row 0 has another label");
        assertThatThrownBy(() -> PairedBootstrap.of(Figure.ECE, rows, rows, 100, 1))
                .hasMessageContaining("figure: ece");
        assertThatThrownBy(() -> PairedBootstrap.of(Figure.AUC, rows, rows, 10, 1))
                .hasMessageContaining("draws: 10");
        assertThat(PairedBootstrap.of(Figure.GAUC, rows, rows, 100, 1)).isNull();
        assertThat(DeLongTest.of(rows, rows)).isNull();
        JudgedRows soft = JudgedRows.of(new float[] {0.5f}, new float[] {0.5f});
        assertThatThrownBy(() -> DeLongTest.of(soft, soft)).hasMessageContaining("labels[0]: 0.5");
    }
}
