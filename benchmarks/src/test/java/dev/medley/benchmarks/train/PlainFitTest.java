package dev.medley.benchmarks.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.torch.CoreTrainer;
import dev.medley.platform.train.torch.FitSettings;
import dev.medley.spi.feature.FeatureHash;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlainFitTest {
    private static final int USERS = 40;
    private static final int ITEMS = 30;
    private static final FitSettings FIT =
            new FitSettings(8, 0, 8, 5, 256, 1, 1, 0.01, 1e-4, 0.03, 0.1, 0.3, 0.03, 0.02, 0.1, 0.1, 0.1, 0.1, 2, 0.1);

    @BeforeAll
    static void loadPyTorch() {
        new CoreTrainer().load(1);
    }

    /** Users like items of their own parity; the second task is known of every third row. */
    private static Examples examples(int rows) {
        SplittableRandom random = new SplittableRandom(7);
        List<ItemInput> items = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            items.add(new ItemInput(new FieldKeys(
                    new long[] {itemKey(item), categoryKey(item % 2)},
                    new byte[] {(byte) InputField.ITEM.ordinal(), (byte) InputField.CATEGORY.ordinal()})));
        }
        List<RequestInput> requests = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            long[][] columns = new long[5][10];
            for (int i = 0; i < 10; i++) {
                int item = random.nextInt(ITEMS / 2) * 2 + user % 2;
                columns[0][i] = itemKey(item);
                columns[1][i] = categoryKey(item % 2);
                columns[2][i] = FeatureHash.of("surface", "video");
                columns[3][i] = FeatureHash.of("action", "like");
            }
            requests.add(new RequestInput(
                    new FieldKeys(
                            new long[] {InputField.USER.key(FeatureHash.of("u" + user))},
                            new byte[] {(byte) InputField.USER.ordinal()}),
                    new HistoryInput(columns[0], columns[1], columns[2], columns[3], columns[4])));
        }
        int[] request = new int[rows];
        int[] item = new int[rows];
        int[] end = new int[rows];
        float[] statistics = new float[rows * 2];
        float[][] labels = new float[2][rows];
        for (int row = 0; row < rows; row++) {
            request[row] = random.nextInt(USERS);
            item[row] = random.nextInt(ITEMS);
            end[row] = random.nextInt(11);
            statistics[row * 2] = (float) random.nextGaussian();
            statistics[row * 2 + 1] = Float.NaN;
            labels[0][row] = (request[row] + item[row]) % 2 == 0 ? 1 : 0;
            labels[1][row] = row % 3 == 0 ? labels[0][row] : Float.NaN;
        }
        return new Examples(
                requests,
                items,
                request,
                item,
                new int[rows],
                end,
                new long[rows],
                statistics,
                2,
                labels,
                new float[rows],
                request,
                1,
                new boolean[2],
                item);
    }

    private static long itemKey(int item) {
        return InputField.ITEM.key(FeatureHash.of("i" + item));
    }

    private static long categoryKey(int category) {
        return InputField.CATEGORY.key(FeatureHash.of("c" + category));
    }

    @Test
    void learnsWhatThereIsToLearn() {
        try (PlainFit fit = new PlainFit(examples(2_000), FIT, 1)) {
            PlainFit.Times times = new PlainFit.Times();
            double first = fit.step(times);
            double last = 0;
            for (int step = 0; step < 150; step++) {
                last = fit.step(times);
            }

            // A guess costs the logarithm of 2 for each label that is known.
            assertThat(first).isGreaterThan(0.8);
            assertThat(last).isFinite().isLessThan(first / 2);
            assertThat(times.inputs).isPositive();
            assertThat(times.gradients).isPositive();
            assertThat(times.updates).isPositive();
        }
    }

    @Test
    void keepsNothingOfABatch() {
        try (PlainFit fit = new PlainFit(examples(600), FIT, 1)) {
            fit.step(new PlainFit.Times());
            int held = fit.heldArrays();
            for (int step = 0; step < 5; step++) {
                fit.step(new PlainFit.Times());
            }

            assertThat(fit.heldArrays()).isEqualTo(held);
        }
    }

    @Test
    void keysThatAreSeldomHaveNoRow() {
        Examples examples = examples(600);
        PlainKeys all = new PlainKeys(examples, 1);
        PlainKeys frequent = new PlainKeys(examples, 5);
        PlainKeys none = new PlainKeys(examples, 1_000_000);

        assertThat(all.row(itemKey(3))).isPositive().isLessThan(all.historyRows());
        assertThat(all.row(itemKey(ITEMS))).isZero();
        assertThat(frequent.count()).isLessThanOrEqualTo(all.count());
        assertThat(none.row(itemKey(3))).isZero();
        assertThat(none.historyRows()).isEqualTo(1);
        assertThat(none.recencyRow(0)).isPositive();
    }

    @Test
    void refusesABatchThatWouldNotFit() {
        FitSettings huge = new FitSettings(
                8, 0, 8, 5, 1 << 27, 1, 1, 0.01, 1e-4, 0.03, 0.1, 0.3, 0.03, 0.02, 0.1, 0.1, 0.1, 0.1, 2, 0.1);

        assertThatThrownBy(() -> new PlainFit(examples(600), huge, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keys of histories");
    }
}
