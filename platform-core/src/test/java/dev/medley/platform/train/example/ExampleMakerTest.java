package dev.medley.platform.train.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.score.statistic.StatisticKeys;
import dev.medley.platform.train.example.DurationQuantiles.View;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Population.Verdict;
import dev.medley.platform.train.factor.CollaborativeLearning;
import dev.medley.platform.world.DatasetDeclaration.Form;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.id.UserId;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExampleMakerTest {
    private static final int FOLDS = 4;
    private static final long SEED = 9;

    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Population whole = GeneratedPopulation.of(60, true, seed);
    private final Population split = Splits.random(whole, 0.15, 3);

    @Test
    void aRowNeverSeesItsOwnLabelNorOneOfItsFold() {
        Examples before = maker(split, false).learn();
        int changedElsewhere = 0;
        for (int trial = 0; trial < 12; trial++) {
            int user = random.nextInt(split.people().size());
            Interaction flipped = oneOf(rated(split.people().get(user).history()));
            int fold = fold(user, flipped.item());
            Examples after =
                    maker(withFlipped(split, user, flipped.item()), false).learn();
            assertThat(after.item()).isEqualTo(before.item());
            assertThat(after.request()).isEqualTo(before.request());
            int seen = 0;
            for (int row = 0; row < before.count(); row++) {
                boolean same = Arrays.equals(statistics(before, row), statistics(after, row));
                boolean own = before.request()[row] == user && item(before, row).equals(flipped.item());
                if (own) {
                    assertThat(like(after, row)).as("seed %s", seed).isEqualTo(1 - like(before, row));
                    seen++;
                }
                if (isObserved(before, row) && fold(before.request()[row], item(before, row)) == fold) {
                    assertThat(same).as("seed %s, row %s", seed, row).isTrue();
                } else if (!same) {
                    changedElsewhere++;
                }
            }
            assertThat(seen).as("seed %s", seed).isEqualTo(1);
        }
        assertThat(changedElsewhere).as("seed %s", seed).isGreaterThan(12 * 20);
    }

    @Test
    void aRowSeesTheLabelsOfOtherFolds() {
        int user = 3;
        List<Interaction> rated = rated(split.people().get(user).history());
        Examples before = maker(split, false).learn();
        for (Interaction flipped : rated) {
            Examples after =
                    maker(withFlipped(split, user, flipped.item()), false).learn();
            for (int row = 0; row < before.count(); row++) {
                if (before.request()[row] == user && isObserved(before, row)) {
                    boolean ownFold = fold(user, item(before, row)) == fold(user, flipped.item());
                    assertThat(Arrays.equals(statistics(before, row), statistics(after, row)))
                            .as("seed %s, row %s", seed, row)
                            .isEqualTo(ownFold);
                }
            }
        }
    }

    @Test
    void theOwnLabelDoesNotComeInThroughTheCollaborativeModels() {
        Population many = Splits.random(GeneratedPopulation.of(90, false, seed), 0.1, 3);
        int user = 4;
        ExampleMaker before = collaborative(many);
        Examples left = before.learn();
        assertThat(before.definition().factors()).isPositive();
        // The first of the factors is the factorisation's score, the eighth the item's rate in the user's cohort.
        int first = left.width() - 18 - before.definition().factors();
        boolean anyFactor = false;
        boolean anyCluster = false;
        for (Interaction flipped : rated(many.people().get(user).history())) {
            Examples right =
                    collaborative(withFlipped(many, user, flipped.item())).learn();
            for (int row = 0; row < left.count(); row++) {
                if (left.request()[row] == user && item(many, left, row).equals(flipped.item())) {
                    float[] one = statistics(left, row);
                    float[] other = statistics(right, row);
                    for (int i = 0; i < one.length; i++) {
                        assertThat(other[i]).as("seed %s, number %s", seed, i).isCloseTo(one[i], within(1e-4f));
                    }
                    anyFactor |= one[first] != 0;
                    anyCluster |= one[first + 7] != 0;
                }
            }
            if (anyFactor && anyCluster) {
                break;
            }
        }
        assertThat(anyFactor).as("seed %s", seed).isTrue();
        assertThat(anyCluster).as("seed %s", seed).isTrue();
    }

    @Test
    void rowsToJudgeOnSeeAllThatIsLearntAndNothingThatIsHeldOut() {
        ExampleMaker maker = maker(split, false);
        Examples before = maker.validation();
        assertThat(before.count()).isGreaterThan(100);
        int user = withHeldOut();
        for (Interaction learnt : rated(split.people().get(user).history())) {
            Examples after =
                    maker(withFlipped(split, user, learnt.item()), false).validation();
            for (int row = 0; row < before.count(); row++) {
                if (before.request()[row] == user && isObserved(before, row)) {
                    assertThat(statistics(after, row))
                            .as("seed %s, row %s", seed, row)
                            .isNotEqualTo(statistics(before, row));
                }
            }
        }
        Person person = split.people().get(user);
        List<Interaction> heldOut =
                person.heldOut().stream().map(ExampleMakerTest::flipped).toList();
        Population other =
                withPerson(split, user, new Person(person.id(), person.profile(), person.history(), heldOut));
        assertThat(maker(other, false).validation().statistics()).isEqualTo(before.statistics());
        assertThat(maker(other, false).learn().statistics())
                .isEqualTo(maker.learn().statistics());
        assertThat(maker(other, false).validation().labels()).isNotEqualTo(before.labels());
    }

    @Test
    void whatIsHeldOutStandsInNoHistoryAndNoCount() {
        ExampleMaker maker = maker(split, false);
        Examples learn = maker.learn();
        long pairs = 0;
        for (int user = 0; user < split.people().size(); user++) {
            Person person = split.people().get(user);
            long[] history = learn.requests().get(user).history().items();
            assertThat(history).hasSize(person.history().size());
            for (Interaction kept : person.heldOut()) {
                assertThat(history).doesNotContain(InputMaker.itemKey(kept.item()));
            }
            pairs += items(person.history(), GeneratedPopulation.VIDEO).size();
        }
        LongArrayList keys = new LongArrayList();
        StatisticKeys.collect(FieldKeys.NONE, FieldKeys.NONE, InputMaker.surfaceKey(GeneratedPopulation.VIDEO), keys);
        assertThat(keys.size()).isEqualTo(1);
        float[] counts = new float[5];
        maker.statistics().read(keys.getLong(0), counts, 0);
        assertThat(counts[0]).isEqualTo(pairs);
        for (int item = 0; item < split.items().size(); item++) {
            ItemId id = split.items().get(item).id();
            long takers = split.people().stream()
                    .filter(person -> items(person.history(), id.surface()).contains(id))
                    .count();
            if (!id.surface().equals(GeneratedPopulation.SEARCH)) {
                assertThat(maker.popularity(item)).isEqualTo((int) takers);
            }
        }
    }

    @Test
    void inOrderARowSeesOnlyWhatWasBefore() {
        Population ordered = Splits.byOrder(whole, 0.2, 1);
        Examples learn = maker(ordered, true).learn();
        int partly = 0;
        for (int row = 0; row < learn.count(); row++) {
            if (isObserved(learn, row)) {
                List<Interaction> history =
                        ordered.people().get(learn.request()[row]).history();
                int place = 0;
                while (!history.get(place).item().equals(item(learn, row))) {
                    place++;
                }
                assertThat(learn.historyEnd()[row]).isEqualTo(place);
                assertThat(learn.time()[row])
                        .isEqualTo(history.get(place).time().get().getEpochSecond());
                partly += place > 0 ? 1 : 0;
            }
        }
        assertThat(partly).isGreaterThan(300);
        Examples validation = maker(ordered, true).validation();
        for (int row = 0; row < validation.count(); row++) {
            int count = validation
                    .requests()
                    .get(validation.request()[row])
                    .history()
                    .count();
            assertThat(validation.historyEnd()[row]).isEqualTo(count);
        }
        Examples unordered = maker(ordered, false).learn();
        for (int row = 0; row < unordered.count(); row++) {
            int count =
                    unordered.requests().get(unordered.request()[row]).history().count();
            assertThat(unordered.historyEnd()[row]).isEqualTo(count);
        }
    }

    @Test
    void drawnNoesAreOfItemsThatTheUserHadNothingToDoWith() {
        ExampleMaker maker = maker(split, false);
        for (boolean judged : List.of(false, true)) {
            Examples rows = judged ? maker.validation() : maker.learn();
            int drawn = 0;
            for (int row = 0; row < rows.count(); row++) {
                int user = rows.request()[row];
                if (user >= split.people().size()) {
                    assertThat(rows.rateLog()[row]).isZero();
                    continue;
                }
                assertThat(rows.rateLog()[row]).as("seed %s", seed).isFinite().isNotZero();
                Person person = split.people().get(user);
                SurfaceId surface = item(rows, row).surface();
                boolean taken = items(person.history(), surface).contains(item(rows, row));
                boolean kept = items(person.heldOut(), surface).contains(item(rows, row));
                if (rows.labels()[click(maker)][row] == 0) {
                    drawn++;
                    // As if what it stands beside had not happened yet.
                    assertThat(rows.passedOver()[row]).isNotEqualTo(rows.item()[row]);
                    assertThat(rows.passedOver()[row]).isEqualTo(rows.passedOver()[row - 1]);
                    assertThat(taken).as("seed %s", seed).isFalse();
                    assertThat(judged && kept).as("seed %s", seed).isFalse();
                } else {
                    assertThat(judged ? kept : taken).isTrue();
                }
            }
            assertThat(drawn).isGreaterThan(rows.count() / 2);
        }
    }

    @Test
    void theRateOfAnItemThatWasHeldOutIsThatOfAnyOther() {
        // Nobody else took what the first user's row is judged on: its popularity is that of an item nobody took.
        List<Item> items = new ArrayList<>();
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            items.add(Item.of(GeneratedPopulation.id(GeneratedPopulation.SHOP, i), "t"));
        }
        people.add(new Person(new UserId("a"), UserProfile.unknown(), List.of(click("a", 0)), List.of(click("a", 9))));
        people.add(
                new Person(new UserId("b"), UserProfile.unknown(), List.of(click("b", 0), click("b", 1)), List.of()));
        Population small = Population.of(GeneratedPopulation.MEANINGS, List.of(), people, items, List.of());
        Examples validation = maker(small, false).validation();
        assertThat(item(small, validation, 0)).isEqualTo(items.get(9).id());
        // Nine choices, one of them with all the popularity that is left: the draws are half equal, half by popularity.
        double equal = 1 / 9.0;
        assertThat(validation.rateLog()[0]).isCloseTo((float) Math.log(4 * 0.5 * equal / (19 * equal)), within(1e-5f));
        Examples learn = maker(small, false).learn();
        int first = 0;
        assertThat(item(small, learn, first)).isEqualTo(items.get(0).id());
        // Without this user's own, item 0 was taken once, and so was item 1.
        double rate = 0.5 * 0.1 + 0.5 * 0.5;
        assertThat(learn.rateLog()[first]).isCloseTo((float) Math.log(4 * rate / (19 * 0.1)), within(1e-5f));
    }

    @Test
    void domainsAreThoseThatAreDeclared() {
        ExampleMaker maker = maker(split, false);
        assertThat(maker.definition().domains().stream().map(domain -> domain.name()))
                .containsExactly("search", "shop", "video-young", "video-rest");
        Examples learn = maker.learn();
        assertThat(learn.domains()).isEqualTo(4);
        Set<Integer> seen = new HashSet<>();
        for (int row = 0; row < learn.count(); row++) {
            SurfaceId surface = item(learn, row).surface();
            int expected = 0;
            if (surface.equals(GeneratedPopulation.SHOP)) {
                expected = 1;
            } else if (surface.equals(GeneratedPopulation.VIDEO)) {
                // Who is of no known age belongs to the last.
                int age =
                        split.people().get(learn.request()[row]).profile().age().orElse(99);
                expected = age < 30 ? 2 : 3;
            }
            assertThat(learn.domain()[row]).isEqualTo(expected);
            seen.add(expected);
        }
        assertThat(seen).hasSize(4);
    }

    @Test
    void labelsAreWhatInteractionsSay() {
        ExampleMaker maker = maker(split, false);
        Examples learn = maker.learn();
        int click = click(maker);
        int like = maker.definition().taskNumber(Tasks.LIKE);
        int purchase = maker.definition().taskNumber(Tasks.PURCHASE);
        int relevance = maker.definition().taskNumber(Tasks.RELEVANCE);
        assertThat(learn.drawnTasks()).containsExactly(true, false, true, false);
        int bought = 0;
        for (int row = 0; row < learn.count(); row++) {
            float[] labels = new float[4];
            for (int task = 0; task < 4; task++) {
                labels[task] = learn.labels()[task][row];
            }
            ItemId id = item(learn, row);
            if (id.surface().equals(GeneratedPopulation.SEARCH)) {
                assertThat(labels[relevance]).isEqualTo(grade(maker.query(learn.request()[row]), id));
                assertThat(labels[click]).isNaN();
                assertThat(labels[like]).isNaN();
                continue;
            }
            List<Interaction> said = split.people().get(learn.request()[row]).history().stream()
                    .filter(interaction -> interaction.item().equals(id))
                    .toList();
            assertThat(labels[click]).isEqualTo(said.isEmpty() ? 0 : 1);
            assertThat(labels[relevance]).isNaN();
            if (id.surface().equals(GeneratedPopulation.SHOP)) {
                assertThat(labels[purchase]).isEqualTo(said.size() > 1 ? 1 : 0);
                assertThat(labels[like]).isNaN();
                bought += said.size() > 1 ? 1 : 0;
            } else if (said.isEmpty()) {
                assertThat(labels[like]).isNaN();
            } else {
                assertThat(labels[like]).isEqualTo(said.getFirst().value() >= 4 ? 1 : 0);
            }
        }
        assertThat(bought).isGreaterThan(20);
    }

    @Test
    void gradesAndDurationQuantilesAreLabels() {
        SurfaceId surface = GeneratedPopulation.VIDEO;
        TaskId grade = new TaskId("grade");
        TaskId watched = new TaskId("watched");
        List<Meaning> meanings = List.of(
                new Meaning(surface, InteractionType.RATE, grade, 0.5f, Form.GRADE),
                new Meaning(surface, InteractionType.WATCH, watched, 0.5f, Form.DURATION_QUANTILE));
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            items.add(Item.of(GeneratedPopulation.id(surface, i), "t")
                    .withAttributes(Attributes.of(Map.of(DurationQuantiles.DURATION, i < 6 ? 10 : 1_000))));
        }
        List<Person> people = new ArrayList<>();
        List<View> views = new ArrayList<>();
        for (int user = 0; user < 12; user++) {
            UserId id = new UserId("u%02d".formatted(user));
            List<Interaction> history = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                float share = random.nextInt(1, 100) / 100f;
                InteractionType type = i % 3 == 0 ? InteractionType.RATE : InteractionType.WATCH;
                history.add(new Interaction(id, items.get(i).id(), type, Optional.empty(), i + 1, share, Map.of()));
                if (type.equals(InteractionType.WATCH)) {
                    views.add(View.of(items.get(i), share));
                }
            }
            history.add(new Interaction(
                    id, items.get(0).id(), InteractionType.RATE, Optional.empty(), 20, 0.005f, Map.of()));
            people.add(new Person(id, UserProfile.unknown(), history, List.of()));
        }
        Population population = Population.of(meanings, List.of(), people, items, List.of());
        ExampleMaker maker = maker(population, false);
        DurationQuantiles quantiles = DurationQuantiles.of(views);
        Examples learn = maker.learn();
        assertThat(learn.count()).as("nothing is drawn").isEqualTo(144);
        assertThat(learn.drawnTasks()).containsExactly(false, false);
        for (int row = 0; row < learn.count(); row++) {
            Interaction first = people.get(learn.request()[row]).history().get(learn.item()[row]);
            boolean rated = first.type().equals(InteractionType.RATE);
            float rank = quantiles.rankOf(View.of(items.get(learn.item()[row]), first.value()));
            assertThat(learn.labels()[rated ? 0 : 1][row]).as("seed %s", seed).isEqualTo(rated ? first.value() : rank);
            assertThat(learn.labels()[rated ? 1 : 0][row]).isNaN();
        }
        assertThat(maker.durations(surface).watchedAt(10, 0.5f)).isBetween(1f, 9f);
        assertThat(maker.durations(surface).watchedAt(1_000, 0.5f)).isBetween(100f, 900f);
    }

    @Test
    void theSameSeedGivesTheSameRowsAndAnotherDoesNot() {
        Examples one = maker(split, false).learn();
        Examples same = maker(split, false).learn();
        assertThat(same.item()).isEqualTo(one.item());
        assertThat(same.statistics()).isEqualTo(one.statistics());
        assertThat(same.rateLog()).isEqualTo(one.rateLog());
        assertThat(Arrays.deepEquals(same.labels(), one.labels())).isTrue();
        ExampleSettings other =
                new ExampleSettings(SEED + 1, FOLDS, Set.of(), true, true, 0, false, ExampleSettings.MAX_ROWS);
        assertThat(new ExampleMaker(split, other, FactorLearning.NONE).learn().item())
                .isNotEqualTo(one.item());
    }

    @Test
    void ofTooManyRowsWholeUsersAreLeftOut() {
        Examples all = maker(split, false).learn();
        ExampleSettings few = new ExampleSettings(SEED, FOLDS, Set.of(), true, true, 0, false, all.count() / 3);
        Examples some = new ExampleMaker(split, few, FactorLearning.NONE).learn();
        assertThat(some.count()).as("seed %s", seed).isBetween(all.count() / 8, all.count() * 2 / 3);
        int[] before = rowsByRequest(all);
        int[] after = rowsByRequest(some);
        int left = 0;
        for (int request = 0; request < before.length; request++) {
            if (after[request] > 0) {
                assertThat(after[request]).isEqualTo(before[request]);
                left++;
            }
        }
        assertThat(left).isBetween(5, before.length / 2 + 10);
    }

    @Test
    void onlyTheTasksThatAreAskedForAreLearnt() {
        ExampleSettings likes =
                new ExampleSettings(SEED, FOLDS, Set.of(Tasks.LIKE), false, false, 0, false, ExampleSettings.MAX_ROWS);
        ExampleMaker maker = new ExampleMaker(split, likes, FactorLearning.NONE);
        Examples learn = maker.learn();
        assertThat(maker.definition().tasks()).containsExactly(Tasks.LIKE);
        assertThat(maker.definition().surfaces()).containsOnlyKeys(GeneratedPopulation.VIDEO);
        assertThat(learn.labels()).hasNumberOfRows(1);
        assertThat(learn.labels()[0]).containsOnly(0, 1);
        assertThat(learn.requests().getFirst().history().count()).isZero();
        // No statistics; the words of the queries that there are remain.
        assertThat(learn.width()).isEqualTo(18);
        ExampleSettings none =
                new ExampleSettings(SEED, FOLDS, Set.of(Tasks.GIFT), true, true, 0, false, ExampleSettings.MAX_ROWS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExampleMaker(split, none, FactorLearning.NONE))
                .withMessageContaining("no example of any task: 60 users and 180 judgments");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExampleSettings(1, 1, Set.of(), true, true, 0, true, 5))
                .withMessage("folds: 1 is not allowed; 2 to 64 is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExampleSettings(1, 2, Set.of(), true, true, 0, true, 0))
                .withMessage("maxRows: 0 is not allowed; 1 or more is");
    }

    private static int[] rowsByRequest(Examples examples) {
        int[] rows = new int[examples.requests().size()];
        for (int request : examples.request()) {
            rows[request]++;
        }
        return rows;
    }

    private static Interaction click(String user, int item) {
        return new Interaction(
                new UserId(user),
                GeneratedPopulation.id(GeneratedPopulation.SHOP, item),
                InteractionType.CLICK,
                Optional.empty(),
                item + 1,
                1,
                Map.of());
    }

    private int withHeldOut() {
        int user = 0;
        while (items(split.people().get(user).heldOut(), GeneratedPopulation.VIDEO)
                .isEmpty()) {
            user++;
        }
        return user;
    }

    private float grade(String query, ItemId item) {
        for (Verdict verdict : split.judgments()) {
            Judgment judgment = verdict.judgment();
            if (judgment.query().equals(query) && judgment.item().equals(item)) {
                return judgment.grade();
            }
        }
        throw new AssertionError(query);
    }

    private static ExampleMaker maker(Population population, boolean ordered) {
        return new ExampleMaker(
                population,
                new ExampleSettings(SEED, FOLDS, Set.of(), true, true, 0, ordered, ExampleSettings.MAX_ROWS),
                FactorLearning.NONE);
    }

    private static ExampleMaker collaborative(Population population) {
        return new ExampleMaker(
                population,
                new ExampleSettings(SEED, FOLDS, Set.of(), true, true, 0, false, ExampleSettings.MAX_ROWS),
                new CollaborativeLearning(1));
    }

    /** As the maker's: a pair's fold depends on the seed, the user and the item alone. */
    private int fold(int user, ItemId item) {
        long ofUser = Mix.of(SEED, split.people().get(user).id().value().hashCode());
        return (int) (Mix.unit(Mix.of(ofUser, InputMaker.itemKey(item))) * FOLDS);
    }

    private static int click(ExampleMaker maker) {
        return maker.definition().taskNumber(Tasks.CLICK);
    }

    /** Of the tasks in order of name the second. */
    private static float like(Examples examples, int row) {
        return examples.labels()[1][row];
    }

    private static boolean isObserved(Examples examples, int row) {
        return !Float.isNaN(like(examples, row));
    }

    private ItemId item(Examples examples, int row) {
        return item(split, examples, row);
    }

    private static ItemId item(Population population, Examples examples, int row) {
        return population.items().get(examples.item()[row]).id();
    }

    private static float[] statistics(Examples examples, int row) {
        return Arrays.copyOfRange(examples.statistics(), row * examples.width(), (row + 1) * examples.width());
    }

    private static List<Interaction> rated(List<Interaction> history) {
        return history.stream()
                .filter(interaction -> interaction.type().equals(InteractionType.RATE))
                .toList();
    }

    private static Set<ItemId> items(List<Interaction> interactions, SurfaceId surface) {
        Set<ItemId> items = new HashSet<>();
        for (Interaction interaction : interactions) {
            if (interaction.item().surface().equals(surface)) {
                items.add(interaction.item());
            }
        }
        return items;
    }

    private Interaction oneOf(List<Interaction> interactions) {
        return interactions.get(random.nextInt(interactions.size()));
    }

    private static Interaction flipped(Interaction rating) {
        float other = rating.value() >= 4 ? 1 : 5;
        return new Interaction(
                rating.user(), rating.item(), rating.type(), rating.time(), rating.order(), other, rating.context());
    }

    private static Population withFlipped(Population population, int user, ItemId item) {
        Person person = population.people().get(user);
        List<Interaction> history = person.history().stream()
                .map(interaction -> interaction.item().equals(item) ? flipped(interaction) : interaction)
                .toList();
        return withPerson(population, user, new Person(person.id(), person.profile(), history, person.heldOut()));
    }

    private static Population withPerson(Population population, int user, Person person) {
        List<Person> people = new ArrayList<>(population.people());
        people.set(user, person);
        return population.with(people, population.judgments());
    }
}
