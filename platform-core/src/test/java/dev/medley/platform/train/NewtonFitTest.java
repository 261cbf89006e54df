package dev.medley.platform.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NewtonFitTest {
    @Test
    void aLoneInterceptIsTheLogitOfTheShare() {
        double[] weights = NewtonFit.fit(new double[1], new double[] {1e-9}, action -> {
            for (int i = 0; i < 100; i++) {
                action.accept(new double[] {1}, 0, 1, i < 20);
            }
        });
        assertThat(weights[0]).isCloseTo(Math.log(0.25), within(1e-6));
    }

    @Test
    void weightsCountAndOffsetsAreTakenOff() {
        double[] weights = NewtonFit.fit(new double[1], new double[] {1e-9}, action -> {
            action.accept(new double[] {1}, 2, 3, true);
            action.accept(new double[] {1}, 2, 1, false);
        });
        assertThat(weights[0]).isCloseTo(Math.log(3) - 2, within(1e-6));
    }

    @Test
    void separableRowsStayFinite() {
        double[] weights = NewtonFit.fit(new double[2], new double[] {1e-6, 1e-6}, action -> {
            for (int i = -5; i <= 5; i++) {
                action.accept(new double[] {1000.0 * i, 1}, 0, 1, i > 0);
            }
        });
        assertThat(weights[0]).isFinite();
        assertThat(weights[1]).isFinite();
    }
}
