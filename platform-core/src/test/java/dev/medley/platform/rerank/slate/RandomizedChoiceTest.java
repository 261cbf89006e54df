package dev.medley.platform.rerank.slate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.rerank.exposure.UncertaintyBonus;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomizedChoiceTest {
    private static final int[] ROWS = {4, 1, 0, 3};
    private static final double[] GAINS = {0.2, 0.5, 9, 0.5, 0.1};

    @Test
    void propensitiesSumToOne() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            double[] gains = random.doubles(5, -300, 300).toArray();
            gains[random.nextInt(5)] = Double.NaN;
            RandomizedChoice choice = new RandomizedChoice(random.nextDouble(), Math.exp(3 * random.nextGaussian()));
            double sum = 0;
            for (int row : ROWS) {
                double propensity = choice.propensity(gains, ROWS, ROWS.length, row);
                assertThat(propensity).isBetween(0.0, 1.0);
                sum += propensity;
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
            assertThat(choice.propensity(gains, ROWS, ROWS.length, 2))
                    .as("not feasible")
                    .isZero();
        }
    }

    @Test
    void propensitiesAreTheFrequencies() {
        int draws = 400_000;
        for (double share : new double[] {0, 0.3, 1}) {
            RandomizedChoice choice = new RandomizedChoice(share, 0.2);
            int[] taken = new int[GAINS.length];
            for (int seed = 0; seed < draws; seed++) {
                taken[choice.choose(GAINS, ROWS, ROWS.length, seed, 3)]++;
            }
            for (int row : ROWS) {
                double propensity = choice.propensity(GAINS, ROWS, ROWS.length, row);
                double deviation = Math.sqrt(propensity * (1 - propensity) / draws);
                assertThat(taken[row] / (double) draws).isCloseTo(propensity, within(4.5 * deviation + 1e-12));
            }
        }
    }

    /** Three rows for two places, where what comes second is worth less beside its like: gains depend on the prefix. */
    @Test
    void theProductOverPlacesIsTheFrequencyOfTheSlate() {
        RandomizedChoice choice = new RandomizedChoice(0.5, 0.3);
        int draws = 300_000;
        int[][] taken = new int[3][3];
        for (int seed = 0; seed < draws; seed++) {
            int first = choice.choose(gainsAfter(-1), new int[] {0, 1, 2}, 3, seed, 0);
            int second = choice.choose(gainsAfter(first), without(first), 2, seed, 1);
            taken[first][second]++;
        }
        double sum = 0;
        for (int first = 0; first < 3; first++) {
            for (int second : without(first)) {
                double propensity = choice.propensity(gainsAfter(-1), new int[] {0, 1, 2}, 3, first)
                        * choice.propensity(gainsAfter(first), without(first), 2, second);
                sum += propensity;
                assertThat(taken[first][second] / (double) draws).isCloseTo(propensity, within(0.004));
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    private static double[] gainsAfter(int first) {
        double[] gains = {1, 0.9, 0.7};
        if (first >= 0 && first < 2) {
            // The first two are alike.
            gains[1 - first] -= 0.5;
        }
        return gains;
    }

    private static int[] without(int first) {
        return switch (first) {
            case 0 -> new int[] {1, 2};
            case 1 -> new int[] {0, 2};
            default -> new int[] {0, 1};
        };
    }

    /** What another policy would have earned, from this one's log alone. */
    @Test
    void anotherPolicyIsEstimatedWithoutBias() {
        double[] reward = {0.2, 0.9, 0, 0.4, 0.1};
        RandomizedChoice logging = new RandomizedChoice(0.4, 0.3);
        RandomizedChoice other = new RandomizedChoice(1, 0.05);
        double truth = 0;
        for (int row : ROWS) {
            truth += other.propensity(GAINS, ROWS, ROWS.length, row) * reward[row];
        }
        double estimate = 0;
        int draws = 200_000;
        for (int seed = 0; seed < draws; seed++) {
            int row = logging.choose(GAINS, ROWS, ROWS.length, seed, 0);
            estimate += reward[row]
                    * other.propensity(GAINS, ROWS, ROWS.length, row)
                    / logging.propensity(GAINS, ROWS, ROWS.length, row)
                    / draws;
        }
        assertThat(estimate).isCloseTo(truth, within(0.01));
    }

    @Test
    void theSameSeedChoosesTheSame() {
        RandomizedChoice choice = new RandomizedChoice(1, 1);
        int[] other = {0, 1, 3, 4};
        for (int seed = 0; seed < 1_000; seed++) {
            assertThat(choice.choose(GAINS, ROWS, 4, seed, 1)).isEqualTo(choice.choose(GAINS, other, 4, seed, 1));
        }
        RandomizedChoice never = new RandomizedChoice(0, 1);
        assertThat(never.choose(GAINS, ROWS, 4, 5, 0))
                .as("ties by the lower row")
                .isEqualTo(1);
        double[] nothing = {Double.NaN, Double.NEGATIVE_INFINITY, 0, Double.NaN, Double.POSITIVE_INFINITY};
        assertThat(choice.choose(nothing, ROWS, 4, 5, 0)).isEqualTo(RandomizedChoice.NONE);
    }

    @Test
    void bonusesFallWithWhatIsKnown() {
        UncertaintyBonus bonus = UncertaintyBonus.USUAL;
        assertThat(bonus.deviation(0, 0)).isCloseTo(Math.sqrt(0.5 * 9.5 / (100 * 11)), within(1e-12));
        double before = bonus.of(0, 0, 2, 1);
        for (int shown = 10; shown < 100_000; shown *= 10) {
            double now = bonus.of(shown, shown / 20.0, 2, 1);
            assertThat(now).isPositive().isLessThan(before);
            before = now;
        }
        assertThat(bonus.of(5, 1, 2, 0)).isZero();
        assertThat(bonus.deviation(-3, 9)).isEqualTo(bonus.deviation(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new UncertaintyBonus(-1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomizedChoice(1.5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomizedChoice(0.5, 0));
    }
}
