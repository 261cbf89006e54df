package dev.medley.platform.score.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitialVectorTest {
    private static final int WIDTH = 7;

    private static float[] of(InitialVector initial, long key) {
        float[] out = new float[WIDTH];
        Arrays.fill(out, 9);
        initial.fill(key, out);
        return out;
    }

    @Test
    void keyAndSeedDecide() {
        InitialVector one = InitialVector.normal(1, 0.05f, WIDTH);
        assertThat(of(one, 5)).isEqualTo(of(InitialVector.normal(1, 0.05f, WIDTH), 5));
        assertThat(of(one, 5)).isNotEqualTo(of(one, 6)).isNotEqualTo(of(InitialVector.normal(2, 0.05f, WIDTH), 5));
    }

    @Test
    void whatIsNotDrawnIsZero() {
        float[] all = of(InitialVector.normal(1, 0.05f, WIDTH), 5);
        for (int columns = 0; columns <= WIDTH; columns++) {
            float[] some = of(InitialVector.normal(1, 0.05f, columns), 5);
            assertThat(Arrays.copyOf(some, columns)).isEqualTo(Arrays.copyOf(all, columns));
            assertThat(Arrays.copyOfRange(some, columns, WIDTH)).containsOnly(new float[WIDTH - columns]);
        }
    }

    @Test
    void aNormalLawHasItsMoments() {
        InitialVector initial = InitialVector.normal(3, 0.05f, WIDTH);
        int keys = 40_000;
        double[] powers = new double[5];
        double neighbours = 0;
        for (int key = 0; key < keys; key++) {
            float[] vector = of(initial, key);
            for (int i = 0; i < WIDTH; i++) {
                double number = vector[i] / 0.05;
                for (int power = 1; power <= 4; power++) {
                    powers[power] += Math.pow(number, power) / (keys * WIDTH);
                }
                neighbours += number * vector[(i + 1) % WIDTH] / 0.05 / (keys * WIDTH);
            }
        }
        assertThat(powers[1]).isCloseTo(0, within(0.01));
        assertThat(powers[2]).isCloseTo(1, within(0.015));
        assertThat(powers[3]).isCloseTo(0, within(0.03));
        assertThat(powers[4]).isCloseTo(3, within(0.1));
        assertThat(neighbours).isCloseTo(0, within(0.01));
    }

    @Test
    void scaleAndColumnsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InitialVector.uniform(1, Float.NaN))
                .withMessage("scale is NaN; allowed: 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InitialVector.normal(1, 0.1f, -1))
                .withMessage("columns is -1; allowed: 0 or more");
    }
}
