package dev.medley.platform.score.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.evaluate.JudgedRows;
import dev.medley.platform.evaluate.Metrics;
import dev.medley.platform.score.Logistic;
import dev.medley.platform.train.calibrate.CalibrationFigures;
import dev.medley.platform.train.calibrate.CalibrationFit;
import dev.medley.platform.train.calibrate.Calibrations;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    /** Rows whose chance is a function of the score. */
    private static JudgedRows rows(long seed, int size, DoubleUnaryOperator chance) {
        Random random = new Random(seed);
        float[] scores = new float[size];
        float[] labels = new float[size];
        for (int row = 0; row < size; row++) {
            scores[row] = Logistic.of(1.5 * random.nextGaussian() - 1);
            labels[row] = random.nextDouble() < chance.applyAsDouble(scores[row]) ? 1 : 0;
        }
        return JudgedRows.of(scores, labels);
    }

    private static DoubleUnaryOperator line(double slope, double shift) {
        return score -> Logistic.preciselyOf(slope * Math.log(score / (1 - score)) + shift);
    }

    private static JudgedRows calibrated(Calibration calibration, JudgedRows rows) {
        float[] scores = new float[rows.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = calibration.apply(rows.score(row));
        }
        return rows.withScores(scores);
    }

    private static Calibration[] examples() {
        return new Calibration[] {
            new IdentityCalibration(),
            new PlattCalibration(1.7f, -3),
            new PlattCalibration(0.01f, 2),
            new PlattCalibration(40, 1),
            new IsotonicCalibration(new float[] {0.3f}, new float[] {0.7f}),
            new IsotonicCalibration(new float[] {0.1f, 0.2f, 0.9f}, new float[] {0.3f, 0.3f, 0.4f}),
            new IsotonicCalibration(new float[] {1e-6f, 0.5f, 0.9999999f}, new float[] {1e-7f, 0.001f, 0.9999f}),
            IsotonicCalibration.fit(rows(1, 3_000, score -> Math.sqrt(score) / 2)),
            new StackedCalibration(
                    new PlattCalibration(0.6f, 1),
                    new IsotonicCalibration(new float[] {0.1f, 0.6f}, new float[] {0.05f, 0.95f})),
        };
    }

    @Test
    void isotonicRegressionIsThatOfMinimaxMeans() {
        long seed = 11;
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            int size = random.nextInt(14);
            double[] values = new double[size];
            double[] weights = new double[size];
            for (int i = 0; i < size; i++) {
                values[i] = random.nextInt(6) / 5.0;
                weights[i] = 1 + random.nextInt(4);
            }
            double[] found = Isotonic.fit(values, weights);
            for (int i = 0; i < size; i++) {
                // The greatest, over where a block may start, of the least mean, over where it may end.
                double greatest = Double.NEGATIVE_INFINITY;
                for (int from = 0; from <= i; from++) {
                    double least = Double.POSITIVE_INFINITY;
                    for (int to = i; to < size; to++) {
                        double sum = 0;
                        double all = 0;
                        for (int j = from; j <= to; j++) {
                            sum += weights[j] * values[j];
                            all += weights[j];
                        }
                        least = Math.min(least, sum / all);
                    }
                    greatest = Math.max(greatest, least);
                }
                assertThat(found[i]).as("seed %d, round %d", seed, round).isCloseTo(greatest, within(1e-12));
            }
        }
    }

    @Test
    void knotsAreTheMeansOfTheRows() {
        // 400 rows at each of three scores; the rates of the first two fall and are pooled to 0.3.
        float[] scores = new float[1_200];
        float[] labels = new float[1_200];
        for (int row = 0; row < 1_200; row++) {
            int part = row / 400;
            scores[row] = new float[] {0.2f, 0.4f, 0.8f}[part];
            labels[row] = row % 400 < new int[] {160, 80, 300}[part] ? 1 : 0;
        }
        IsotonicCalibration found = IsotonicCalibration.fit(JudgedRows.of(scores, labels));
        // Ten rows more at the mean score draw each knot to it.
        assertThat(found.knots()).containsExactly(new float[] {0.3f, 0.8f}, within(1e-6f));
        assertThat(found.values()).containsExactly(new float[] {(240 + 3) / 810f, (300 + 8) / 410f}, within(1e-6f));
        assertThat(found.apply(0.55f)).isCloseTo((0.3f + 308 / 410f) / 2, within(1e-6f));
        // Beyond the knots the odds keep their factor.
        double factor = 308 / 102.0 / 4;
        assertThat(found.apply(0.9f)).isCloseTo((float) (9 * factor / (1 + 9 * factor)), within(1e-6f));
        assertThat(found.apply(0)).isZero();
        assertThat(found.apply(1)).isEqualTo(1);
    }

    @Test
    void manyBlocksBecomeTwoHundredKnots() {
        int size = 20_000;
        float[] scores = new float[size];
        float[] labels = new float[size];
        for (int row = 0; row < size; row++) {
            scores[row] = (row + 0.5f) / size;
            labels[row] = scores[row] * scores[row];
        }
        IsotonicCalibration found = IsotonicCalibration.fit(JudgedRows.of(scores, labels));
        assertThat(found.knots()).hasSizeBetween(150, IsotonicCalibration.MAX_KNOTS);
        for (float score = 0; score < 1; score += 0.01f) {
            // Ten rows of some hundred in a knot draw it to the score by a few hundredths at most.
            assertThat(found.apply(score)).isCloseTo(score * score, within(0.03f));
        }
    }

    @Test
    void plattFindsTheLineThatMadeTheRows() {
        for (double[] line : new double[][] {{1, 0}, {0.5, -1.5}, {2, 0.7}, {0.8, -4}}) {
            PlattCalibration found = PlattCalibration.fit(rows(12, 400_000, line(line[0], line[1])));
            assertThat(found.slope()).isCloseTo((float) line[0], within(0.04f));
            assertThat(found.shift()).isCloseTo((float) line[1], within(0.06f));
        }
    }

    @Test
    void plattIsWhereTheGradientVanishes() {
        long seed = 13;
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            int size = 20 + random.nextInt(50);
            float[] scores = new float[size];
            float[] labels = new float[size];
            float[] weights = new float[size];
            double yeses = 0;
            double all = 0;
            for (int row = 0; row < size; row++) {
                labels[row] = row < 2 ? row : random.nextInt(5) / 4f;
                scores[row] = Logistic.of(random.nextGaussian() + labels[row]);
                weights[row] = 0.25f + random.nextInt(4);
                yeses += weights[row] * labels[row];
                all += weights[row];
            }
            PlattCalibration found = PlattCalibration.fit(JudgedRows.of(scores, labels, weights, null));
            double scale = size / all;
            double yesTarget = (yeses * scale + 1) / (yeses * scale + 2);
            double noTarget = 1 / ((all - yeses) * scale + 2);
            double slope = 0;
            double shift = 0;
            for (int row = 0; row < size; row++) {
                double logit = Math.log(scores[row] / (1.0 - scores[row]));
                double target = labels[row] * yesTarget + (1 - labels[row]) * noTarget;
                double error =
                        weights[row] / all * (Logistic.preciselyOf(found.slope() * logit + found.shift()) - target);
                slope += error * logit;
                shift += error;
            }
            assertThat(shift).as("seed %d, round %d", seed, round).isCloseTo(0, within(1e-6));
            if (found.slope() > PlattCalibration.LEAST_SLOPE) {
                assertThat(slope).as("seed %d, round %d", seed, round).isCloseTo(0, within(1e-6));
            }
        }
    }

    @Test
    void separableRowsAndScoresAllAlikeHaveALine() {
        JudgedRows separable = JudgedRows.of(new float[] {0, 0, 0.5f, 1}, new float[] {0, 0, 1, 1});
        PlattCalibration found = PlattCalibration.fit(separable);
        // Two noes are taken for 1 / 4 at most, two yeses for 3 / 4 at least.
        assertThat(found.apply(0)).isBetween(0.2f, 0.3f);
        PlattCalibration flat =
                PlattCalibration.fit(JudgedRows.of(new float[] {0.5f, 0.5f, 0.5f}, new float[] {0, 0, 1}));
        assertThat(flat.apply(0.5f)).isCloseTo((2 / 3f + 2 * 0.25f) / 3, within(1e-4f));
        assertThat(PlattCalibration.fit(JudgedRows.of(new float[] {0.5f}, new float[] {1})))
                .isNull();
    }

    @Test
    void aModelTheWrongWayRoundKeepsItsOrder() {
        JudgedRows wrong = rows(14, 5_000, line(-1, 0));
        PlattCalibration found = PlattCalibration.fit(wrong);
        assertThat(found.slope()).isEqualTo(PlattCalibration.LEAST_SLOPE);
        assertThat(Metrics.predictedOverObserved(calibrated(found, wrong))).isCloseTo(1, within(0.01));
    }

    @Test
    void noCalibrationPutsARowAboveOneThatItWasBelow() {
        long seed = 15;
        Random random = new Random(seed);
        float[] scores = new float[200_000];
        for (int i = 0; i < scores.length; i++) {
            // Dense near both ends and near the knots, and neighbours that differ by one bit.
            scores[i] = switch (i % 4) {
                case 0 -> random.nextFloat();
                case 1 -> Math.nextUp(scores[i - 1]);
                case 2 -> Logistic.of(8 * random.nextGaussian());
                default -> Math.nextUp(random.nextBoolean() ? 0.2f : 0.1f - random.nextInt(3) * 1e-8f);
            };
        }
        scores[0] = 0;
        scores[1] = 1;
        Arrays.sort(scores);
        for (Calibration calibration : examples()) {
            float last = 0;
            for (float score : scores) {
                float found = calibration.apply(score);
                assertThat(found).as("%s of %s", calibration, score).isBetween(last, 1f);
                last = found;
            }
        }
    }

    @Test
    void everyCalibrationComesBackFromItsNumbers() {
        for (Calibration calibration : examples()) {
            assertThat(Calibration.of(calibration.toArray())).isEqualTo(calibration);
        }
        assertThat(new IsotonicCalibration(new float[] {0.1f, 0.2f}, new float[] {0.3f, 0.4f}).toArray())
                .containsExactly(2, 0.1f, 0.2f, 0.3f, 0.4f);
    }

    @Test
    void numbersThatAreNoCalibrationAreNamed() {
        assertThatThrownBy(() -> Calibration.of(new float[0])).hasMessageContaining("numbers: 0");
        assertThatThrownBy(() -> Calibration.of(new float[] {7})).hasMessageContaining("numbers[0]: 7.0");
        assertThatThrownBy(() -> Calibration.of(new float[] {1, 1})).hasMessage("numbers: 2; allowed: 3 of this kind");
        assertThatThrownBy(() -> Calibration.of(new float[] {1, -1, 0})).hasMessageContaining("slope: -1.0");
        assertThatThrownBy(() -> Calibration.of(new float[] {1, 1, Float.NaN})).hasMessageContaining("shift: NaN");
        assertThatThrownBy(() -> Calibration.of(new float[] {2, 0.1f, 0.2f, 0.3f}))
                .hasMessageContaining("as many values as knots");
        assertThatThrownBy(() -> Calibration.of(new float[] {2})).hasMessageContaining("knots: 0");
        assertThatThrownBy(() -> Calibration.of(new float[] {3, 1})).hasMessageContaining("numbers: 2");
        assertThatThrownBy(() -> Calibration.of(new float[] {2, 0.2f, 0.2f, 0.3f, 0.4f}))
                .hasMessageContaining("knots[1]: 0.2");
        assertThatThrownBy(() -> Calibration.of(new float[] {2, 0.1f, 0.2f, 0.4f, 0.3f}))
                .hasMessageContaining("values[1]: 0.3");
        assertThatThrownBy(() -> Calibration.of(new float[] {2, 0.1f, Float.NaN}))
                .hasMessageContaining("values[0]: NaN");
    }

    @Test
    void whatIsBentAsALineIsStraightenedByOne() {
        DoubleUnaryOperator chance = line(0.5, -1);
        CalibrationFit fit = Calibrations.fit(rows(16, 20_000, chance));
        JudgedRows others = rows(17, 50_000, chance);
        JudgedRows after = calibrated(fit.calibration(), others);
        assertThat(Metrics.ece(others, 20)).isGreaterThan(0.1);
        assertThat(Metrics.ece(after, 20)).isLessThan(0.02);
        assertThat(Metrics.logloss(after)).isLessThan(Metrics.logloss(others) - 0.05);
        assertThat(fit.before().ece()).isGreaterThan(0.1);
        assertThat(fit.after().ece()).isLessThan(0.02);
        // What cross validation promises is what other rows give.
        assertThat(fit.after().logloss()).isCloseTo(Metrics.logloss(after), within(0.02));
        assertThat(Metrics.auc(after)).isCloseTo(Metrics.auc(others), within(1e-4));
    }

    @Test
    void whatIsBentOtherwiseNeedsKnots() {
        // A step: no line follows it.
        DoubleUnaryOperator chance = score -> score < 0.2 ? 0.02 : 0.4;
        CalibrationFit fit = Calibrations.fit(rows(18, 20_000, chance));
        assertThat(fit.calibration()).isInstanceOf(StackedCalibration.class);
        JudgedRows others = rows(19, 50_000, chance);
        JudgedRows byLine = calibrated(((StackedCalibration) fit.calibration()).line(), others);
        JudgedRows after = calibrated(fit.calibration(), others);
        assertThat(Metrics.ece(after, 20)).isLessThan(Metrics.ece(byLine, 20) / 3);
        assertThat(Metrics.logloss(after)).isLessThan(Metrics.logloss(byLine) - 0.005);
        assertThat(Calibrations.fit(rows(18, 900, chance)).calibration()).isInstanceOf(PlattCalibration.class);
    }

    @Test
    void whatIsCalibratedIsNotHarmed() {
        JudgedRows others = rows(20, 50_000, score -> score);
        for (int size : new int[] {100, 1_000, 30_000}) {
            double lost = 0;
            for (int seed = 0; seed < 20; seed++) {
                CalibrationFit fit = Calibrations.fit(rows(100 + seed, size, score -> score));
                assertThat(fit.after().logloss())
                        .isLessThanOrEqualTo(fit.before().logloss());
                lost += Metrics.logloss(calibrated(fit.calibration(), others)) - Metrics.logloss(others);
            }
            // A fitted line costs a parameter's half over the rows, which no choice can take away wholly.
            assertThat(lost / 20).as("%d rows", size).isLessThan(3.0 / size + 2e-4);
        }
    }

    @Test
    void tooFewRowsAreLeftAsTheyAre() {
        CalibrationFit few = Calibrations.fit(rows(21, 99, line(0.2, 2)));
        assertThat(few.calibration()).isEqualTo(new IdentityCalibration());
        assertThat(few.after()).isEqualTo(few.before());
        assertThat(few.rows()).isEqualTo(99);
        assertThat(Calibrations.fit(rows(22, 5_000, _ -> 0.0005)).calibration()).isEqualTo(new IdentityCalibration());
        CalibrationFit none = Calibrations.fit(new float[0], new float[0], null);
        assertThat(none.before()).isEqualTo(new CalibrationFigures(null, null, null));
        assertThatThrownBy(() -> Calibrations.fit(new float[] {2}, new float[] {1}, null))
                .hasMessageContaining("scores[0]: 2.0");
    }

    @Test
    void weightsAndUnknownLabelsCountAsTheyShould() {
        JudgedRows some = rows(23, 4_000, line(0.7, 0.5));
        float[] scores = new float[6_000];
        float[] labels = new float[6_000];
        float[] weights = new float[6_000];
        for (int row = 0; row < 6_000; row++) {
            scores[row] = some.score(row % 4_000);
            labels[row] = row < 4_000 ? some.label(row) : Float.NaN;
            weights[row] = 2;
        }
        // The same weight for all is none, and what is not known is not there.
        assertThat(Calibrations.fit(scores, labels, weights)).isEqualTo(Calibrations.fit(some));
        Arrays.fill(weights, 0, 2_000, 0);
        JudgedRows half = some.select(IntStream.range(2_000, 4_000).toArray());
        IsotonicCalibration expected = IsotonicCalibration.fit(half);
        IsotonicCalibration found = IsotonicCalibration.fit(JudgedRows.of(scores, labels, weights, null));
        // The drawing rows are of the mean weight, here half as heavy: the same knots about, not to the last bit.
        assertThat(found.apply(0.3f)).isCloseTo(expected.apply(0.3f), within(0.02f));
    }

    @Test
    void rowsOfAGroupAreInTheSameFold() {
        // Each user's rows are alike, so a fold that had seen some of them would know the others.
        Random random = new Random(24);
        int size = 3_000;
        float[] scores = new float[size];
        float[] labels = new float[size];
        int[] groups = new int[size];
        for (int row = 0; row < size; row += 250) {
            float label = random.nextInt(2);
            float score = 0.3f + 0.4f * random.nextFloat();
            for (int i = row; i < row + 250; i++) {
                scores[i] = score;
                labels[i] = label;
                groups[i] = row;
            }
        }
        CalibrationFit apart = Calibrations.fit(JudgedRows.of(scores, labels, null, groups));
        CalibrationFit mixed = Calibrations.fit(scores, labels, null);
        assertThat(mixed.after().logloss()).isLessThan(mixed.before().logloss() - 0.05);
        assertThat(apart.after().logloss()).isGreaterThan(mixed.after().logloss() + 0.05);
    }
}
