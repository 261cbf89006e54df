package dev.medley.platform.train.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.factor.BiasedFactors;
import dev.medley.platform.score.factor.ClusterRates;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterLearningTest {
    private static final int USERS = 240;
    private static final int ITEMS = 120;
    private static final int KINDS = 3;

    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** Users and items of three kinds, far apart; who likes what depends on the kinds alone. */
    @Test
    void ratesAreThoseOfAlikeUsersAndItems() {
        float[] users = ofKinds(USERS);
        float[] items = ofKinds(ITEMS);
        RatingMatrix answers = answers();
        ClusterRates rates = new ClusterLearning(users, items, 2, 5).rates(answers);
        double all = answers.targetMean();
        float[] numbers = new float[ClusterRates.WIDTH];
        for (int user = 0; user < USERS; user += 7) {
            for (int item = 0; item < ITEMS; item += 5) {
                rates.write(user, item, numbers, 0);
                int cohort = rates.cohortOf(user);
                int cluster = rates.clusterOf(item);
                double[] ofItem = {0, 0, 0, 0};
                double[] ofUser = {0, 0, 0, 0};
                double[] ofCohort = {0, 0, 0, 0};
                for (int row = 0; row < answers.rowCount(); row++) {
                    boolean sameCohort = rates.cohortOf(answers.user(row)) == cohort;
                    boolean sameCluster = rates.clusterOf(answers.item(row)) == cluster;
                    count(ofItem, answers.item(row) == item, sameCohort, answers.target(row));
                    count(ofUser, answers.user(row) == user, sameCluster, answers.target(row));
                    count(ofCohort, sameCohort, sameCluster, answers.target(row));
                }
                assertThat(numbers[0]).as("seed %s", seed).isCloseTo(lift(ofItem, all), within(1e-4f));
                assertThat(numbers[1]).as("seed %s", seed).isCloseTo(lift(ofUser, all), within(1e-4f));
                assertThat(numbers[2]).as("seed %s", seed).isCloseTo(lift(ofCohort, all), within(1e-4f));
            }
        }
    }

    /** Yes and known of an owner, then of its part. */
    private static void count(double[] counts, boolean owner, boolean part, float yes) {
        if (owner) {
            counts[0] += yes;
            counts[1]++;
        }
        if (owner && part) {
            counts[2] += yes;
            counts[3]++;
        }
    }

    private static float lift(double[] counts, double all) {
        double usual = (counts[0] + 8 * all) / (counts[1] + 8);
        double rate = (counts[2] + 8 * usual) / (counts[3] + 8);
        return (float) (Math.log(rate / (1 - rate)) - Math.log(usual / (1 - usual)));
    }

    @Test
    void noCohortIsOfUsersThatAreNotAlike() {
        ClusterRates rates = new ClusterLearning(ofKinds(USERS), ofKinds(ITEMS), 2, 5).rates(answers());
        Map<Integer, Integer> kindOf = new HashMap<>();
        Set<Integer> used = new HashSet<>();
        for (int user = 0; user < USERS; user++) {
            int cohort = rates.cohortOf(user);
            used.add(cohort);
            assertThat(kindOf.computeIfAbsent(cohort, _ -> -1)).isIn(-1, kind(user));
            kindOf.put(cohort, kind(user));
        }
        assertThat(used).hasSize(rates.cohorts());
        assertThat(rates.cohorts()).isEqualTo(USERS / 8);
        assertThat(rates.clusters()).isEqualTo(ITEMS / 8);
    }

    @Test
    void whatWasNotLearntFromIsToldApart() {
        GeneratedRatings ratings = new GeneratedRatings(seed, 300, 120, 2, 0.5);
        BiasedFactors factors = new BiasedFactorisation(BiasedFactorisation.Settings.standard(3)).fit(ratings.learnt);
        RatingMatrix answers = GeneratedRatings.liked(ratings.learnt);
        RatingMatrix held = GeneratedRatings.liked(ratings.held);
        ClusterRates rates =
                new ClusterLearning(factors.userVectors(), factors.itemVectors(), factors.rank(), 3).rates(answers);
        double[] sums = new double[ClusterRates.WIDTH];
        float[] numbers = new float[ClusterRates.WIDTH];
        for (int row = 0; row < held.rowCount(); row++) {
            rates.write(held.user(row), held.item(row), numbers, 0);
            double weight = held.value(row) > 0 ? 1 / held.mean() : -1 / (1 - held.mean());
            for (int number = 0; number < sums.length; number++) {
                sums[number] += weight * numbers[number] / held.rowCount();
            }
        }
        for (int number = 0; number < sums.length; number++) {
            assertThat(sums[number]).as("seed %s, number %s", seed, number).isGreaterThan(0.1);
        }
    }

    @Test
    void theSameSeedGivesTheSameRatesAndAnotherDoesNot() {
        float[] users = ofKinds(USERS);
        float[] items = ofKinds(ITEMS);
        RatingMatrix answers = answers();
        assertThat(all(new ClusterLearning(users, items, 2, 5).rates(answers)))
                .isEqualTo(all(new ClusterLearning(users, items, 2, 5).rates(answers)))
                .isNotEqualTo(all(new ClusterLearning(users, items, 2, 6).rates(answers)));
    }

    @Test
    void ofOneUserAndOneItemNothingIsSaid() {
        RatingMatrix one = new RatingMatrix(new int[] {0}, new int[] {0}, new float[] {1}, 1, 1);
        ClusterRates rates = new ClusterLearning(new float[] {1, 2}, new float[] {3, 4}, 2, 5).rates(one);
        float[] numbers = new float[ClusterRates.WIDTH];
        rates.write(0, 0, numbers, 0);
        assertThat(rates.cohorts()).isOne();
        // A single answer is all that is known of the item, the user and the cohort, and of their only part.
        assertThat(numbers[0]).isEqualTo(numbers[1]).isEqualTo(numbers[2]).isZero();
    }

    @Test
    void theNoteSaysHowGoodTheyAre() {
        assertThat(new ClusterLearning(ofKinds(24), ofKinds(8), 2, 5).note())
                .as("seed %s", seed)
                .startsWith("users are in 3 cohorts (silhouette 0.9")
                .contains("the largest has 0.333 of them); items are in 1 clusters (silhouette -, Davies-Bouldin -, ")
                .endsWith("the largest has 1.000 of them)");
    }

    private static float[] all(ClusterRates rates) {
        float[] all = new float[USERS * ITEMS * ClusterRates.WIDTH];
        for (int user = 0; user < USERS; user++) {
            for (int item = 0; item < ITEMS; item++) {
                rates.write(user, item, all, (user * ITEMS + item) * ClusterRates.WIDTH);
            }
        }
        return all;
    }

    private static int kind(int number) {
        return number % KINDS;
    }

    private float[] ofKinds(int count) {
        float[] vectors = new float[2 * count];
        for (int i = 0; i < count; i++) {
            vectors[2 * i] = 100 * kind(i) + random.nextFloat();
            vectors[2 * i + 1] = random.nextFloat();
        }
        return vectors;
    }

    private RatingMatrix answers() {
        int[] user = new int[USERS * ITEMS / 4];
        int[] item = new int[user.length];
        float[] yes = new float[user.length];
        for (int row = 0; row < user.length; row++) {
            user[row] = random.nextInt(USERS);
            item[row] = random.nextInt(ITEMS);
            int of10 = kind(user[row]) == kind(item[row]) ? 8 : 3;
            yes[row] = random.nextInt(10) < of10 ? 1 : 0;
        }
        return new RatingMatrix(user, item, yes, USERS, ITEMS);
    }
}
