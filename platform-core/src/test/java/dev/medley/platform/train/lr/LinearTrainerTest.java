package dev.medley.platform.train.lr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.lr.LinearScorer;
import dev.medley.platform.score.popularity.PopularityScorer;
import dev.medley.platform.score.weights.SafetensorsFile;
import dev.medley.platform.score.weights.Tensors;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.TrainingStoppedException;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.task.GeneratedTasks;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinearTrainerTest {
    private static final long SEED = 30;

    private final GeneratedTasks world = new GeneratedTasks(SEED);
    private final LinearTrainer trainer = new LinearTrainer(LinearSettings.USUAL);

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    /** A statistic, the domain, what is missing, gender with category, and a taste of each user for each category. */
    private double crossed(int user, int item, int domain, float[] statistics) {
        int category = item % GeneratedTasks.CATEGORIES;
        return 0.5 * statistics[0]
                + 0.5 * statistics[1]
                + (domain == 1 ? 1 : 0)
                + (Float.isNaN(statistics[2]) ? 0.5 : 0)
                + (GeneratedTasks.gender(user) == 0 ? 1 : -1) * (category == 0 ? 1.5 : -0.4)
                + ((user * 7 + category * 3) % 5 == 0 ? 1.5 : 0)
                - 0.5;
    }

    private LinearScorer learnCrossed() {
        return trainer.train(
                world.draw(40_000, SEED + 1, this::crossed),
                world.draw(5_000, SEED + 2, this::crossed),
                GeneratedTasks.settings(SEED, 1),
                GeneratedTasks.SILENT);
    }

    @Test
    void recoversCrossesAndBeatsPopularity() {
        Examples test = world.draw(10_000, SEED + 3, this::crossed);
        float[] labels = test.labels()[0];
        double learnt = GeneratedTasks.auc(GeneratedTasks.score(learnCrossed(), test, 10)[0], labels);
        double popularity = GeneratedTasks.auc(GeneratedTasks.score(new PopularityScorer(0, 1), test, 10)[0], labels);
        double truth = GeneratedTasks.auc(world.truths(test, this::crossed), labels);
        assertThat(learnt).isGreaterThan(popularity + 0.1).isCloseTo(truth, within(0.02));
    }

    @Test
    void theSameSeedGivesTheSameBitsAndTensorsKeepThem() throws IOException {
        LinearScorer first = learnCrossed();
        assertThat(learnCrossed().tensors()).isEqualTo(first.tensors());
        Examples test = world.draw(2_000, SEED + 3, this::crossed);
        LinearScorer read = LinearScorer.of(SafetensorsFile.read(SafetensorsFile.write(first.tensors())));
        float[] expected = GeneratedTasks.score(first, test, 100)[0];
        assertThat(GeneratedTasks.score(read, test, 100)[0]).containsExactly(expected);
        assertThat(GeneratedTasks.score(first, test, 1)[0]).containsExactly(expected);
        assertThat(read.tensors()).isEqualTo(first.tensors());
        assertThat(first.cost().request()).isEqualTo(2);
        assertThat(first.cost().item()).isEqualTo(2);
        assertThat(first.cost().pair()).isEqualTo(4 + 1 + GeneratedTasks.DOMAINS + 2 * GeneratedTasks.WIDTH);
    }

    @Test
    void strangersScoreByWhatIsKnown() {
        Scorer scorer = learnCrossed();
        ItemInput stranger = new ItemInput(new FieldKeys(new long[] {12, 34}, new byte[] {7, 9}));
        RequestInput guest = new RequestInput(FieldKeys.NONE, HistoryInput.NONE);
        float[] statistics = {-1, -1, 0, 1, 1, 0, Float.NaN, Float.POSITIVE_INFINITY, Float.NaN};
        float[][] answers = new float[1][3];
        scorer.score(
                new RequestRows(
                        guest,
                        0,
                        0,
                        new ItemInput[] {stranger, stranger, stranger},
                        new int[] {0, 0, 99},
                        statistics,
                        3),
                answers);
        assertThat(answers[0][1]).isGreaterThan(answers[0][0]);
        for (float answer : answers[0]) {
            assertThat(answer).isFinite().isBetween(0F, 1F);
        }
    }

    @Test
    void whatIsUnknownIsPassedOver() {
        GeneratedTasks.Truth other = (u, i, d, s) -> 2 * s[1];
        Examples learn = world.draw(10_000, SEED + 1, this::crossed, other);
        Examples validation = world.draw(3_000, SEED + 2, this::crossed, other);
        LinearScorer whole = trainer.train(learn, validation, GeneratedTasks.settings(SEED, 2), GeneratedTasks.SILENT);
        for (int row = 0; row < learn.count(); row += 2) {
            learn.labels()[1][row] = Float.NaN;
        }
        LinearScorer masked = trainer.train(learn, validation, GeneratedTasks.settings(SEED, 2), GeneratedTasks.SILENT);
        Examples test = world.draw(5_000, SEED + 3, this::crossed, other);
        float[][] answers = GeneratedTasks.score(masked, test, 10);
        assertThat(GeneratedTasks.auc(answers[1], test.labels()[1])).isGreaterThan(0.84);
        assertThat(Arrays.equals(answers[0], GeneratedTasks.score(whole, test, 10)[0]))
                .as("one task's labels change nothing for another")
                .isTrue();
        Arrays.fill(learn.labels()[1], Float.NaN);
        LinearScorer ignorant =
                trainer.train(learn, validation, GeneratedTasks.settings(SEED, 2), GeneratedTasks.SILENT);
        assertThat(GeneratedTasks.score(ignorant, test, 10)[1]).containsOnly(0.5F);
    }

    @Test
    void drawnNoesComeOutAsIfAllHadBeenLearntFrom() {
        GeneratedTasks.Truth truth = (u, i, d, s) -> s[0] + s[1] - 2;
        Examples population = world.draw(40_000, SEED + 3, truth);
        for (boolean yesesCarryTheirRate : new boolean[] {true, false}) {
            LinearScorer scorer = trainer.train(
                    world.drawThinned(100_000, SEED + 1, yesesCarryTheirRate, truth),
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
    void softLabelsAreLearntAsShares() {
        Examples learn = world.draw(20_000, SEED + 1, this::crossed);
        Examples validation = world.draw(5_000, SEED + 2, this::crossed);
        for (Examples examples : new Examples[] {learn, validation}) {
            for (int row = 0; row < examples.count(); row++) {
                examples.labels()[0][row] = examples.item()[row] % GeneratedTasks.CATEGORIES == 0 ? 0.7F : 0.2F;
            }
        }
        LinearScorer scorer = trainer.train(learn, validation, GeneratedTasks.settings(SEED, 1), GeneratedTasks.SILENT);
        float[] answers = GeneratedTasks.score(scorer, validation, 10)[0];
        for (int row = 0; row < answers.length; row++) {
            assertThat(answers[row]).isCloseTo(validation.labels()[0][row], within(0.06F));
        }
    }

    @Test
    void anInterruptStopsIt() {
        Examples learn = world.draw(5_000, SEED + 1, this::crossed);
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
    void brokenTensorsAreRefusedByName() {
        Tensors whole = learnCrossed().tensors();
        for (String name : whole.names()) {
            assertThatThrownBy(() -> LinearScorer.of(GeneratedTasks.without(whole, name)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("\"" + name + "\"");
        }
    }
}
