package dev.medley.platform.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistributionsTest {
    @Test
    void studentQuantilesAreThoseOfTheTables() {
        double[][] table = {
            // degrees of freedom, then the quantiles for tails of 0.05, 0.025, 0.005 and 0.0005
            {1, 6.314, 12.706, 63.657, 636.619},
            {2, 2.920, 4.303, 9.925, 31.599},
            {3, 2.353, 3.182, 5.841, 12.924},
            {4, 2.132, 2.776, 4.604, 8.610},
            {5, 2.015, 2.571, 4.032, 6.869},
            {9, 1.833, 2.262, 3.250, 4.781},
            {10, 1.812, 2.228, 3.169, 4.587},
            {29, 1.699, 2.045, 2.756, 3.659},
            {30, 1.697, 2.042, 2.750, 3.646},
            {60, 1.671, 2.000, 2.660, 3.460},
            {120, 1.658, 1.980, 2.617, 3.373},
            {1e6, 1.645, 1.960, 2.576, 3.291},
        };
        double[] tails = {0.05, 0.025, 0.005, 0.0005};
        for (double[] line : table) {
            for (int i = 0; i < tails.length; i++) {
                assertThat(Distributions.studentQuantile(tails[i], line[0]))
                        .as("%s degrees, tail %s", line[0], tails[i])
                        .isCloseTo(line[i + 1], within(5.1e-4));
            }
        }
    }

    @Test
    void studentWithOneOrTwoDegreesHasAClosedForm() {
        for (double t = -20; t <= 20; t += 0.37) {
            assertThat(Distributions.studentAbove(t, 1)).isCloseTo(0.5 - Math.atan(t) / Math.PI, within(1e-12));
            assertThat(Distributions.studentAbove(t, 2)).isCloseTo(0.5 - t / (2 * Math.sqrt(2 + t * t)), within(1e-12));
        }
        assertThat(Distributions.studentQuantile(0.5, 7)).isCloseTo(0, within(1e-9));
        assertThatThrownBy(() -> Distributions.studentQuantile(0, 7)).hasMessageContaining("tail: 0.0");
        assertThatThrownBy(() -> Distributions.studentQuantile(0.1, 0)).hasMessageContaining("degrees: 0.0");
    }

    @Test
    void normalTailsAreThoseOfTheTables() {
        assertThat(Distributions.normalBeyond(0)).isEqualTo(1);
        assertThat(Distributions.normalBeyond(1)).isCloseTo(0.31731050786, within(1e-10));
        assertThat(Distributions.normalBeyond(-1.959963984540054)).isCloseTo(0.05, within(1e-12));
        assertThat(Distributions.normalBeyond(2.5758293035489)).isCloseTo(0.01, within(1e-12));
        assertThat(Distributions.normalBeyond(6)).isCloseTo(1.9731752900754e-9, within(1e-18));
        assertThat(Distributions.normalBeyond(0.01)).isCloseTo(0.99202128737073, within(1e-12));
    }

    @Test
    void signTestCountsTosses() {
        assertThat(Distributions.signTest(0, 0)).isEqualTo(1);
        assertThat(Distributions.signTest(5, 0)).isCloseTo(2.0 / 32, within(1e-15));
        assertThat(Distributions.signTest(1, 7)).isCloseTo(2 * 9.0 / 256, within(1e-15));
        assertThat(Distributions.signTest(4, 4)).isEqualTo(1);
        // The sum of terms and the incomplete beta function agree where both can be had.
        assertThat(Distributions.signTest(480, 520))
                .isCloseTo(2 * Distributions.regularizedBeta(0.5, 520, 481), within(1e-10));
        assertThat(Distributions.signTest(900, 1100)).isCloseTo(8.5e-6, within(1e-6));
    }
}
