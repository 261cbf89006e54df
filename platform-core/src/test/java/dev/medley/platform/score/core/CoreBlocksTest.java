package dev.medley.platform.score.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.score.embedding.FrozenEmbeddings;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.input.RequestRows;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A row's bits do not depend on the block that it stands in: full, partial, alone, beside items of the history. */
class CoreBlocksTest {
    private static final int ROWS = 2 * DenseBlock.ROWS + 45;
    private static final int KEYS = 200;
    private static final int EVENTS = 40;
    private static final NetworkShape SHAPE = new NetworkShape(16, 5, 12, 9, 7, 3, new int[] {-1, 0});

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void splitsChangeNothing() {
        CoreScorer scorer = scorer();
        ItemInput[] items = new ItemInput[ROWS];
        int[] domains = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            long[] keys = {1 + random.nextInt(KEYS), 1 + random.nextInt(KEYS), 1 + random.nextInt(KEYS)};
            byte[] fields = {field(InputField.ITEM), field(InputField.CATEGORY), field(InputField.TITLE_WORD)};
            items[row] = new ItemInput(new FieldKeys(keys, fields));
            domains[row] = row < DenseBlock.ROWS ? 1 : random.nextInt(3);
        }
        RequestInput request = request();
        float[] statistics = normal(ROWS * SHAPE.width(), 2);
        float[][] whole = score(scorer, request, items, domains, statistics, 0, ROWS);
        for (int length : new int[] {1, 3, DenseBlock.ROWS - 1, DenseBlock.ROWS, DenseBlock.ROWS + 1}) {
            for (int from = 0; from < ROWS; from += length) {
                int to = Math.min(ROWS, from + length);
                float[][] part = score(scorer, request, items, domains, statistics, from, to);
                for (int task = 0; task < SHAPE.tasks(); task++) {
                    assertThat(part[task])
                            .as("seed %s, rows %s to %s", seed, from, to)
                            .isEqualTo(Arrays.copyOfRange(whole[task], from, to));
                }
            }
        }
        assertThat(whole[0][0]).as("seed %s", seed).isNotEqualTo(whole[0][1]);
    }

    private static float[][] score(
            CoreScorer scorer,
            RequestInput request,
            ItemInput[] items,
            int[] domains,
            float[] statistics,
            int from,
            int to) {
        int width = SHAPE.width();
        float[][] probabilities = new float[SHAPE.tasks()][to - from];
        scorer.score(
                new RequestRows(
                        request,
                        EVENTS,
                        0,
                        Arrays.copyOfRange(items, from, to),
                        Arrays.copyOfRange(domains, from, to),
                        Arrays.copyOfRange(statistics, from * width, to * width),
                        width),
                probabilities);
        return probabilities;
    }

    private static byte field(InputField field) {
        return (byte) field.ordinal();
    }

    private RequestInput request() {
        long[] items = new long[EVENTS];
        long[] others = new long[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            // Few items, so that some rows pass over several interactions, and most pass over none.
            items[i] = 1 + random.nextInt(20);
            others[i] = 1 + random.nextInt(KEYS);
        }
        FieldKeys keys = new FieldKeys(new long[] {5, 6}, new byte[] {0, field(InputField.QUERY_WORD)});
        return new RequestInput(keys, new HistoryInput(items, others, others, others, new long[EVENTS]));
    }

    private CoreScorer scorer() {
        ParameterLayout layout = CoreLayout.of(SHAPE);
        long[] keys = new long[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = i + 1;
        }
        return new CoreScorer(new NetworkWeights(
                SHAPE,
                layout,
                normal(layout.size(), 0.25),
                FrozenEmbeddings.of(SHAPE.embedding(), keys, normal(KEYS * SHAPE.embedding(), 0.5)),
                FrozenEmbeddings.of(SHAPE.wide(), keys, normal(KEYS * SHAPE.wide(), 0.3)),
                StatisticEncoding.of(normal(SHAPE.width() * 500, 1.5), SHAPE.width())));
    }

    private float[] normal(int count, double deviation) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextGaussian() * deviation);
        }
        return numbers;
    }
}
