package dev.medley.platform.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ProviderMaxMinTest {
    @Test
    void theProjectionIsTheNearestPointWhereNoSetOweMoreThanTheBound() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            double[] point = random.doubles(4, -2, 1).toArray();
            double[] nearest = point.clone();
            ProviderMaxMin.project(nearest, 1);
            assertThat(owed(nearest)).isLessThanOrEqualTo(1 + 1e-12);
            for (int other = 0; other < 60; other++) {
                double[] candidate = random.doubles(4, -1, 1).toArray();
                if (owed(candidate) <= 1) {
                    assertThat(distance(nearest, point)).isLessThanOrEqualTo(distance(candidate, point) + 1e-12);
                }
            }
        }
    }

    @Test
    void aProviderWhoseBudgetIsUsedUpIsShownNoMore() {
        ProviderMaxMin method = new ProviderMaxMin(new double[] {1, 1}, 0.1, 0.01, 0.1, 4, 2);
        // Of 8 places each has at most 6: three quarters.
        for (int i = 0; i < 3; i++) {
            assertThat(method.price(0)).isGreaterThan(-1);
            method.shown(new int[] {2, 0});
        }
        assertThat(method.price(0)).isLessThan(-1_000);
        assertThat(method.price(1)).isCloseTo(0.1, within(0.2)).isPositive();
        method.shown(new int[] {0, 2});
        assertThat(method.price(0)).as("a new period").isZero();
    }

    private static double owed(double[] point) {
        double owed = 0;
        for (double each : point) {
            owed -= Math.min(0, each);
        }
        return owed;
    }

    private static double distance(double[] one, double[] other) {
        double distance = 0;
        for (int i = 0; i < one.length; i++) {
            distance += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return distance;
    }
}
