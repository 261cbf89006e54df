package dev.medley.platform.train.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.core.CoreScorer;
import dev.medley.platform.score.core.DnnScorer;
import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.NetworkWeights;
import dev.medley.platform.score.core.ParameterLayout;
import dev.medley.platform.score.core.Recency;
import dev.medley.platform.score.core.StatisticEncoding;
import dev.medley.platform.score.core.TransformerScorer;
import dev.medley.platform.score.embedding.FrozenEmbeddings;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.train.example.Examples;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What serves is what was learnt: plain Java against PyTorch, on random weights and random rows. */
class ServingParityTest {
    private static final int DOMAINS = 3;
    private static final int[] FUNNEL = {-1, 0, -1};
    private static final long NOW = 1_700_000_000L;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void theCoreServesWhatItLearnt() {
        NetworkShape shape = new NetworkShape(16, 5, 12, 9, 7, DOMAINS, FUNNEL);
        assertParity(CoreNetwork.CORE, shape);
    }

    @Test
    void theCoreWithIdsAloneServesWhatItLearnt() {
        NetworkShape shape = new NetworkShape(8, 0, 24, 0, 0, DOMAINS, FUNNEL);
        assertParity(CoreNetwork.CORE, shape);
    }

    @Test
    void theDeepNetServesWhatItLearnt() {
        NetworkShape shape = new NetworkShape(8, 0, 9, 6, 4, DOMAINS, FUNNEL);
        assertParity(PerceptronNetwork.DNN, shape);
    }

    @Test
    void theTransformerServesWhatItLearnt() {
        NetworkShape shape = new NetworkShape(16, 0, 7, 8, 3, DOMAINS, FUNNEL);
        assertParity(PerceptronNetwork.TRANSFORMER, shape);
    }

    @Test
    void withoutHistoriesTheTransformerServesWhatItLearnt() {
        NetworkShape shape = new NetworkShape(8, 0, 7, 0, 0, DOMAINS, FUNNEL);
        assertParity(PerceptronNetwork.TRANSFORMER, shape);
    }

    private void assertParity(TorchNetwork network, NetworkShape shape) {
        System.out.println("ServingParityTest seed " + seed);
        Examples examples = randomExamples(shape);
        NetworkWeights weights = randomWeights(network, shape, examples);
        float[][] learnt = learnt(network, weights, examples);
        Scorer scorer = network.scorer(weights);
        float[][] served = ServedRows.probabilities(scorer, examples);
        int apart = 0;
        for (int task = 0; task < FUNNEL.length; task++) {
            for (int row = 0; row < examples.count(); row++) {
                assertThat(served[task][row])
                        .as("seed %s task %s row %s", seed, task, row)
                        .isCloseTo(learnt[task][row], within(1e-5f));
                apart += Math.abs(served[task][row] - served[task][0]) > 1e-3 ? 1 : 0;
            }
        }
        assertThat(apart).as("rows that differ; seed %s", seed).isGreaterThan(examples.count() / 4);
        assertThatSplitsChangeNothing(scorer, examples);
        assertThat(ServedRows.probabilities(again(scorer), examples)).isDeepEqualTo(served);
        assertThat(scorer.cost().request()).isPositive();
        assertThat(scorer.cost().item()).isPositive();
        assertThat(scorer.cost().pair()).isPositive();
    }

    /** From its tensors. */
    private static Scorer again(Scorer scorer) {
        return switch (scorer) {
            case CoreScorer core -> CoreScorer.of(core.tensors());
            case DnnScorer dnn -> DnnScorer.of(dnn.tensors());
            case TransformerScorer transformer -> TransformerScorer.of(transformer.tensors());
            default -> throw new AssertionError(scorer);
        };
    }

    /** Rows of one request, all together and one by one. */
    private void assertThatSplitsChangeNothing(Scorer scorer, Examples examples) {
        int together = 0;
        for (int from = 0; from < examples.count(); ) {
            int to = from + 1;
            while (to < examples.count()
                    && examples.request()[to] == examples.request()[from]
                    && examples.historyEnd()[to] == examples.historyEnd()[from]
                    && examples.time()[to] == examples.time()[from]) {
                to++;
            }
            RequestRows rows = ServedRows.rows(examples, from, to);
            float[][] whole = new float[FUNNEL.length][to - from];
            scorer.score(rows, whole);
            float[][] one = new float[FUNNEL.length][1];
            for (int row = from; row < to; row++) {
                scorer.score(ServedRows.rows(examples, row, row + 1), one);
                for (int task = 0; task < FUNNEL.length; task++) {
                    assertThat(whole[task][row - from]).as("seed %s", seed).isEqualTo(one[task][0]);
                }
            }
            together = Math.max(together, to - from);
            from = to;
        }
        assertThat(together).isGreaterThan(1);
    }

    private float[][] learnt(TorchNetwork network, NetworkWeights weights, Examples examples) {
        NetworkShape shape = weights.shape();
        try (KeyTable keys = new KeyTable(shape, 2, 0)) {
            keys.take(weights);
            IndexedExamples indexed = new IndexedExamples(examples, keys);
            HistorySums sums = new HistorySums(indexed, keys);
            sums.refresh();
            Batch batch = new Batch(shape, 257, keys);
            return new TorchPass(network, shape, TorchRuntime.load(1))
                    .predict(indexed, sums, batch, 257, weights.dense(), weights.encoding());
        }
    }

    private NetworkWeights randomWeights(TorchNetwork network, NetworkShape shape, Examples examples) {
        Set<Long> keys = new LinkedHashSet<>();
        for (int bucket = 0; bucket < Recency.BUCKETS; bucket++) {
            keys.add(Recency.key(bucket));
        }
        examples.requests().forEach(request -> {
            addSome(request.keys().keys(), keys);
            addSome(request.history().items(), keys);
            addSome(request.history().categories(), keys);
            addSome(request.history().surfaces(), keys);
            addSome(request.history().actions(), keys);
        });
        examples.items().forEach(item -> addSome(item.keys().keys(), keys));
        long[] known = keys.stream().mapToLong(Long::longValue).toArray();
        ParameterLayout layout = network.layout(shape);
        float[] dense = new float[layout.size()];
        for (ParameterLayout.Block block : layout.blocks()) {
            int[] dimensions = block.shape();
            int inputs = dimensions.length < 2 ? 4 : Math.max(1, dimensions[dimensions.length - 2]);
            for (int i = 0; i < block.count(); i++) {
                dense[block.from() + i] = (float) (random.nextGaussian() / Math.sqrt(inputs));
            }
        }
        return new NetworkWeights(
                shape,
                layout,
                dense,
                FrozenEmbeddings.of(shape.embedding(), known, normal(known.length * shape.embedding(), 0.5)),
                shape.wide() == 0
                        ? FrozenEmbeddings.none()
                        : FrozenEmbeddings.of(shape.wide(), known, normal(known.length * shape.wide(), 0.3)),
                StatisticEncoding.of(normal(shape.width() * 500, 1.5), shape.width()));
    }

    /** Nine of ten, so that some stay unknown. */
    private void addSome(long[] from, Set<Long> keys) {
        for (long key : from) {
            if (key != 0 && Math.floorMod(key, 10) != 0) {
                keys.add(key);
            }
        }
    }

    private float[] normal(int count, double deviation) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextGaussian() * deviation);
        }
        return numbers;
    }

    private Examples randomExamples(NetworkShape shape) {
        GeneratedExamples generated = new GeneratedExamples(DOMAINS, shape.width(), false, false, false);
        for (int item = 0; item < 60; item++) {
            generated.item(GeneratedExamples.keys(fields(item, true)));
        }
        for (int request = 0; request < 300; request++) {
            int events = request % 4 == 0 ? 0 : random.nextInt(45);
            generated.request(GeneratedExamples.keys(fields(request, false)), history(events));
            int end = random.nextInt(events + 1);
            long time = random.nextBoolean() ? 0 : NOW;
            for (int row = 0; row < 5; row++) {
                generated.row(
                        request,
                        random.nextInt(60),
                        random.nextInt(DOMAINS),
                        end,
                        time,
                        normal(shape.width(), 2),
                        0,
                        1,
                        0,
                        1);
            }
        }
        return generated.examples(0, generated.count());
    }

    private Map<InputField, List<String>> fields(int number, boolean ofItem) {
        Map<InputField, List<String>> fields = new EnumMap<>(InputField.class);
        for (InputField field : InputField.ALL) {
            if (field.isOfRequest() == ofItem) {
                continue;
            }
            List<String> texts = new ArrayList<>();
            if (field == InputField.ITEM || field == InputField.USER && random.nextInt(5) > 0) {
                texts.add("" + number);
            } else if (field != InputField.USER) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    texts.add("t" + random.nextInt(40));
                }
            }
            fields.put(field, texts);
        }
        return fields;
    }

    private HistoryInput history(int events) {
        long[] items = new long[events];
        long[] categories = new long[events];
        long[] surfaces = new long[events];
        long[] actions = new long[events];
        long[] times = new long[events];
        for (int i = 0; i < events; i++) {
            items[i] = GeneratedExamples.key(InputField.ITEM, "" + random.nextInt(60));
            categories[i] =
                    random.nextInt(4) == 0 ? 0 : GeneratedExamples.key(InputField.CATEGORY, "t" + random.nextInt(40));
            surfaces[i] = 1000 + random.nextInt(3);
            actions[i] = 2000 + random.nextInt(5);
            times[i] = random.nextInt(5) == 0 ? 0 : NOW - (long) random.nextInt(10_000_000) * (events - i);
        }
        return new HistoryInput(items, categories, surfaces, actions, times);
    }
}
