package dev.medley.platform.evaluate.slate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SlateFiguresOfManySlatesTest {
    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void exposureIsTheAttentionOfPlaces() {
        GroupExposure exposure = new GroupExposure(2);
        int[] group = {0, 1, 0};
        double second = Places.discount(1);
        exposure.add(new int[] {0, 1}, 2, group);
        exposure.add(new int[] {2}, 1, group);
        assertThat(exposure.shares()[0]).isCloseTo(2 / (2 + second), EXACT);
        assertThat(exposure.maxMinShare(new double[] {0.5, 0.5})).isCloseTo(2 * second / (2 + second), EXACT);
        // Where it should have less, the other is the worst.
        assertThat(exposure.maxMinShare(new double[] {0.9, 0.1})).isCloseTo(2 / (2 + second) / 0.9, EXACT);
        exposure.addMerit(0, 4);
        exposure.addMerit(1, 1);
        assertThat(exposure.exposureToMerit()).isCloseTo((2 / 4.0) / (second / 1), EXACT);
        assertThat(exposure.meritShares()).containsExactly(0.8, 0.2);
        assertThat(new GroupExposure(2).maxMinShare(new double[] {0.5, 0.5})).isNaN();
        assertThat(new GroupExposure(2).exposureToMerit()).isNaN();
    }

    @Test
    void giniIsHalfTheMeanDifferenceOverTheMean() {
        assertThat(GroupExposure.gini(new double[] {1, 1, 1}, new double[] {1, 1, 1}))
                .isZero();
        assertThat(GroupExposure.gini(new double[] {0, 0, 0, 1}, new double[] {1, 1, 1, 1}))
                .isCloseTo(0.75, EXACT);
        // 1, 2, 3: the differences are 1, 1 and 2, each twice, over 9 pairs; the mean is 2.
        assertThat(GroupExposure.gini(new double[] {1, 2, 3}, new double[] {1, 1, 1}))
                .isCloseTo(8 / 9.0 / (2 * 2), EXACT);
        // A part of twice the size with twice the amount is as well off.
        assertThat(GroupExposure.gini(new double[] {1, 2}, new double[] {1, 2})).isZero();
        assertThat(GroupExposure.gini(new double[] {0, 0}, new double[] {1, 1})).isNaN();
        assertThat(GroupExposure.gini(new double[] {5, 1, 1}, new double[] {0, 1, 1}))
                .isZero();
    }

    @Test
    void theWorstUserGroupIsOfThoseThatCount() {
        UserGroupGain gain = new UserGroupGain(2);
        gain.add("f", 0.4);
        gain.add("f", 0.6);
        gain.add("m", 0.9);
        gain.add("m", 0.7);
        gain.add("m", Double.NaN);
        gain.add("few", 0.1);
        assertThat(gain.means()).containsOnlyKeys("f", "m");
        assertThat(gain.worst()).isCloseTo(0.5, EXACT);
        assertThat(new UserGroupGain(1).worst()).isNaN();
    }

    @Test
    void theFrontIsWhatNothingBeats() {
        List<double[]> points = List.of(
                new double[] {1, 0},
                new double[] {0.5, 0.5},
                new double[] {0.5, 0.4},
                new double[] {0, 1},
                new double[] {0.5, 0.5},
                new double[] {Double.NaN, 9});
        assertThat(ParetoFront.of(points)).containsExactly(0, 1, 3);
    }

    @Test
    void hypervolumeIsThatByHand() {
        assertThat(ParetoFront.hypervolume(List.of(new double[] {1, 2}, new double[] {2, 1}), 0, 0))
                .isCloseTo(3, EXACT);
        assertThat(ParetoFront.hypervolume(List.of(new double[] {1, 2}, new double[] {2, 1}), 0.5, 0.5))
                .isCloseTo(0.5 * 1.5 + 1 * 0.5, EXACT);
        assertThat(ParetoFront.hypervolume(List.of(new double[] {1, 1, 1}), 0, 0, 0))
                .isCloseTo(1, EXACT);
        // Two boxes of volume 2 and 2 that have the unit cube in common.
        assertThat(ParetoFront.hypervolume(
                        List.of(new double[] {2, 1, 1}, new double[] {1, 1, 2}, new double[] {1, 1, 1}), 0, 0, 0))
                .isCloseTo(3, EXACT);
        assertThat(ParetoFront.hypervolume(List.of(new double[] {2, -1, 1}), 0, 0, 0))
                .isZero();
        assertThatThrownBy(() -> ParetoFront.hypervolume(List.of(), 0, 0, 0, 0))
                .hasMessage("4 objectives given; allowed: 2 or 3");
    }

    /** Against inclusion and exclusion over every set of points. */
    @Test
    void hypervolumeIsThatOfTheUnionOfBoxes() {
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            int objectives = 2 + random.nextInt(2);
            List<double[]> points = new ArrayList<>();
            for (int i = random.nextInt(7); i >= 0; i--) {
                // Coarse, so that ties come about.
                points.add(random.doubles(objectives)
                        .map(x -> Math.rint(x * 5) / 5)
                        .toArray());
            }
            double expected = 0;
            for (int set = 1; set < 1 << points.size(); set++) {
                double common = 1;
                for (int objective = 0; objective < objectives; objective++) {
                    double least = Double.POSITIVE_INFINITY;
                    for (int i = 0; i < points.size(); i++) {
                        least = (set >> i & 1) == 1 ? Math.min(least, points.get(i)[objective]) : least;
                    }
                    common *= least;
                }
                expected += Integer.bitCount(set) % 2 == 1 ? common : -common;
            }
            assertThat(ParetoFront.hypervolume(points, new double[objectives]))
                    .as("seed " + SEED + ", round " + round)
                    .isCloseTo(expected, within(1e-9));
        }
    }
}
