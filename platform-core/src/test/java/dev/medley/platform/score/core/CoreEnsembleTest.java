package dev.medley.platform.score.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.embedding.FrozenEmbeddings;
import dev.medley.platform.score.family.ScorerFamily;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.weights.Tensors;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoreEnsembleTest {
    private static final int ITEMS = 12;
    private static final int WIDTH = 3;
    private static final NetworkShape SHAPE = new NetworkShape(8, 2, 4, 5, WIDTH, 2, new int[] {-1, 0});

    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RequestRows rows = rows();

    @Test
    void theMeanOfItsMembersCounts() {
        List<CoreScorer> members = List.of(core(), core(), core());
        float[][] mean = score(new CoreEnsemble(members));
        float[][] first = score(members.get(0));
        float[][] second = score(members.get(1));
        float[][] third = score(members.get(2));
        float apart = 0;
        for (int task = 0; task < 2; task++) {
            for (int row = 0; row < ITEMS; row++) {
                float expected = (first[task][row] + second[task][row] + third[task][row]) / 3;
                assertThat(mean[task][row]).as("seed %s", seed).isCloseTo(expected, within(1e-6f));
                apart = Math.max(apart, Math.abs(mean[task][row] - first[task][row]));
            }
        }
        assertThat(apart).as("seed %s", seed).isGreaterThan(1e-3f);
    }

    @Test
    void oneMemberIsItself() {
        CoreScorer only = core();
        assertThat(score(new CoreEnsemble(List.of(only)))).isDeepEqualTo(score(only));
    }

    @Test
    void tensorsGiveTheSameScoresAgain() throws IOException {
        CoreEnsemble ensemble = new CoreEnsemble(List.of(core(), core()));
        assertThat(score(CoreEnsemble.of(ensemble.tensors()))).isDeepEqualTo(score(ensemble));
        assertThat(score(ScorerFamily.read("core", ensemble.tensors()))).isDeepEqualTo(score(ensemble));
    }

    @Test
    void itCostsAsMuchAsAllItsMembers() {
        CoreScorer one = core();
        CoreEnsemble three = new CoreEnsemble(List.of(one, core(), core()));
        assertThat(three.cost().pair()).isEqualTo(3 * one.cost().pair());
        assertThat(three.cost().item()).isEqualTo(3 * one.cost().item());
        assertThat(three.cost().request()).isEqualTo(3 * one.cost().request());
    }

    @Test
    void whatIsNoEnsembleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CoreEnsemble(List.of()))
                .withMessage("members: 0 given; 1 to 16 are allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CoreEnsemble(Collections.nCopies(17, core())))
                .withMessageContaining("17 given");
        CoreEnsemble two = new CoreEnsemble(List.of(core(), core()));
        for (String members : List.of("0", "17", "-1", "two", "")) {
            Tensors.Builder builder = Tensors.builder().metadata("members", members);
            two.tensors().all().forEach(builder::add);
            assertThatIOException()
                    .isThrownBy(() -> CoreEnsemble.of(builder.build()))
                    .withMessage("members: \"" + members + "\" is not allowed; 1 to 16 are");
        }
        Tensors.Builder three = Tensors.builder().metadata("members", "3");
        two.tensors().all().forEach(three::add);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoreEnsemble.of(three.build()))
                .withMessageContaining("shape");
        assertThatIOException()
                .isThrownBy(() -> CoreEnsemble.of(Tensors.builder().build()));
    }

    private float[][] score(dev.medley.platform.score.Scorer scorer) {
        float[][] probabilities = new float[2][ITEMS];
        scorer.score(rows, probabilities);
        return probabilities;
    }

    private CoreScorer core() {
        ParameterLayout layout = CoreLayout.of(SHAPE);
        long[] keys = new long[60];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = i + 1;
        }
        return new CoreScorer(new NetworkWeights(
                SHAPE,
                layout,
                normal(layout.size(), 0.4),
                FrozenEmbeddings.of(SHAPE.embedding(), keys, normal(keys.length * SHAPE.embedding(), 0.5)),
                FrozenEmbeddings.of(SHAPE.wide(), keys, normal(keys.length * SHAPE.wide(), 0.3)),
                StatisticEncoding.of(normal(WIDTH * 500, 1.5), WIDTH)));
    }

    private RequestRows rows() {
        ItemInput[] items = new ItemInput[ITEMS];
        int[] domains = new int[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            byte[] fields = {(byte) InputField.ITEM.ordinal(), (byte) InputField.CATEGORY.ordinal()};
            items[i] = new ItemInput(new FieldKeys(new long[] {20 + i, 40 + i % 3}, fields));
            domains[i] = i % 2;
        }
        long[] history = {21, 25, 30};
        RequestInput request = new RequestInput(
                new FieldKeys(new long[] {1}, new byte[] {(byte) InputField.USER.ordinal()}),
                new HistoryInput(history, new long[] {40, 0, 41}, new long[3], new long[] {50, 51, 50}, new long[3]));
        return new RequestRows(request, 3, 0, items, domains, normal(ITEMS * WIDTH, 1), WIDTH);
    }

    private float[] normal(int count, double deviation) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextGaussian() * deviation);
        }
        return numbers;
    }
}
