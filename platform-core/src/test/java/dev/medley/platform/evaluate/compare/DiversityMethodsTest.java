package dev.medley.platform.evaluate.compare;

import static dev.medley.platform.evaluate.compare.RandomCases.lay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.platform.evaluate.slate.InterestCalibration;
import dev.medley.platform.evaluate.slate.RowLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

class DiversityMethodsTest {
    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());
    private static final int ROUNDS = 400;

    /** What a row adds to those above; the slate must have taken one of the rows that add the most. */
    private interface Gain {
        double of(SlateCase slate, List<Integer> above, int row);
    }

    private static void assertGreedy(DoubleFunction<SlateMethod> method, DoubleFunction<Gain> gain) {
        assertGreedy(method, gain, 1e-5);
    }

    private static void assertGreedy(DoubleFunction<SlateMethod> method, DoubleFunction<Gain> gain, double tolerance) {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            double weight = round % 5 == 0 ? round / 5 % 2 : random.nextDouble();
            SlateCase slate = RandomCases.of(random, round, 1 + random.nextInt(14), 1 + random.nextInt(6), 8, 2);
            int[] order = lay(method.apply(weight), slate);
            String name = "seed " + SEED + ", round " + round + ", weight " + weight;
            assertLegal(slate, order, name);
            List<Integer> above = new ArrayList<>();
            for (int row : order) {
                double most = Double.NEGATIVE_INFINITY;
                for (int other = 0; other < slate.rows(); other++) {
                    if (slate.eligible()[other] && !above.contains(other)) {
                        most = Math.max(most, gain.apply(weight).of(slate, above, other));
                    }
                }
                double taken = gain.apply(weight).of(slate, above, row);
                assertThat(taken == most || taken > most - tolerance)
                        .as(name + ", place " + above.size() + ": " + taken + " of " + most)
                        .isTrue();
                above.add(row);
            }
        }
    }

    static void assertLegal(SlateCase slate, int[] order, String name) {
        int eligible = 0;
        for (boolean each : slate.eligible()) {
            eligible += each ? 1 : 0;
        }
        assertThat(order).as(name).doesNotHaveDuplicates().hasSize(Math.min(slate.places(), eligible));
        for (int row : order) {
            assertThat(slate.eligible()[row]).as(name + ", row " + row).isTrue();
        }
    }

    @Test
    void thePlainOrderIsByValue() {
        assertThat(lay(new PlainOrder(), RandomCases.of(0, 3, new float[] {0.2f, 0, 0.9f, 0.9f, -0f}, new int[5])))
                .containsExactly(2, 3, 0);
        assertGreedy(_ -> new PlainOrder(), _ -> (slate, _, row) -> slate.values()[row]);
    }

    @Test
    void marginalRelevanceTakesWhatItsFormulaSays() {
        assertGreedy(MarginalRelevance::new, lambda -> (slate, above, row) -> {
            double nearest = above.stream()
                    .mapToDouble(other -> slate.similarity(other, row))
                    .max()
                    .orElse(0);
            return lambda * slate.relevances()[row] - (1 - lambda) * nearest;
        });
    }

    /** Algorithm 1 of the paper is to give what a greedy search with determinants computed anew gives. */
    @Test
    void theDeterminantalGreedyTakesWhatDeterminantsSay() {
        assertGreedy(DeterminantalGreedy::new, theta -> (slate, above, row) -> {
            double relevance = theta * slate.relevances()[row];
            if (theta == 1) {
                return relevance;
            }
            List<Integer> with = new ArrayList<>(above);
            with.add(row);
            double before = determinant(slate, above);
            double ratio = determinant(slate, with) / before;
            // Once the determinant is 0 rows are no more compared by it, but follow by value.
            return before > 1e-7 && ratio > 1e-6
                    ? 1000 + relevance + (1 - theta) * Math.log(ratio)
                    : slate.relevances()[row];
        });
    }

    static double determinant(SlateCase slate, List<Integer> rows) {
        int size = rows.size();
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] = i == j ? 1 : slate.similarity(rows.get(i), rows.get(j));
            }
        }
        double determinant = 1;
        for (int i = 0; i < size; i++) {
            determinant *= matrix[i][i];
            for (int j = i + 1; j < size && matrix[i][i] != 0; j++) {
                double factor = matrix[j][i] / matrix[i][i];
                for (int k = i; k < size; k++) {
                    matrix[j][k] -= factor * matrix[i][k];
                }
            }
        }
        return determinant;
    }

    /** The best slate is never more than what the greedy one's log-determinant promises on few rows: it is found or near. */
    @Test
    void theDeterminantalGreedyIsNearTheMostLikelySlate() {
        Random random = new Random(SEED);
        double ratios = 0;
        int rounds = 100;
        for (int round = 0; round < rounds; round++) {
            SlateCase slate = RandomCases.of(random, round, 9, 3, 8, 2);
            int[] order = lay(new DeterminantalGreedy(0), slate);
            double found = determinant(slate, Arrays.stream(order).boxed().toList());
            double best = 0;
            for (int set = 0; set < 1 << 9; set++) {
                List<Integer> rows = new ArrayList<>();
                for (int row = 0; row < 9; row++) {
                    if ((set >> row & 1) == 1 && slate.eligible()[row]) {
                        rows.add(row);
                    }
                }
                best = rows.size() == order.length ? Math.max(best, determinant(slate, rows)) : best;
            }
            assertThat(found).as("seed " + SEED + ", round " + round).isLessThanOrEqualTo(best + 1e-6);
            ratios += best > 0 ? found / best : 1;
        }
        assertThat(ratios / rounds).as("seed " + SEED).isGreaterThan(0.8);
    }

    /** While the window has not moved, the volume is the root of the Gram determinant (section 3.2 of the paper). */
    @Test
    void theSlidingSpectrumTakesWhatVolumesSay() {
        assertGreedy(
                gamma -> new SlidingSpectrum(gamma, 7),
                gamma -> (slate, above, row) -> {
                    // The root of what rounding leaves of a determinant that is 0 is far from 0: hence the tolerance.
                    List<Integer> with = new ArrayList<>(above);
                    with.add(row);
                    return slate.relevances()[row] + gamma * Math.sqrt(Math.max(0, determinant(slate, with)));
                },
                1e-3);
    }

    /** With rows alike in value both take the row that is farthest from what the rows above span. */
    @Test
    void theSlidingSpectrumIsTheDeterminantWhereValuesAreAlike() {
        Random random = new Random(SEED);
        int clear = 0;
        for (int round = 0; round < ROUNDS; round++) {
            SlateCase some = RandomCases.of(random, round, 12, 6, 16, 2);
            float[] alike = new float[12];
            Arrays.fill(alike, 0.5f);
            // One is ahead, for all first rows are alike but for rounding.
            alike[random.nextInt(12)] = 1;
            boolean[] eligible = new boolean[12];
            Arrays.fill(eligible, true);
            SlateCase slate = SlateCase.of(
                    round, 6, alike, eligible, some.vectors(), 16, some.groups(), some.categories(), some.interests());
            int[] expected = lay(new DeterminantalGreedy(0.5), slate);
            int[] found = lay(new SlidingSpectrum(1, 6), slate);
            for (int[] order : List.of(expected, found)) {
                assertTakesTheMostVolume(slate, order, round);
            }
            // Where two rows add nearly the same volume rounding decides, and not alike in both.
            if (isClear(slate, expected)) {
                assertThat(found).as("seed " + SEED + ", round " + round).containsExactly(expected);
                clear++;
            }
        }
        assertThat(clear).as("seed " + SEED).isGreaterThan(ROUNDS / 2);
    }

    /** At each place but the first no row would have added more, but for rounding. */
    private static void assertTakesTheMostVolume(SlateCase slate, int[] order, int round) {
        List<Integer> above = new ArrayList<>(List.of(order[0]));
        for (int place = 1; place < order.length; place++) {
            double taken = with(slate, above, order[place]);
            assertThat(taken)
                    .as("seed %s, round %s, place %s", SEED, round, place)
                    .isGreaterThan(mostWithout(slate, above, order[place]) * (1 - 1e-4) - 1e-5);
            above.add(order[place]);
        }
    }

    /** Whether at each place but the first the row adds clearly more volume than any other would. */
    private static boolean isClear(SlateCase slate, int[] order) {
        List<Integer> above = new ArrayList<>(List.of(order[0]));
        for (int place = 1; place < order.length; place++) {
            if (mostWithout(slate, above, order[place]) > with(slate, above, order[place]) * (1 - 1e-4)) {
                return false;
            }
            above.add(order[place]);
        }
        return true;
    }

    /** The most that another row than that one would make of the volume. */
    private static double mostWithout(SlateCase slate, List<Integer> above, int taken) {
        double most = 0;
        for (int row = 0; row < slate.rows(); row++) {
            if (row != taken && !above.contains(row)) {
                most = Math.max(most, with(slate, above, row));
            }
        }
        return most;
    }

    private static double with(SlateCase slate, List<Integer> above, int row) {
        List<Integer> rows = new ArrayList<>(above);
        rows.add(row);
        return determinant(slate, rows);
    }

    /** What has left the window is no more looked at: two kinds in turn, where only the last row counts. */
    @Test
    void theSlidingSpectrumForgetsWhatHasLeftTheWindow() {
        float[] vectors = {1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1};
        boolean[] eligible = {true, true, true, true, true, true};
        SlateCase slate = SlateCase.of(
                0,
                6,
                new float[] {0.9f, 0.8f, 0.7f, 0.3f, 0.2f, 0.1f},
                eligible,
                vectors,
                2,
                new int[0][],
                RowLabels.of(new int[6][0], 1),
                new double[1]);
        assertThat(lay(new SlidingSpectrum(5, 2), slate)).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(lay(new SlidingSpectrum(0, 2), slate)).containsExactly(0, 1, 2, 3, 4, 5);
        // With all in one window the plane is full after two rows, and the rest follow by value.
        assertThat(lay(new SlidingSpectrum(5, 6), slate)).containsExactly(0, 3, 1, 2, 4, 5);
        assertThatThrownBy(() -> new SlidingSpectrum(1, 1)).hasMessage("window is 1; allowed: 2 or more");
    }

    @Test
    void calibrationTakesWhatItsFormulaSays() {
        assertGreedy(CalibratedInterests::new, lambda -> (slate, above, row) -> {
            int[] with = new int[above.size() + 1];
            for (int i = 0; i < above.size(); i++) {
                with[i] = above.get(i);
            }
            with[above.size()] = row;
            double divergence = InterestCalibration.divergence(
                    slate.interests(),
                    InterestCalibration.shares(with, with.length, slate.categories()),
                    InterestCalibration.SMOOTHING);
            return (1 - lambda) * slate.relevances()[row] - (Double.isNaN(divergence) ? 0 : lambda * divergence);
        });
    }

    /** The paper's introduction: of 70 romance and 30 action films follow 7 of one and 3 of the other, not 10 romances. */
    @Test
    void aUserOfTwoInterestsGetsBothInTheirShares() {
        float[] values = new float[20];
        int[][] genres = new int[20][];
        for (int row = 0; row < 20; row++) {
            // Every romance is worth more than every action film.
            values[row] = row < 10 ? 0.9f - row * 0.01f : 0.5f - row * 0.01f;
            genres[row] = new int[] {row < 10 ? 0 : 1};
        }
        boolean[] eligible = new boolean[20];
        Arrays.fill(eligible, true);
        SlateCase slate = SlateCase.of(
                0, 10, values, eligible, new float[20], 1, new int[0][], RowLabels.of(genres, 2), new double[] {0.7, 0.3
                });
        assertThat(Arrays.stream(lay(new PlainOrder(), slate)).filter(row -> row < 10))
                .hasSize(10);
        assertThat(Arrays.stream(lay(new CalibratedInterests(0.99), slate)).filter(row -> row < 10))
                .hasSize(7);
        assertThatThrownBy(() -> new CalibratedInterests(1.5)).hasMessage("lambda is 1.5; allowed: 0 to 1");
    }
}
