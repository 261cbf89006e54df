package dev.medley.platform.train.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.core.CoreEnsemble;
import dev.medley.platform.score.core.CoreScorer;
import dev.medley.platform.score.core.NetworkWeights;
import dev.medley.platform.score.embedding.FrozenEmbeddings;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.train.ParentModel;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.TrainingStoppedException;
import dev.medley.platform.train.example.Examples;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.AbstractList;
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

/** A training that starts from what another has learnt. */
class WarmStartTest {
    private static final int USERS = 60;
    private static final int[] ALONE = {-1};
    /** Steps so small that what is learnt shows in no score. */
    private static final double STILL = 1e-9;

    private static final class Listener implements TrainingListener {
        final List<Double> figures = new ArrayList<>();
        int stopAfter = Integer.MAX_VALUE;

        @Override
        public void epoch(int epoch, int epochs, double loss, double validation, double secondsLeft) {
            figures.add(validation);
            if (epoch == stopAfter) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void progress(double share, String message) {
            // Nobody looks at it.
        }
    }

    private static FitSettings fit(int hidden, int epochs, double rates) {
        return new FitSettings(
                8,
                4,
                hidden,
                12,
                256,
                epochs,
                epochs,
                5e-3 * rates,
                1e-4,
                0.1 * rates,
                0.001,
                0.3 * rates,
                0.02,
                0.01,
                0,
                0,
                0.1,
                0,
                2,
                0.1);
    }

    private static Trainer trainer(String kind, FitSettings fit) {
        return switch (kind) {
            case "core" -> new CoreTrainer(fit, 1);
            case "dnn" -> new DnnTrainer(fit);
            case "transformer" -> new TransformerTrainer(fit);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static TrainerSettings settings(long seed) {
        return new TrainerSettings(seed, 0, List.of("click"), ALONE, 1, Optional.empty());
    }

    private static ParentModel parent(Scorer scorer, int... domains) {
        return new ParentModel("m-parent", scorer, domains, true);
    }

    private static Scorer learn(String kind, FitSettings fit, Examples all, TrainerSettings settings) {
        return trainer(kind, fit).train(all, all, settings, new Listener());
    }

    /** Like goes with like, and each domain has a taste of its own for a kind of item. */
    private static Examples examples(int rows, int domains, String users, long seed) {
        GeneratedExamples generated = new GeneratedExamples(domains, 2, false);
        Random random = new Random(seed);
        for (int i = 0; i < USERS; i++) {
            int group = i % 3;
            long[] items = new long[4];
            for (int k = 0; k < items.length; k++) {
                items[k] = GeneratedExamples.key(InputField.ITEM, "i" + (group + 3 * random.nextInt(USERS / 3)));
            }
            long[] none = new long[items.length];
            generated.request(
                    GeneratedExamples.keys(Map.of(InputField.USER, List.of(users + i))),
                    new HistoryInput(items, none, none, none, none));
            generated.item(GeneratedExamples.keys(Map.of(InputField.ITEM, List.of("i" + i))));
        }
        for (int row = 0; row < rows; row++) {
            int user = random.nextInt(USERS);
            int item = random.nextInt(USERS);
            int domain = random.nextInt(domains);
            double chance = (user % 3 == item % 3 ? 0.75 : 0.15) + (item % domains == domain ? 0.2 : 0);
            float[] statistics = {(float) (chance * 10 + random.nextGaussian()), random.nextFloat()};
            generated.row(user, item, domain, 4, 0, statistics, 0, random.nextDouble() < chance ? 1 : 0);
        }
        return generated.examples(0, generated.count());
    }

    private static Examples in(Examples from, int[] domain, int domains) {
        return new Examples(
                from.requests(),
                from.items(),
                from.request(),
                from.item(),
                domain,
                from.historyEnd(),
                from.time(),
                from.statistics(),
                from.width(),
                from.labels(),
                from.rateLog(),
                from.group(),
                domains,
                from.drawnTasks(),
                from.item());
    }

    private static Examples allIn(Examples from, int domain, int domains) {
        int[] all = new int[from.count()];
        Arrays.fill(all, domain);
        return in(from, all, domains);
    }

    private static void assertClose(float[][] scores, float[][] expected, float apart) {
        for (int row = 0; row < expected[0].length; row++) {
            assertThat(scores[0][row]).isCloseTo(expected[0][row], within(apart));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "dnn", "transformer"})
    void whatHasNotLearntYetScoresAsItsParentDoes(String kind) {
        Examples all = examples(3000, 2, "u", 1);
        Scorer parent = learn(kind, fit(8, 3, 1), all, settings(1));
        // Numbered the other way round, and of another scale.
        int[] swapped = Arrays.stream(all.domain()).map(domain -> 1 - domain).toArray();
        Examples same = in(all, swapped, 2);
        Scorer child = learn(kind, fit(8, 1, STILL), same, settings(99).from(parent(parent, 1, 0)));
        float[][] expected = ServedRows.probabilities(parent, all);
        assertClose(ServedRows.probabilities(child, same), expected, 1e-5f);
        assertThat(expected[0][0]).isNotEqualTo(expected[0][1]);
        // The domains differ, so that to number them wrongly would show.
        float[][] wrong = ServedRows.probabilities(parent, same);
        float apart = 0;
        for (int row = 0; row < all.count(); row++) {
            apart = Math.max(apart, Math.abs(wrong[0][row] - expected[0][row]));
        }
        assertThat(apart).isGreaterThan(1e-3f);
    }

    @Test
    void aNewDomainBeginsAtTheSharedModelsPredictions() {
        Examples all = examples(3000, 2, "u", 2);
        Scorer parent = learn("core", fit(8, 3, 1), all, settings(2));
        CoreScorer shared = member(parent, 0).withDomain();
        int[] third = Arrays.stream(all.domain())
                .map(domain -> domain == 0 ? 2 : domain)
                .toArray();
        Examples more = in(all, third, 3);
        Scorer child = learn("core", fit(8, 1, STILL), more, settings(98).from(parent(parent, 0, 1, -1)));
        assertClose(
                ServedRows.probabilities(child, allIn(all, 2, 3)),
                ServedRows.probabilities(shared, allIn(all, 2, 3)),
                1e-5f);
        assertClose(
                ServedRows.probabilities(child, allIn(all, 0, 3)),
                ServedRows.probabilities(parent, allIn(all, 0, 2)),
                1e-5f);
        assertThat(ServedRows.probabilities(shared, allIn(all, 2, 3))[0][0])
                .isNotEqualTo(ServedRows.probabilities(shared, allIn(all, 0, 3))[0][0]);
        // And goes on from there.
        Scorer learnt = learn("core", fit(8, 3, 1), more, settings(98).from(parent(parent, 0, 1, -1)));
        assertThat(area(learnt, more)).isGreaterThan(area(child, more) + 0.005);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "dnn", "transformer"})
    void aDomainOfADeepNetIsNewInTheSameWay(String kind) {
        Examples all = examples(2000, 2, "u", 3);
        Scorer parent = learn(kind, fit(8, 2, 1), all, settings(3));
        Scorer child = learn(
                kind, fit(8, 1, STILL), in(all, all.domain(), 4), settings(97).from(parent(parent, -1, 1, 0, -1)));
        float[][] first = ServedRows.probabilities(child, allIn(all, 0, 4));
        assertClose(ServedRows.probabilities(child, allIn(all, 3, 4)), first, 1e-5f);
        assertClose(
                ServedRows.probabilities(child, allIn(all, 2, 4)),
                ServedRows.probabilities(parent, allIn(all, 0, 2)),
                1e-5f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "dnn", "transformer"})
    void aDomainThatWasNeverSeenIsScoredAsTheSharedModel(String kind) {
        Examples all = examples(1500, 2, "u", 12);
        Scorer scorer = learn(kind, fit(8, 2, 1), in(all, all.domain(), 4), settings(16));
        float[][] third = ServedRows.probabilities(scorer, allIn(all, 2, 4));
        assertThat(ServedRows.probabilities(scorer, allIn(all, 3, 4))).isDeepEqualTo(third);
        assertThat(ServedRows.probabilities(scorer, allIn(all, 0, 4))[0]).isNotEqualTo(third[0]);
    }

    private static double area(Scorer scorer, Examples examples) {
        return RankAuc.of(examples.labels()[0], ServedRows.probabilities(scorer, examples)[0]);
    }

    private static CoreScorer member(Scorer core, int number) {
        return ((CoreEnsemble) core).members().get(number);
    }

    @Test
    void whatWasLearntIsAHeadStartAndIsNeverLost() {
        Examples all = examples(4000, 2, "u", 4);
        Examples held = examples(1500, 2, "u", 5);
        Scorer parent = learn("core", fit(8, 6, 1), all, settings(4));
        Listener cold = new Listener();
        trainer("core", fit(8, 1, 0.05)).train(all, held, settings(5), cold);
        Listener warm = new Listener();
        trainer("core", fit(8, 1, 0.05)).train(all, held, settings(5).from(parent(parent, 0, 1)), warm);
        assertThat(warm.figures.getFirst()).isGreaterThan(cold.figures.getFirst() + 0.05);
        // Steps so large that nothing is left of it: then the parent itself is the best that there was.
        Listener wild = new Listener();
        Scorer same =
                trainer("core", fit(8, 2, 400)).train(all, held, settings(6).from(parent(parent, 0, 1)), wild);
        assertThat(wild.figures.getLast()).isLessThan(area(parent, held));
        assertThat(ServedRows.probabilities(same, held)).isDeepEqualTo(ServedRows.probabilities(parent, held));
    }

    @Test
    void eachNetworkOfSeveralStartsFromItsOwn() {
        Examples all = examples(1500, 2, "u", 6);
        Scorer parent = new CoreTrainer(fit(8, 2, 1), 3).train(all, all, settings(7), new Listener());
        Scorer child = new CoreTrainer(fit(8, 1, STILL), 1)
                .train(all, all, settings(8).from(parent(parent, 0, 1)), new Listener());
        assertThat(((CoreEnsemble) child).members()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            float[][] expected = ServedRows.probabilities(member(parent, i), all);
            assertClose(ServedRows.probabilities(member(child, i), all), expected, 1e-5f);
            assertThat(ServedRows.probabilities(member(parent, (i + 1) % 3), all)[0][0])
                    .isNotCloseTo(expected[0][0], within(1e-5f));
        }
    }

    @Test
    void keysGoOnNewOnesComeAndUnusedOnesStayUnlessTheyAreToGo() {
        Examples old = examples(2000, 1, "old", 7);
        Examples fresh = examples(2000, 1, "new", 8);
        Scorer parent = learn("core", fit(8, 2, 1), old, settings(9));
        NetworkWeights before = member(parent, 0).weights();
        long left = GeneratedExamples.key(InputField.USER, "old1");
        long come = GeneratedExamples.key(InputField.USER, "new1");
        long both = GeneratedExamples.key(InputField.ITEM, "i1");
        FitSettings still = fit(8, 1, STILL);
        NetworkWeights kept = member(learn("core", still, fresh, settings(10).from(parent(parent, 0))), 0)
                .weights();
        for (long key : before.embeddings().keys()) {
            assertThat(vector(kept.embeddings(), key)).containsExactly(vector(before.embeddings(), key), within(1e-6f));
            assertThat(vector(kept.wide(), key)).containsExactly(vector(before.wide(), key), within(1e-6f));
        }
        assertThat(kept.embeddings().has(come)).isTrue();
        assertThat(before.embeddings().has(come)).isFalse();
        ParentModel dropping = new ParentModel("m-parent", parent, new int[] {0}, false);
        NetworkWeights dropped = member(learn("core", still, fresh, settings(10).from(dropping)), 0)
                .weights();
        assertThat(dropped.embeddings().has(left)).isFalse();
        assertThat(dropped.embeddings().has(come)).isTrue();
        assertThat(vector(dropped.embeddings(), both))
                .containsExactly(vector(before.embeddings(), both), within(1e-6f));
        assertThat(dropped.embeddings().size()).isEqualTo(kept.embeddings().size() - USERS);
        // The scale of statistics is the parent's, though these rows have another.
        assertThat(kept.encoding().means()).isEqualTo(before.encoding().means());
        assertThat(kept.encoding().edges()).isEqualTo(before.encoding().edges());
        assertThat(member(learn("core", still, fresh, settings(10)), 0)
                        .weights()
                        .encoding()
                        .means())
                .isNotEqualTo(before.encoding().means());
    }

    private static float[] vector(FrozenEmbeddings embeddings, long key) {
        float[] vector = new float[embeddings.width()];
        assertThat(embeddings.addTo(key, vector, 0)).isTrue();
        return vector;
    }

    @Test
    void sizesThatDifferAreRefusedAllAtOnce() {
        Examples all = examples(1000, 1, "u", 9);
        Scorer parent = learn("core", fit(8, 1, 1), all, settings(11));
        Trainer other = new CoreTrainer(CoreTrainer.KEYS_ALONE, 1);
        String hidden = "hidden is 32, its hidden is 8";
        assertThat(other.mismatches(parent, all, settings(12)))
                .containsExactly(
                        "embedding is 16, its embedding is 8",
                        "factors is 16, its factors is 4",
                        hidden,
                        "shortEvents is 50, its shortEvents is 12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.train(all, all, settings(12).from(parent(parent, 0)), new Listener()))
                .withMessageContainingAll("embedding is 16", "factors is 16", hidden, "shortEvents is 50");
        assertThat(trainer("core", fit(8, 1, 1)).mismatches(parent, all, settings(12)))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer("dnn", fit(8, 1, 1)).mismatches(parent, all, settings(12)))
                .withMessage("scorer: a CoreEnsemble is given; a DnnScorer is expected");
    }

    @Test
    void aCheckpointIsOfItsParent(@TempDir Path folder) {
        Examples all = examples(1500, 1, "u", 10);
        Scorer parent = learn("core", fit(8, 2, 1), all, settings(13));
        TrainerSettings kept =
                new TrainerSettings(14, 0, List.of("click"), ALONE, 1, Optional.of(folder.resolve("checkpoint")));
        FitSettings fit = fit(8, 4, 0.3);
        Scorer whole = learn("core", fit, all, settings(14).from(parent(parent, 0)));
        Listener stopping = new Listener();
        stopping.stopAfter = 2;
        assertThatThrownBy(() -> trainer("core", fit).train(all, all, kept.from(parent(parent, 0)), stopping))
                .isInstanceOf(TrainingStoppedException.class);
        assertThat(Thread.interrupted()).isTrue();
        Listener resumed = new Listener();
        Scorer rest = trainer("core", fit).train(all, all, kept.from(parent(parent, 0)), resumed);
        assertThat(resumed.figures).hasSize(2);
        assertThat(rest.tensors()).isEqualTo(whole.tensors());
        assertThatThrownBy(() -> trainer("core", fit).train(all, all, kept.from(parent(parent, 0)), stopping))
                .isInstanceOf(TrainingStoppedException.class);
        assertThat(Thread.interrupted()).isTrue();
        Listener anew = new Listener();
        trainer("core", fit).train(all, all, kept.from(new ParentModel("m-other", parent, new int[] {0}, true)), anew);
        assertThat(anew.figures).hasSize(4);
    }

    /** The table lies outside the heap, where no collector finds it. */
    @Test
    void aTrainingThatCannotBeginGivesItsMemoryBack() {
        Examples all = examples(1000, 1, "u", 11);
        long before = outsideTheHeap();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> learn("core", fit(8, 1, 1), failing(all), settings(15)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("gone");
        }
        // A table takes a page of a megabyte for its first row.
        assertThat(outsideTheHeap() - before).isLessThan(4 << 20);
    }

    /** The same, but items cannot be read a second time, when the table has its rows already. */
    private static Examples failing(Examples all) {
        List<ItemInput> once = new AbstractList<>() {
            private int asked;

            @Override
            public ItemInput get(int index) {
                if (++asked > size()) {
                    throw new IllegalStateException("gone");
                }
                return all.items().get(index);
            }

            @Override
            public int size() {
                return all.items().size();
            }
        };
        return new Examples(
                all.requests(),
                once,
                all.request(),
                all.item(),
                all.domain(),
                all.historyEnd(),
                all.time(),
                all.statistics(),
                all.width(),
                all.labels(),
                all.rateLog(),
                all.group(),
                all.domains(),
                all.drawnTasks(),
                all.item());
    }

    private static long outsideTheHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .findFirst()
                .orElseThrow()
                .getMemoryUsed();
    }
}
