package dev.medley.platform.rerank.slate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The incremental factorisation against determinants and projections that are computed from nothing at each place. */
class DiversityGainTest {
    private static final int ROWS = 300;
    private static final int PLACES = 40;
    private static final int DIMENSION = 24;

    private final SlateProblem problem = new SlateProblem();
    private final SlateWorkspace workspace = new SlateWorkspace();

    @Test
    void eachGainIsTheGrowthOfTheLogarithmOfTheDeterminant() {
        for (int seed = 0; seed < 5; seed++) {
            fill(seed, new SlateWeights(Diversity.LOG_DETERMINANT, 1, 3, 0, 0, 1));
            double[][] kernel = SlateOracle.kernel(problem);
            workspace.lay(problem);
            checkLogDeterminants(kernel, PLACES);
        }
    }

    @Test
    void theOldestRowLeavesAWindowAsIfItHadNeverBeenThere() {
        for (int window : new int[] {2, 3, 8, 20, 39, 40, 41}) {
            fill(window, new SlateWeights(Diversity.LOG_DETERMINANT, 1, 3, window, 0, 1));
            double[][] kernel = SlateOracle.kernel(problem);
            workspace.lay(problem);
            checkLogDeterminants(kernel, window);
        }
    }

    @Test
    void theChosenRowIsTheBestOfAllByTheDefinition() {
        for (int window : new int[] {0, 5}) {
            fill(window, new SlateWeights(Diversity.LOG_DETERMINANT, 0.7, 3, window, 0, 1));
            double[][] kernel = SlateOracle.kernel(problem);
            workspace.lay(problem);
            for (int place = 0; place < PLACES; place++) {
                int from = window == 0 ? 0 : Math.max(0, place - window + 1);
                double best = Double.NEGATIVE_INFINITY;
                double second = Double.NEGATIVE_INFINITY;
                for (int row = 0; row < ROWS; row++) {
                    if (workspace.placeOf(row) < 0 || workspace.placeOf(row) >= place) {
                        double gain = problem.values()[row] + 0.7 * logGrowth(kernel, from, place, row);
                        second = Math.max(second, Math.min(gain, best));
                        best = Math.max(best, gain);
                    }
                }
                assertThat(workspace.gain(place)).isCloseTo(best, within(1e-4));
                assertThat(workspace.explain(place).other().orElseThrow().gain())
                        .isCloseTo(second, within(1e-4));
            }
        }
    }

    @Test
    void theSpectrumIsTheVolumeOfWhatTheWindowDoesNotSpan() {
        for (int window : new int[] {0, 6}) {
            fill(window, new SlateWeights(Diversity.SPECTRUM, 1, 1, window, 0, 1));
            workspace.lay(problem);
            double volume = 1;
            for (int place = 0; place < PLACES; place++) {
                int from = window == 0 ? 0 : Math.max(0, place - window + 1);
                double left = Math.sqrt(unspanned(from, place));
                assertThat(workspace.explain(place).diversity()).isCloseTo(volume * left, within(2e-3));
                volume *= left;
            }
        }
    }

    @Test
    void aRowTwiceAddsNoVolumeUntilTheFirstHasLeftTheWindow() {
        problem.reset(4, 4);
        problem.vectors(new float[] {1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1}, 3);
        problem.values()[0] = 9;
        problem.values()[1] = 8;
        problem.values()[2] = 7;
        problem.weights(new SlateWeights(Diversity.SPECTRUM, 0.1, 1, 2, 0, 1));
        workspace.lay(problem);
        assertThat(new int[] {workspace.row(0), workspace.row(1), workspace.row(2), workspace.row(3)})
                .containsExactly(0, 1, 2, 3);
        assertThat(workspace.explain(1).diversity()).isZero();
    }

    @Test
    void aRowWithoutAVectorIsLikeNoOther() {
        problem.reset(3, 3);
        problem.vectors(new float[] {1, 0, 0, 0, 1, 0}, 2);
        problem.weights(SlateWeights.logDeterminant(1, 1));
        workspace.lay(problem);
        assertThat(workspace.row(0)).isZero();
        assertThat(workspace.row(1)).isEqualTo(1);
        assertThat(workspace.explain(1).diversity()).isCloseTo(Math.log(2), within(1e-6));
        assertThat(workspace.explain(2).diversity()).isCloseTo(Math.log(1.5), within(1e-6));
    }

    private void fill(int seed, SlateWeights weights) {
        Random random = new Random(seed);
        problem.reset(ROWS, PLACES);
        for (int row = 0; row < ROWS; row++) {
            problem.values()[row] = random.nextFloat();
        }
        problem.vectors(SlateCases.vectors(random, ROWS, DIMENSION), DIMENSION);
        problem.weights(weights);
    }

    private void checkLogDeterminants(double[][] kernel, int window) {
        for (int place = 0; place < PLACES; place++) {
            int from = Math.max(0, place - window + 1);
            double expected = logGrowth(kernel, from, place, workspace.row(place));
            assertThat(workspace.explain(place).diversity()).isCloseTo(expected, within(1e-4));
        }
    }

    private double logGrowth(double[][] kernel, int from, int place, int row) {
        int[] set = new int[place - from + 1];
        for (int i = from; i < place; i++) {
            set[i - from] = workspace.row(i);
        }
        set[place - from] = row;
        return Math.log(SlateOracle.determinant(kernel, set, set.length))
                - Math.log(SlateOracle.determinant(kernel, set, set.length - 1));
    }

    /** Squared length of what the places from there on leave of the row's unit vector, by Gram and Schmidt. */
    private double unspanned(int from, int place) {
        double[][] basis = new double[place - from + 1][];
        for (int at = from; at <= place; at++) {
            double[] vector = new double[DIMENSION];
            double length = 0;
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] = problem.vectors()[workspace.row(at) * DIMENSION + i];
                length += vector[i] * vector[i];
            }
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] /= Math.sqrt(length);
            }
            for (int other = 0; other < at - from; other++) {
                double square = product(basis[other], basis[other]);
                double by = square < 1e-12 ? 0 : product(vector, basis[other]) / square;
                for (int i = 0; i < DIMENSION; i++) {
                    vector[i] -= by * basis[other][i];
                }
            }
            basis[at - from] = vector;
        }
        return product(basis[place - from], basis[place - from]);
    }

    private static double product(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
