package dev.medley.platform.score.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medley.platform.score.weights.Tensors;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusterRatesTest {
    private static final int USERS = 300;
    private static final int ITEMS = 400;

    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void aPairHasTheNumbersOfItsCohortAndCluster() {
        int cohorts = 1 + random.nextInt(ClusterRates.MOST);
        int clusters = 1 + random.nextInt(ClusterRates.MOST);
        int[] cohortOf = random.ints(USERS, 0, cohorts).toArray();
        int[] clusterOf = random.ints(ITEMS, 0, clusters).toArray();
        cohortOf[0] = cohorts - 1;
        clusterOf[0] = clusters - 1;
        float[] byItem = numbers(ITEMS * cohorts);
        float[] byUser = numbers(USERS * clusters);
        float[] byCohort = numbers(cohorts * clusters);
        ClusterRates rates = new ClusterRates(cohortOf, clusterOf, cohorts, clusters, byItem, byUser, byCohort);
        Tensors.Builder builder = Tensors.builder();
        rates.write("some/", builder);
        ClusterRates again = ClusterRates.read(builder.build(), "some/", USERS, ITEMS);
        assertThat(rates.cohorts()).isEqualTo(cohorts);
        assertThat(rates.clusters()).isEqualTo(clusters);
        for (int user = 0; user < USERS; user++) {
            assertThat(rates.cohortOf(user)).as("seed %s", seed).isEqualTo(cohortOf[user]);
            for (int item = 0; item < ITEMS; item++) {
                float[] expected = {
                    7,
                    byItem[item * cohorts + cohortOf[user]],
                    byUser[user * clusters + clusterOf[item]],
                    byCohort[cohortOf[user] * clusters + clusterOf[item]],
                    7
                };
                for (ClusterRates each : new ClusterRates[] {rates, again}) {
                    float[] written = {7, 0, 0, 0, 7};
                    each.write(user, item, written, 1);
                    assertThat(written).as("seed %s", seed).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        float[] four = new float[4];
        refused("cohort of number 1 is 2, it must be from 0 to 1", new int[] {0, 2}, new int[] {0, 1}, four, four);
        refused("cluster of number 0 is -1, it must be from 0 to 1", new int[] {0, 1}, new int[] {-1, 1}, four, four);
        refused("by-item has 3 numbers, it must have 4", new int[] {0, 1}, new int[] {0, 1}, new float[3], four);
        refused("by-user has 5 numbers, it must have 4", new int[] {0, 1}, new int[] {0, 1}, four, new float[5]);
        refused("by-user has 4 numbers, it must have 6", new int[] {0, 1, 1}, new int[] {0, 1}, four, four);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterRates(new int[1], new int[1], 257, 1, new float[257], four, four))
                .withMessage("cohorts is 257, it must be from 1 to 256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterRates(new int[1], new int[1], 1, 0, four, four, four))
                .withMessage("clusters is 0, it must be from 1 to 256");
    }

    private static void refused(String message, int[] cohortOf, int[] clusterOf, float[] byItem, float[] byUser) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterRates(cohortOf, clusterOf, 2, 2, byItem, byUser, new float[4]))
                .withMessage(message);
    }

    @Test
    void tensorsOfOtherSizesAreRefused() {
        ClusterRates rates = new ClusterRates(new int[3], new int[2], 1, 1, new float[2], new float[3], new float[1]);
        Tensors.Builder builder = Tensors.builder();
        rates.write("", builder);
        Tensors tensors = builder.build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterRates.read(tensors, "", 4, 2))
                .withMessageContaining("cohort");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterRates.read(tensors, "", 3, 1))
                .withMessageContaining("cluster");
        Tensors.Builder flat = Tensors.builder();
        tensors.all().forEach((name, tensor) -> {
            if (!name.equals("by-cohort")) {
                flat.add(name, tensor);
            }
        });
        flat.float32("by-cohort", new float[1], 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterRates.read(flat.build(), "", 3, 2))
                .withMessage("by-cohort has 1 dimensions, it must have 2");
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat();
        }
        return numbers;
    }
}
