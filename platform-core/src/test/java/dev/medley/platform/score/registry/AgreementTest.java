package dev.medley.platform.score.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AgreementTest {
    @Test
    void knowsTheCorrelationOfATextbook() {
        // Hours of television and IQ of ten people: rho = -29/165.
        float[] iq = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
        float[] hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
        assertThat(Agreement.rankCorrelation(iq, hours)).isCloseTo(-29.0 / 165, within(1e-12));
    }

    @Test
    void equalScoresShareTheirRank() {
        // Ranks 1.5 1.5 3.5 3.5 against 1 2 3 4: covariance 4, variances 4 and 5.
        assertThat(Agreement.rankCorrelation(new float[] {4, 4, 1, 1}, new float[] {9, 8, 7, 6}))
                .isCloseTo(4 / Math.sqrt(20), within(1e-12));
        assertThat(Agreement.rankCorrelation(new float[] {1, 1}, new float[] {1, 2}))
                .isNaN();
        assertThat(Agreement.rankCorrelation(new float[] {1}, new float[] {2})).isNaN();
        assertThat(Agreement.rankCorrelation(new float[0], new float[0])).isNaN();
    }

    @Test
    void anyRisingChangeOfTheScoresLeavesTheOrder() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        float[] left = new float[300];
        float[] right = new float[300];
        float[] opposite = new float[300];
        for (int i = 0; i < left.length; i++) {
            left[i] = random.nextInt(-40, 40) / 40f;
            right[i] = left[i] * left[i] * left[i] - 7;
            opposite[i] = -left[i];
        }
        assertThat(Agreement.rankCorrelation(left, right)).as("seed %s", seed).isCloseTo(1, within(1e-12));
        assertThat(Agreement.rankCorrelation(left, opposite))
                .as("seed %s", seed)
                .isCloseTo(-1, within(1e-12));
        assertThat(Agreement.keptOnTop(left, right, 10)).as("seed %s", seed).isEqualTo(1);
    }

    @Test
    void countsWhatStaysOnTop() {
        float[] left = {9, 8, 7, 6, 5, -0f, 0f};
        float[] right = {1, 9, 8, 2, 3, 4, 5};
        assertThat(Agreement.keptOnTop(left, right, 3)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(Agreement.keptOnTop(left, right, 100)).isEqualTo(1);
        assertThat(Agreement.keptOnTop(new float[0], new float[0], 10)).isNaN();
        // Of equal scores the earlier row stands first, and one zero is not above the other.
        assertThat(Agreement.keptOnTop(new float[] {-0f, 0f, 0f}, new float[] {2, 1, 0}, 1))
                .isEqualTo(1);
    }
}
