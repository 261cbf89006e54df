package dev.medley.platform.train.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.factor.Factors;
import dev.medley.platform.score.factor.LinearFactors;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearAutoencoderTest {
    private static RatingMatrix chosen(long seed, int users, int items, double share) {
        Random random = new Random(seed);
        int[] user = new int[users * items];
        int[] item = new int[users * items];
        float[] value = new float[users * items];
        int count = 0;
        for (int u = 0; u < users; u++) {
            for (int i = 0; i < items; i++) {
                // Users of a kind choose among the items of their kind.
                if (random.nextDouble() < (u % 3 == i % 3 ? share : share / 10)) {
                    user[count] = u;
                    item[count] = i;
                    value[count++] = 1;
                }
            }
        }
        return new RatingMatrix(
                Arrays.copyOf(user, count), Arrays.copyOf(item, count), Arrays.copyOf(value, count), users, items);
    }

    /** By Gauss and Jordan, with the largest pivot. */
    private static double[][] bruteForceInverse(double[][] matrix) {
        int count = matrix.length;
        double[][] work = new double[count][2 * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(matrix[i], 0, work[i], 0, count);
            work[i][count + i] = 1;
        }
        for (int column = 0; column < count; column++) {
            int pivot = column;
            for (int i = column; i < count; i++) {
                if (Math.abs(work[i][column]) > Math.abs(work[pivot][column])) {
                    pivot = i;
                }
            }
            double[] held = work[pivot];
            work[pivot] = work[column];
            work[column] = held;
            double first = held[column];
            for (int j = 0; j < 2 * count; j++) {
                held[j] /= first;
            }
            for (int i = 0; i < count; i++) {
                double factor = work[i][column];
                for (int j = 0; i != column && j < 2 * count; j++) {
                    work[i][j] -= factor * held[j];
                }
            }
        }
        double[][] inverse = new double[count][];
        for (int i = 0; i < count; i++) {
            inverse[i] = Arrays.copyOfRange(work[i], count, 2 * count);
        }
        return inverse;
    }

    @Test
    void weightsAreThoseOfTheBruteForceInverse() {
        // More than one block, and a last block that is not full.
        for (int items : new int[] {1, 2, 63, 64, 65, 150, 300}) {
            RatingMatrix rows = chosen(items, 120, items, 0.3);
            LinearFactors factors = new LinearAutoencoder(7, Integer.MAX_VALUE).fit(rows);
            double[][] gram = new double[items][items];
            for (int user = 0; user < 120; user++) {
                for (int left : rows.itemsOf(user)) {
                    for (int right : rows.itemsOf(user)) {
                        gram[left][right]++;
                    }
                }
            }
            for (int item = 0; item < items; item++) {
                gram[item][item] += 7;
            }
            double[][] inverse = bruteForceInverse(gram);
            for (int item = 0; item < items; item++) {
                for (int source = 0; source < items; source++) {
                    double expected = source == item ? 0 : -inverse[source][item] / inverse[item][item];
                    assertThat(factors.score(new int[] {source}, new float[] {1}, item))
                            .as("of %d items, from %d to %d", items, source, item)
                            .isCloseTo((float) expected, within(1e-5f));
                }
            }
        }
    }

    @Test
    void theInverseTimesTheMatrixIsOne() {
        int count = 200;
        Random random = new Random(9);
        double[][] root = new double[count][count];
        for (double[] line : root) {
            for (int j = 0; j < count; j++) {
                line[j] = random.nextGaussian();
            }
        }
        double[][] matrix = new double[count][];
        double[][] inverse = new double[count][];
        for (int i = 0; i < count; i++) {
            matrix[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                for (int k = 0; k < count; k++) {
                    matrix[i][j] += root[i][k] * root[j][k];
                }
            }
            matrix[i][i] += 5;
            inverse[i] = matrix[i].clone();
        }
        SymmetricInverse.invert(inverse);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    sum += matrix[Math.max(i, k)][Math.min(i, k)] * inverse[Math.max(k, j)][Math.min(k, j)];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-9));
            }
        }
    }

    @Test
    void whatIsNotPositiveDefiniteIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SymmetricInverse.invert(new double[][] {{1}, {2, 1}}))
                .withMessage("the matrix is not positive definite at row 1");
    }

    @Test
    void itemsOfTheUsersKindComeFirst() {
        RatingMatrix rows = chosen(5, 300, 60, 0.4);
        LinearFactors factors = new LinearAutoencoder(20, 60).fit(rows);
        float[] scores = factors.scores(new int[] {0, 3, 6}, new float[] {1, 1, 1});
        float own = 0;
        float other = 0;
        for (int item = 9; item < 60; item++) {
            if (item % 3 == 0) {
                own += scores[item] / 17;
            } else {
                other += scores[item] / 34;
            }
        }
        assertThat(own).isGreaterThan(other + 0.02f);
    }

    @Test
    void allAtOnceAndOneByOneAgree() {
        RatingMatrix rows = chosen(6, 100, 40, 0.4);
        LinearFactors factors = new LinearAutoencoder(20, 15).fit(rows);
        Factors users = LinearAutoencoder.forUsers(factors, rows);
        for (int user = 0; user < 100; user++) {
            float[] scores = factors.scores(rows.itemsOf(user), rows.valuesOf(user));
            for (int item = 0; item < 40; item++) {
                assertThat(users.score(user, item)).isCloseTo(scores[item], within(1e-5f));
            }
        }
    }

    @Test
    void pruningKeepsTheStrongest() {
        RatingMatrix rows = chosen(7, 100, 40, 0.4);
        LinearFactors all = new LinearAutoencoder(20, 39).fit(rows);
        LinearFactors few = new LinearAutoencoder(20, 5).fit(rows);
        for (int item = 0; item < 40; item++) {
            float[] sizes = new float[40];
            for (int source = 0; source < 40; source++) {
                sizes[source] = Math.abs(all.score(new int[] {source}, new float[] {1}, item));
            }
            float[] sorted = sizes.clone();
            Arrays.sort(sorted);
            for (int source = 0; source < 40; source++) {
                float kept = few.score(new int[] {source}, new float[] {1}, item);
                assertThat(Math.abs(kept)).isEqualTo(sizes[source] >= sorted[35] ? sizes[source] : 0);
            }
        }
    }

    @Test
    void ofEquallyStrongWeightsTheFirstAreKept() {
        int[] items = {0, 1, 2, 3};
        RatingMatrix rows = new RatingMatrix(new int[4], items, new float[] {1, 1, 1, 1}, 1, 4);
        LinearFactors factors = new LinearAutoencoder(1, 2).fit(rows);
        assertThat(factors.start()).containsExactly(0, 3, 6, 8, 8);
        assertThat(factors.target()).containsExactly(1, 2, 3, 0, 2, 3, 0, 1);
    }

    @Test
    void arraysMakeItAgain() {
        LinearFactors factors = new LinearAutoencoder(20, 5).fit(chosen(8, 100, 40, 0.4));
        LinearFactors restored = new LinearFactors(factors.start(), factors.target(), factors.weight());
        assertThat(restored.scores(new int[] {1, 2}, new float[] {1, 2}))
                .isEqualTo(factors.scores(new int[] {1, 2}, new float[] {1, 2}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinearFactors(new int[] {0, 1, 1}, new int[] {2}, new float[1]))
                .withMessageStartingWith("target[0] is 2");
    }

    @Test
    void tooManyItemsAreRefused() {
        RatingMatrix rows = new RatingMatrix(new int[0], new int[0], new float[0], 1, 12_001);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinearAutoencoder(1, 1).fit(rows))
                .withMessageStartingWith("itemCount is 12001, a linear autoencoder takes at most 12000 items");
    }

    /** A row's share is what the score falls by when everything is learnt again as if the row's answer had been no. */
    @Test
    void anOwnShareIsWhatTheScoreFallsByWithoutTheRow() {
        RatingMatrix matrix = chosen(11, 30, 9, 0.6);
        LinearFit fit = new LinearAutoencoder(3, 100).fitWithOwnShares(matrix);
        for (int row = 0; row < matrix.rowCount(); row++) {
            int user = matrix.user(row);
            int item = matrix.item(row);
            double[][] x = new double[matrix.userCount()][matrix.itemCount()];
            for (int other = 0; other < matrix.rowCount(); other++) {
                x[matrix.user(other)][matrix.item(other)] = 1;
            }
            double[] others = x[user].clone();
            others[item] = 0;
            double[] answers = new double[x.length];
            for (int u = 0; u < x.length; u++) {
                answers[u] = u == user ? 0 : x[u][item];
                x[u][item] = 0;
            }
            double[][] gram = new double[x[0].length][x[0].length];
            double[] right = new double[gram.length];
            for (int u = 0; u < x.length; u++) {
                for (int i = 0; i < gram.length; i++) {
                    right[i] += x[u][i] * answers[u];
                    for (int j = 0; j < gram.length; j++) {
                        gram[i][j] += x[u][i] * x[u][j];
                    }
                }
            }
            for (int i = 0; i < gram.length; i++) {
                gram[i][i] += 3;
            }
            double[][] inverse = bruteForceInverse(gram);
            double without = 0;
            for (int i = 0; i < gram.length; i++) {
                for (int j = 0; j < gram.length; j++) {
                    without += others[i] * inverse[i][j] * right[j];
                }
            }
            float with = fit.factors().score(matrix.itemsOf(user), matrix.valuesOf(user), item);
            assertThat((double) with - fit.ownShares()[row]).isCloseTo(without, within(1e-4));
        }
    }
}
