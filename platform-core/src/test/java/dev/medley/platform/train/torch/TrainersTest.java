package dev.medley.platform.train.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.core.CoreEnsemble;
import dev.medley.platform.score.core.CoreScorer;
import dev.medley.platform.score.core.NetworkWeights;
import dev.medley.platform.score.core.ParameterLayout;
import dev.medley.platform.score.embedding.FrozenEmbeddings;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.TrainingStoppedException;
import dev.medley.platform.train.example.Examples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainersTest {
    private static final int[] ALONE = {-1};

    private static final class Listener implements TrainingListener {
        final List<Double> figures = new ArrayList<>();
        final List<Double> losses = new ArrayList<>();
        double share;
        int stopAfter = Integer.MAX_VALUE;

        @Override
        public void epoch(int epoch, int epochs, double loss, double validation, double secondsLeft) {
            figures.add(validation);
            losses.add(loss);
            assertThat(secondsLeft).isNotNegative();
            if (epoch == stopAfter) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void progress(double share, String message) {
            assertThat(share).isBetween(this.share, 1.0);
            this.share = share;
        }
    }

    private static FitSettings small(FitSettings from, int epochs) {
        return new FitSettings(
                8,
                Math.min(8, from.factors()),
                8,
                12,
                256,
                epochs,
                epochs,
                5e-3,
                1e-4,
                0.1,
                0.001,
                0.3,
                0.02,
                0.01,
                0,
                0,
                0.1,
                0,
                2,
                0.1);
    }

    private static Trainer trainer(String kind, int epochs) {
        return switch (kind) {
            case "core" -> new CoreTrainer(small(CoreTrainer.KEYS_ALONE, epochs), 1);
            case "dnn" -> new DnnTrainer(small(DnnTrainer.DEFAULTS, epochs));
            case "transformer" -> new TransformerTrainer(small(TransformerTrainer.DEFAULTS, epochs));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static TrainerSettings settings(long seed, int[] parents) {
        List<String> tasks = List.of("click", "buy", "share").subList(0, parents.length);
        return new TrainerSettings(seed, 0, tasks, parents, 1, Optional.empty());
    }

    private static Examples head(GeneratedExamples generated) {
        return generated.examples(0, generated.count() * 4 / 5);
    }

    private static Examples tail(GeneratedExamples generated) {
        return generated.examples(generated.count() * 4 / 5, generated.count());
    }

    private static double area(Scorer scorer, Examples examples, int task) {
        return RankAuc.of(examples.labels()[task], ServedRows.probabilities(scorer, examples)[task]);
    }

    private static FieldKeys user(String name) {
        return GeneratedExamples.keys(Map.of(InputField.USER, List.of(name)));
    }

    private static FieldKeys item(String name) {
        return GeneratedExamples.keys(Map.of(InputField.ITEM, List.of(name)));
    }

    /** Users and items of three hidden groups each: like goes with like. Neither is liked more than another by itself. */
    private static GeneratedExamples groups(int rows, int domains, boolean... drawn) {
        GeneratedExamples generated = new GeneratedExamples(domains, 0, drawn);
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            generated.request(user("u" + i), HistoryInput.NONE);
            generated.item(item("i" + i));
        }
        for (int row = 0; row < rows; row++) {
            int user = random.nextInt(60);
            int item = random.nextInt(60);
            boolean alike = user % 3 == item % 3;
            float[] labels = new float[drawn.length];
            for (int task = 0; task < labels.length; task++) {
                labels[task] = random.nextDouble() < (alike ? 0.9 : 0.1) ? 1 : 0;
            }
            generated.row(user, item, user % domains, labels);
        }
        return generated;
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "dnn", "transformer"})
    void whoLikesWhatIsLearnt(String kind) {
        GeneratedExamples generated = groups(6000, 2, false);
        Listener listener = new Listener();
        Scorer scorer = trainer(kind, 12).train(head(generated), tail(generated), settings(1, ALONE), listener);
        // The best that can be known has 0.87: a tenth of the answers is chance.
        assertThat(area(scorer, tail(generated), 0)).isGreaterThan(0.8);
        assertThat(listener.losses.getLast()).isLessThan(listener.losses.getFirst());
        double best =
                listener.figures.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        assertThat(area(scorer, tail(generated), 0)).isCloseTo(best, within(1e-4));
    }

    /** Only the history tells: nobody has an identity, and an interaction says yes or no to a category. */
    @ParameterizedTest
    @ValueSource(strings = {"core", "transformer"})
    void whatTheHistorySaysOfTheTargetIsLearnt(String kind) {
        GeneratedExamples generated = new GeneratedExamples(1, 0, false);
        Random random = new Random(12);
        int categories = 12;
        for (int i = 0; i < categories * 3; i++) {
            generated.item(GeneratedExamples.keys(
                    Map.of(InputField.ITEM, List.of("i" + i), InputField.CATEGORY, List.of("c" + i % categories))));
        }
        for (int request = 0; request < 1500; request++) {
            int[] liked = new int[categories];
            long[] items = new long[8];
            long[] keys = new long[8];
            long[] actions = new long[8];
            for (int i = 0; i < 8; i++) {
                int category = random.nextInt(categories);
                liked[category] = liked[category] != 0 ? liked[category] : random.nextBoolean() ? 1 : -1;
                items[i] = GeneratedExamples.key(InputField.ITEM, "i" + (category + categories * random.nextInt(3)));
                keys[i] = GeneratedExamples.key(InputField.CATEGORY, "c" + category);
                actions[i] = liked[category] > 0 ? 71 : 72;
            }
            int number =
                    generated.request(FieldKeys.NONE, new HistoryInput(items, keys, new long[8], actions, new long[8]));
            for (int row = 0; row < 8; row++) {
                int target = random.nextInt(categories * 3);
                int answer = liked[target % categories];
                generated.row(number, target, 0, answer > 0 ? 1 : answer < 0 ? 0 : random.nextInt(2));
            }
        }
        Scorer scorer = trainer(kind, 15).train(head(generated), tail(generated), settings(2, ALONE), new Listener());
        // Half of the targets are of a category that the history does not hold: 0.75 + 0.25 of chance is the ceiling.
        assertThat(area(scorer, tail(generated), 0)).isGreaterThan(0.68);
    }

    /** Yes if exactly one of two attributes is there, one of the user, one of the item: a linear model stays at 0.5. */
    @ParameterizedTest
    @ValueSource(strings = {"core", "dnn", "transformer"})
    void crossesAreLearnt(String kind) {
        GeneratedExamples generated = new GeneratedExamples(1, 0, false);
        Random random = new Random(13);
        for (int i = 0; i < 40; i++) {
            generated.request(
                    GeneratedExamples.keys(Map.of(InputField.GENDER, List.of("" + i % 2))), HistoryInput.NONE);
            generated.item(GeneratedExamples.keys(
                    Map.of(InputField.ITEM, List.of("" + i), InputField.ITEM_ATTRIBUTE, List.of("" + i % 2))));
        }
        for (int row = 0; row < 4000; row++) {
            int request = random.nextInt(40);
            int item = random.nextInt(40);
            generated.row(request, item, 0, request % 2 == item % 2 ? 0 : 1);
        }
        Scorer scorer = trainer(kind, 10).train(head(generated), tail(generated), settings(3, ALONE), new Listener());
        assertThat(area(scorer, tail(generated), 0)).isGreaterThan(0.95);
    }

    @Test
    void statisticsAreLearntAndScaleDoesNotMatter() {
        GeneratedExamples generated = new GeneratedExamples(1, 2, false);
        Random random = new Random(14);
        generated.request(FieldKeys.NONE, HistoryInput.NONE);
        generated.item(item("one"));
        for (int row = 0; row < 4000; row++) {
            float[] statistics = {random.nextFloat() * 1000 - 5000, random.nextFloat()};
            generated.row(0, 0, 0, 0, 0, statistics, 0, statistics[0] > -4500 == statistics[1] > 0.5 ? 1 : 0);
        }
        Scorer scorer = trainer("core", 10).train(head(generated), tail(generated), settings(4, ALONE), new Listener());
        assertThat(area(scorer, tail(generated), 0)).isGreaterThan(0.95);
    }

    @Test
    void whatIsNotKnownTeachesNothing() {
        GeneratedExamples generated = groups(4000, 2, false, false);
        Examples all = head(generated);
        float[][] labels = {all.labels()[0].clone(), all.labels()[1].clone()};
        Arrays.fill(labels[1], Float.NaN);
        CoreScorer scorer = first(trainer("core", 6)
                .train(withLabels(all, labels), tail(generated), settings(5, new int[] {-1, -1}), new Listener()));
        assertThat(area(scorer, tail(generated), 0)).isGreaterThan(0.75);
        NetworkWeights weights = scorer.weights();
        // The unknown task's bias of each key has stayed at zero, the other's has not.
        int width = weights.shape().wide();
        float known = 0;
        for (long key : weights.wide().keys()) {
            float[] wide = new float[width];
            weights.wide().addTo(key, wide, 0);
            known += Math.abs(wide[width - 2]);
            assertThat(wide[width - 1]).isZero();
        }
        assertThat(known).isPositive();
    }

    @Test
    void aFunnelNarrowsAndIsLearntFromAllRows() {
        GeneratedExamples generated = new GeneratedExamples(1, 0, false, false);
        Random random = new Random(15);
        for (int i = 0; i < 30; i++) {
            generated.request(user("u" + i), HistoryInput.NONE);
            generated.item(item("i" + i));
        }
        for (int row = 0; row < 6000; row++) {
            int user = random.nextInt(30);
            int item = random.nextInt(30);
            boolean click = random.nextDouble() < (item % 2 == 0 ? 0.6 : 0.2);
            boolean buy = click && random.nextDouble() < (user % 2 == 0 ? 0.7 : 0.1);
            generated.row(user, item, 0, click ? 1 : 0, buy ? 1 : 0);
        }
        Scorer scorer = trainer("core", 8)
                .train(head(generated), tail(generated), settings(6, new int[] {-1, 0}), new Listener());
        float[][] served = ServedRows.probabilities(scorer, tail(generated));
        for (int row = 0; row < served[0].length; row++) {
            assertThat(served[1][row]).isLessThanOrEqualTo(served[0][row]);
        }
        assertThat(area(scorer, tail(generated), 1)).isGreaterThan(0.75);
        assertThat(mean(served[0])).isCloseTo(0.4, within(0.05));
        assertThat(mean(served[1])).isCloseTo(0.16, within(0.04));
    }

    /** One no in ten was drawn: the model is to speak of all of them. */
    @Test
    void theRateOfDrawnNoesIsTakenOut() {
        GeneratedExamples generated = new GeneratedExamples(1, 0, true);
        Random random = new Random(16);
        generated.request(user("u"), HistoryInput.NONE);
        generated.item(item("i"));
        for (int row = 0; row < 4000; row++) {
            generated.row(0, 0, 0, 0, 0, new float[0], (float) Math.log(0.1), random.nextBoolean() ? 1 : 0);
        }
        Scorer scorer = trainer("core", 8).train(head(generated), tail(generated), settings(7, ALONE), new Listener());
        assertThat(ServedRows.probabilities(scorer, generated.examples(0, 1))[0][0])
                .isCloseTo(1 / 11f, within(0.02f));
    }

    private static double mean(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    private static Examples withLabels(Examples from, float[][] labels) {
        return new Examples(
                from.requests(),
                from.items(),
                from.request(),
                from.item(),
                from.domain(),
                from.historyEnd(),
                from.time(),
                from.statistics(),
                from.width(),
                labels,
                from.rateLog(),
                from.group(),
                from.domains(),
                from.drawnTasks(),
                from.item());
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "dnn", "transformer"})
    void theSameSeedLearnsTheSame(String kind) {
        GeneratedExamples generated = groups(1500, 2, false);
        Scorer first = trainer(kind, 2).train(head(generated), tail(generated), settings(8, ALONE), new Listener());
        Scorer second = trainer(kind, 2).train(head(generated), tail(generated), settings(8, ALONE), new Listener());
        Scorer other = trainer(kind, 2).train(head(generated), tail(generated), settings(9, ALONE), new Listener());
        assertThat(first.tensors()).isEqualTo(second.tensors());
        assertThat(first.tensors()).isNotEqualTo(other.tensors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "dnn", "transformer"})
    void whatWasInterruptedGoesOnAsIfItHadNotBeen(String kind, @TempDir Path folder) throws Exception {
        GeneratedExamples generated = groups(1500, 2, false);
        TrainerSettings plain = settings(10, ALONE);
        Scorer whole = trainer(kind, 5).train(head(generated), tail(generated), plain, new Listener());
        Path file = folder.resolve("checkpoint");
        TrainerSettings kept = new TrainerSettings(10, 0, plain.tasks(), ALONE, 1, Optional.of(file));
        Listener stopping = new Listener();
        stopping.stopAfter = 2;
        assertThatThrownBy(() -> trainer(kind, 5).train(head(generated), tail(generated), kept, stopping))
                .isInstanceOf(TrainingStoppedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).isNotEmptyFile();
        Listener resumed = new Listener();
        Scorer rest = trainer(kind, 5).train(head(generated), tail(generated), kept, resumed);
        assertThat(resumed.figures).hasSize(3);
        assertThat(rest.tensors()).isEqualTo(whole.tensors());
        assertThat(Files.list(folder)).isEmpty();
    }

    @Test
    void aCheckpointOfAnotherTrainingIsNotTaken(@TempDir Path folder) {
        GeneratedExamples generated = groups(1500, 2, false);
        Path file = folder.resolve("checkpoint");
        Listener stopping = new Listener();
        stopping.stopAfter = 1;
        TrainerSettings first = new TrainerSettings(11, 0, List.of("click"), ALONE, 1, Optional.of(file));
        assertThatThrownBy(() -> trainer("core", 3).train(head(generated), tail(generated), first, stopping))
                .isInstanceOf(TrainingStoppedException.class);
        assertThat(Thread.interrupted()).isTrue();
        TrainerSettings other = new TrainerSettings(12, 0, List.of("click"), ALONE, 1, Optional.of(file));
        Listener listener = new Listener();
        Scorer scorer = trainer("core", 3).train(head(generated), tail(generated), other, listener);
        assertThat(listener.figures).hasSize(3);
        Scorer plain = trainer("core", 3).train(head(generated), tail(generated), settings(12, ALONE), new Listener());
        assertThat(scorer.tensors()).isEqualTo(plain.tensors());
    }

    @Test
    void aNewDomainBeginsAsTheSharedModel() {
        GeneratedExamples generated = groups(3000, 2, false);
        CoreScorer two =
                first(trainer("core", 3).train(head(generated), tail(generated), settings(13, ALONE), new Listener()));
        CoreScorer three = two.withDomain();
        Examples rows = tail(generated);
        assertThat(ServedRows.probabilities(three, rows)).isDeepEqualTo(ServedRows.probabilities(two, rows));
        CoreScorer shared = withoutDomains(two);
        float[][] fresh = ServedRows.probabilities(three, inDomain(rows, 2));
        assertThat(fresh).isDeepEqualTo(ServedRows.probabilities(shared, inDomain(rows, 0)));
        assertThat(fresh[0]).isNotEqualTo(ServedRows.probabilities(two, inDomain(rows, 0))[0]);
        assertThat(RankAuc.of(rows.labels()[0], fresh[0])).isGreaterThan(0.7);
    }

    private static CoreScorer withoutDomains(CoreScorer scorer) {
        NetworkWeights weights = scorer.weights();
        float[] dense = weights.dense().clone();
        for (String name : List.of("domains.embedding", "domains.gate", "heads.domain_gate")) {
            ParameterLayout.Block block = weights.layout().block(name);
            Arrays.fill(dense, block.from(), block.from() + block.count(), 0);
        }
        return new CoreScorer(new NetworkWeights(
                weights.shape(), weights.layout(), dense, weights.embeddings(), weights.wide(), weights.encoding()));
    }

    private static Examples inDomain(Examples from, int domain) {
        int[] domains = new int[from.count()];
        Arrays.fill(domains, domain);
        return new Examples(
                from.requests(),
                from.items(),
                from.request(),
                from.item(),
                domains,
                from.historyEnd(),
                from.time(),
                from.statistics(),
                from.width(),
                from.labels(),
                from.rateLog(),
                from.group(),
                Math.max(from.domains(), domain + 1),
                from.drawnTasks(),
                from.item());
    }

    @Test
    void keysThatAreSeenOnceHaveNoVector() {
        GeneratedExamples generated = groups(1500, 1, false);
        int seldom = generated.item(item("seldom"));
        generated.row(0, seldom, 0, 1);
        Examples all = generated.examples(0, generated.count());
        CoreScorer scorer = first(trainer("core", 1).train(all, all, settings(14, ALONE), new Listener()));
        FrozenEmbeddings embeddings = scorer.weights().embeddings();
        assertThat(embeddings.has(GeneratedExamples.key(InputField.ITEM, "seldom")))
                .isFalse();
        assertThat(embeddings.has(GeneratedExamples.key(InputField.ITEM, "i1"))).isTrue();
    }

    @Test
    void theAreaCountsTiesHalfAndLeavesOutWhatIsNotKnown() {
        float[] labels = {1, 0, 1, 0, Float.NaN, 0};
        float[] probabilities = {0.9f, 0.1f, 0.5f, 0.5f, 0.99f, 0.7f};
        // Of six pairs the first yes wins three; the second wins one, ties one, loses one.
        assertThat(RankAuc.of(labels, probabilities)).isEqualTo(4.5 / 6);
        assertThat(RankAuc.mean(new float[][] {labels, {1, 1}}, new float[][] {probabilities, {0, 1}}))
                .isEqualTo(4.5 / 6);
        assertThat(RankAuc.of(new float[] {0.6f, 0.4f}, new float[] {0.7f, 0.2f}))
                .as("a grade above one half is a yes, and a whole one")
                .isEqualTo(1);
        assertThat(RankAuc.of(labels, new float[] {0.9f, 0.1f, Float.NaN, 0.5f, 0.99f, 0.7f}))
                .as("a pass that went astray")
                .isZero();
    }

    /** The first network of a core. */
    private static CoreScorer first(Scorer core) {
        return ((CoreEnsemble) core).members().getFirst();
    }
}
