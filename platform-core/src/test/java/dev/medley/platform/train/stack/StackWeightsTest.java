package dev.medley.platform.train.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.Logistic;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.task.GeneratedTasks;
import dev.medley.platform.train.task.TaskRows;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StackWeightsTest {
    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private final Examples examples = new GeneratedTasks(SEED).draw(20_000, SEED + 1, (u, i, d, s) -> 2 * s[0] - s[1]);
    private final TaskRows rows = TaskRows.of(examples, 0, -1);

    /** What a scorer says that sees one of the two statistics, times a factor. */
    private float[] says(int statistic, double factor) {
        float[] probabilities = new float[examples.count()];
        for (int row = 0; row < probabilities.length; row++) {
            probabilities[row] = Logistic.of(factor * examples.statistics()[row * examples.width() + statistic]);
        }
        return probabilities;
    }

    @Test
    void eachIsBelievedAsMuchAsItKnows() {
        double[] weights = new StackWeights(rows, says(0, 1), says(1, -0.5)).fit();
        assertThat(weights[0]).as("seed %s", SEED).isCloseTo(2, within(0.15));
        assertThat(weights[1]).as("seed %s", SEED).isCloseTo(2, within(0.25));
        assertThat(weights[2]).as("seed %s", SEED).isCloseTo(0, within(0.1));
    }

    @Test
    void whoIsWrongIsNotTurnedRound() {
        double[] weights = new StackWeights(rows, says(0, 2), says(1, 1)).fit();
        assertThat(weights[0]).as("seed %s", SEED).isPositive();
        assertThat(weights[1]).as("seed %s", SEED).isZero();
        double[] mirrored = new StackWeights(rows, says(1, 1), says(0, 2)).fit();
        assertThat(mirrored[0]).isZero();
        assertThat(mirrored[1]).as("seed %s", SEED).isCloseTo(weights[0], within(1e-6));
    }

    @Test
    void aFewRowsSayLittle() {
        float[] left = says(0, 1);
        float[] right = says(1, 1);
        double[] weights = new StackWeights(rows.only(new int[] {random.nextInt(100)}), left, right).fit();
        assertThat(weights[0]).isCloseTo(0.5, within(0.2));
        assertThat(weights[1]).isCloseTo(0.5, within(0.2));
        assertThat(new StackWeights(rows.only(new int[0]), left, right).fit()).containsExactly(0.5, 0.5, 0);
    }
}
