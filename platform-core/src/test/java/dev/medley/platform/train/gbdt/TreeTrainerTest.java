package dev.medley.platform.train.gbdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.TaskFunnel;
import dev.medley.platform.score.gbdt.TreeInputs;
import dev.medley.platform.score.gbdt.TreeScorer;
import dev.medley.platform.score.gbdt.Trees;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.popularity.PopularityScorer;
import dev.medley.platform.score.weights.SafetensorsFile;
import dev.medley.platform.score.weights.Tensors;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.TrainingStoppedException;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.task.GeneratedTasks;
import dev.medley.platform.train.task.TaskRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TreeTrainerTest {
    private static final long SEED = 20;
    private static final TreeSettings SMALL = new TreeSettings(4, 0.3, 5, 0.8, 1, 1, 200, 10);

    private final GeneratedTasks world = new GeneratedTasks(SEED);
    private final TreeTrainer trainer = new TreeTrainer(SMALL);

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    /** Popularity, a curve, gender with category, the domain, and what a missing number says: no line parts these. */
    private double curved(int user, int item, int domain, float[] statistics) {
        return 0.7 * statistics[0]
                + 1.5 * Math.abs(statistics[1])
                - 1.5
                + (GeneratedTasks.gender(user) == 0 ? 1 : -1) * (item % GeneratedTasks.CATEGORIES == 0 ? 1 : -1)
                + (domain == 1 ? 1 : 0)
                + (Float.isNaN(statistics[2]) ? 0.5 : 0);
    }

    private TreeScorer learnCurved() {
        return trainer.train(
                world.draw(20_000, SEED + 1, this::curved),
                world.draw(5_000, SEED + 2, this::curved),
                GeneratedTasks.settings(SEED, 1),
                GeneratedTasks.SILENT);
    }

    @Test
    void recoversCurvesAndCrossesAndBeatsPopularity() {
        Examples test = world.draw(5_000, SEED + 3, this::curved);
        float[] labels = test.labels()[0];
        float[] truth = world.truths(test, this::curved);
        double trees = GeneratedTasks.auc(GeneratedTasks.score(learnCurved(), test, 10)[0], labels);
        double popularity = GeneratedTasks.auc(GeneratedTasks.score(new PopularityScorer(0, 1), test, 10)[0], labels);
        assertThat(trees).isGreaterThan(popularity + 0.1);
        assertThat(trees).isCloseTo(GeneratedTasks.auc(truth, labels), within(0.015));
    }

    @Test
    void answersAsXgboostDoesWithAndWithoutMissingNumbers() {
        Examples learn = world.draw(8_000, SEED + 1, (u, i, d, s) -> curved(u, i, d, s) - 2);
        TaskRows rows = TaskRows.of(learn, 0, -1);
        TreeInputs inputs = CategoryCodes.learn(learn);
        Examples test = world.draw(2_000, SEED + 3, this::curved);
        float[] numbers = new float[test.count() * inputs.count()];
        for (int row = 0; row < test.count(); row++) {
            // Every fifth row is a stranger's, every seventh lacks every statistic.
            RequestInput request = row % 5 == 0
                    ? new RequestInput(FieldKeys.NONE, HistoryInput.NONE)
                    : test.requests().get(test.request()[row]);
            if (row % 5 == 0) {
                test.request()[row] = 0;
            }
            if (row % 7 == 0) {
                Arrays.fill(test.statistics(), row * GeneratedTasks.WIDTH, (row + 1) * GeneratedTasks.WIDTH, Float.NaN);
            }
            inputs.write(
                    request,
                    test.items().get(test.item()[row]),
                    test.domain()[row],
                    test.statistics(),
                    row * GeneratedTasks.WIDTH,
                    numbers,
                    row * inputs.count());
        }
        try (BoostedTask boosted = new BoostedTask(inputs, learn, rows, learn, rows, SMALL, SEED, 1)) {
            boosted.grow(SMALL, (rounds, loss, validationLoss) -> {});
            TreeDump dump = new TreeDump();
            for (String tree : boosted.dump()) {
                dump.add(tree);
            }
            TreeScorer scorer = new TreeScorer(
                    inputs,
                    dump.trees(),
                    new int[] {boosted.bestRounds()},
                    new float[] {boosted.base()},
                    new TaskFunnel(new int[] {-1}));
            float[] theirs = boosted.predict(numbers, test.count());
            assertThat(boosted.base()).isLessThan(-0.5F);
            float[][] one = new float[1][1];
            for (int row = 0; row < test.count(); row++) {
                RequestInput request = row % 5 == 0
                        ? new RequestInput(FieldKeys.NONE, HistoryInput.NONE)
                        : test.requests().get(test.request()[row]);
                scorer.score(
                        new RequestRows(
                                request,
                                0,
                                0,
                                new ItemInput[] {test.items().get(test.item()[row])},
                                new int[] {test.domain()[row]},
                                Arrays.copyOfRange(
                                        test.statistics(),
                                        row * GeneratedTasks.WIDTH,
                                        (row + 1) * GeneratedTasks.WIDTH),
                                GeneratedTasks.WIDTH),
                        one);
                assertThat(one[0][0]).as("row %d", row).isCloseTo(theirs[row], within(1e-6F));
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsAndTensorsKeepThem() throws IOException {
        TreeScorer first = learnCurved();
        TreeScorer second = learnCurved();
        assertThat(second.tensors()).isEqualTo(first.tensors());
        Examples test = world.draw(2_000, SEED + 3, this::curved);
        TreeScorer read = TreeScorer.of(SafetensorsFile.read(SafetensorsFile.write(first.tensors())));
        float[][] expected = GeneratedTasks.score(first, test, 100);
        assertThat(GeneratedTasks.score(read, test, 100)[0]).containsExactly(expected[0]);
        assertThat(GeneratedTasks.score(first, test, 1)[0]).containsExactly(expected[0]);
        assertThat(read.tensors()).isEqualTo(first.tensors());
        assertThat(read.cost().pair()).isPositive();
    }

    @Test
    void whatIsUnknownIsPassedOver() {
        GeneratedTasks.Truth other = (u, i, d, s) -> 2 * s[1];
        Examples learn = world.draw(10_000, SEED + 1, this::curved, other);
        Examples validation = world.draw(3_000, SEED + 2, this::curved, other);
        for (int row = 0; row < learn.count(); row += 2) {
            learn.labels()[1][row] = Float.NaN;
        }
        TreeScorer masked = trainer.train(learn, validation, GeneratedTasks.settings(SEED, 2), GeneratedTasks.SILENT);
        Examples test = world.draw(5_000, SEED + 3, this::curved, other);
        float[][] answers = GeneratedTasks.score(masked, test, 10);
        assertThat(GeneratedTasks.auc(answers[1], test.labels()[1])).isGreaterThan(0.85);
        assertThat(GeneratedTasks.calibrationError(answers[1], test.labels()[1]))
                .isLessThan(0.06);
        Arrays.fill(learn.labels()[1], Float.NaN);
        TreeScorer ignorant = trainer.train(learn, validation, GeneratedTasks.settings(SEED, 2), GeneratedTasks.SILENT);
        assertThat(GeneratedTasks.score(ignorant, test, 10)[1]).containsOnly(0.5F);
        assertThat(GeneratedTasks.auc(GeneratedTasks.score(ignorant, test, 10)[0], test.labels()[0]))
                .isCloseTo(GeneratedTasks.auc(answers[0], test.labels()[0]), within(0.005));
    }

    @Test
    void softLabelsAreLearntAsShares() {
        Examples learn = world.draw(10_000, SEED + 1, this::curved);
        Examples validation = world.draw(3_000, SEED + 2, this::curved);
        for (Examples examples : List.of(learn, validation)) {
            for (int row = 0; row < examples.count(); row++) {
                examples.labels()[0][row] = examples.statistics()[row * GeneratedTasks.WIDTH + 1] > 0 ? 0.7F : 0.2F;
            }
        }
        TreeScorer scorer = trainer.train(learn, validation, GeneratedTasks.settings(SEED, 1), GeneratedTasks.SILENT);
        float[] answers = GeneratedTasks.score(scorer, validation, 10)[0];
        for (int row = 0; row < answers.length; row++) {
            // Thresholds lie at the bounds of histogram bins, 256 of them over -2 to 2.
            if (Math.abs(validation.statistics()[row * GeneratedTasks.WIDTH + 1]) > 0.02) {
                assertThat(answers[row]).isCloseTo(validation.labels()[0][row], within(0.05F));
            }
        }
    }

    @Test
    void drawnNoesComeOutAsIfAllHadBeenLearntFrom() {
        GeneratedTasks.Truth truth = (u, i, d, s) -> s[0] + s[1] - 2;
        Examples population = world.draw(20_000, SEED + 3, truth);
        for (boolean yesesCarryTheirRate : new boolean[] {true, false}) {
            TreeScorer scorer = trainer.train(
                    world.drawThinned(60_000, SEED + 1, yesesCarryTheirRate, truth),
                    world.drawThinned(20_000, SEED + 2, yesesCarryTheirRate, truth),
                    GeneratedTasks.settings(SEED, 1),
                    GeneratedTasks.SILENT);
            float[] answers = GeneratedTasks.score(scorer, population, 10)[0];
            assertThat(GeneratedTasks.calibrationError(answers, population.labels()[0]))
                    .as("yeses carry their rate: %s", yesesCarryTheirRate)
                    .isLessThan(0.03);
        }
    }

    @Test
    void aTaskWithAParentIsMultiplied() {
        GeneratedTasks.Truth click = (u, i, d, s) -> s[1];
        GeneratedTasks.Truth buy = (u, i, d, s) -> s[0] - 1;
        Examples learn = world.draw(20_000, SEED + 1, click, buy);
        Examples validation = world.draw(5_000, SEED + 2, click, buy);
        Examples test = world.draw(40_000, SEED + 3, click, buy);
        for (Examples examples : List.of(learn, validation, test)) {
            for (int row = 0; row < examples.count(); row++) {
                examples.labels()[1][row] *= examples.labels()[0][row];
            }
        }
        TreeScorer scorer =
                trainer.train(learn, validation, GeneratedTasks.settings(SEED, -1, 0), GeneratedTasks.SILENT);
        float[][] answers = GeneratedTasks.score(scorer, test, 10);
        for (int row = 0; row < test.count(); row++) {
            assertThat(answers[1][row]).isLessThanOrEqualTo(answers[0][row]);
        }
        assertThat(GeneratedTasks.calibrationError(answers[1], test.labels()[1]))
                .isLessThan(0.03);
    }

    @Test
    void anInterruptStopsIt() {
        Examples learn = world.draw(5_000, SEED + 1, this::curved);
        TrainingListener stopping = new TrainingListener() {
            @Override
            public void epoch(int epoch, int epochs, double loss, double validation, double secondsLeft) {
                Thread.currentThread().interrupt();
            }

            @Override
            public void progress(double share, String message) {}
        };
        assertThatThrownBy(() -> trainer.train(learn, learn, GeneratedTasks.settings(SEED, 1), stopping))
                .isInstanceOf(TrainingStoppedException.class);
    }

    @Test
    void theSearchFindsNothingWorseThanWhatIsUsual() {
        Examples learn = world.draw(3_000, SEED + 1, this::curved);
        Examples validation = world.draw(2_000, SEED + 2, this::curved);
        List<String> told = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epoch(int epoch, int epochs, double loss, double validation, double secondsLeft) {}

            @Override
            public void progress(double share, String message) {
                told.add(message);
            }
        };
        TreeSettings best = TreeSearch.tune(learn, validation, GeneratedTasks.settings(SEED, 1), 2_500, listener);
        assertThat(told).hasSize(18);
        String tried = told.stream()
                .filter(message -> message.contains(best.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(lossOf(tried))
                .isEqualTo(
                        told.stream().mapToDouble(TreeTrainerTest::lossOf).min().orElseThrow());
        assertThat(lossOf(tried)).isLessThan(lossOf(told.getFirst()));
    }

    private static double lossOf(String message) {
        return Double.parseDouble(message.substring(message.lastIndexOf(' ') + 1));
    }

    @Test
    void brokenTensorsAreRefusedByName() {
        Tensors whole = learnCurved().tensors();
        for (String name : whole.names()) {
            assertThatThrownBy(() -> TreeScorer.of(GeneratedTasks.without(whole, name)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("\"" + name + "\"");
        }
        assertThatThrownBy(() ->
                        new Trees(new int[] {0, -1, -1}, new float[3], new int[] {0, 0, 0}, new byte[3], new int[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("left[0]");
    }
}
