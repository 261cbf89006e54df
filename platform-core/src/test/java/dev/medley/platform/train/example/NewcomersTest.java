package dev.medley.platform.train.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.factor.CollaborativeLearning;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.Tasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NewcomersTest {
    private static final int FOLDS = 4;
    private static final int USERS = 160;

    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final Population split = Splits.random(GeneratedPopulation.of(USERS, true, seed), 0.15, 3);

    @Test
    void whatIsForgottenOfANewcomerIsLearntFromAndSeenInNoRow() {
        ExampleMaker maker = maker(split, 0.5, false);
        Examples before = maker.learn();
        Examples judged = maker.validation();
        int user = newcomers(before).get(1);
        ItemId forgotten = answers(user, before, false).getFirst();
        Population other = withFlipped(user, forgotten);
        Examples after = maker(other, 0.5, false).learn();
        int changed = 0;
        for (int row = 0; row < before.count(); row++) {
            boolean own = before.group()[row] == user && item(before, row).equals(forgotten);
            assertThat(after.labels()[0][row] != before.labels()[0][row]).isEqualTo(own);
            changed += own ? 1 : 0;
        }
        assertThat(changed).as("seed %s", seed).isEqualTo(1);
        assertThat(after.statistics()).as("seed %s", seed).isEqualTo(before.statistics());
        int factor = before.width() - 18 - maker.definition().factors();
        boolean anyFactor = false;
        for (int row = 0; row < before.count(); row++) {
            anyFactor |= before.statistics()[row * before.width() + factor] != 0;
        }
        assertThat(anyFactor)
                .as("collaborative models are learnt, seed %s", seed)
                .isTrue();
        // What is judged, and what serves, knows all of it.
        assertThat(maker(other, 0.5, false).validation().statistics()).isNotEqualTo(judged.statistics());
    }

    @Test
    void whatCountsOfANewcomerIsSeenByTheOthers() {
        Examples before = maker(split, 0.5, false).learn();
        for (int user : newcomers(before)) {
            for (ItemId counted : answers(user, before, true)) {
                Examples after = maker(withFlipped(user, counted), 0.5, false).learn();
                assertThat(after.statistics()).as("seed %s", seed).isNotEqualTo(before.statistics());
                return;
            }
        }
        throw new AssertionError("of no newcomer anything counts, seed " + seed);
    }

    @Test
    void everyPairIsStillARowAndWhatIsJudgedIsAsItWas() {
        Examples none = maker(split, 0, false).learn();
        Examples some = maker(split, 0.5, false).learn();
        assertThat(some.group()).isEqualTo(none.group());
        assertThat(some.item()).isEqualTo(none.item());
        assertThat(Arrays.deepEquals(some.labels(), none.labels())).isTrue();
        assertThat(newcomers(none)).isEmpty();
        assertThat(newcomers(some)).as("seed %s", seed).hasSizeBetween(50, 110);
        assertThat(newcomers(maker(split, 1, false).learn())).hasSize(USERS);
        Examples judged = maker(split, 0.5, false).validation();
        assertThat(judged.statistics())
                .isEqualTo(maker(split, 0, false).validation().statistics());
        assertThat(judged.requests()).hasSize(USERS + 30);
    }

    @Test
    void littleIsKnownOfMostAndNobodyIsKnownByNameInEveryRow() {
        Examples learn = maker(split, 1, false).learn();
        int[] known = new int[USERS];
        int[] nameless = new int[2];
        for (int user = 0; user < known.length; user++) {
            known[user] = answers(user, learn, true).size();
        }
        for (int row = 0; row < learn.count(); row++) {
            boolean isNamed = learn.requests().get(learn.request()[row]).keys().first(InputField.USER) != 0;
            nameless[isNamed ? 0 : 1]++;
            assertThat(isNamed).isEqualTo(learn.request()[row] == learn.group()[row]);
        }
        Arrays.sort(known);
        assertThat(known[0]).isZero();
        assertThat(known[USERS / 2]).as("seed %s", seed).isLessThanOrEqualTo(2);
        assertThat(known[USERS - 1]).as("seed %s", seed).isGreaterThan(5);
        assertThat(nameless[0]).as("seed %s", seed).isBetween(learn.count() / 3, learn.count() * 2 / 3);
    }

    @Test
    void inOrderTheOldestCountsAndARowSeesWhatOfItWasBefore() {
        Population ordered = Splits.byOrder(GeneratedPopulation.of(USERS, true, seed), 0.2, 1);
        Examples learn = maker(ordered, 0.5, true).learn();
        int some = 0;
        for (int row = 0; row < learn.count(); row++) {
            int user = learn.group()[row];
            long[] known = learn.requests().get(user).history().items();
            int before = 0;
            boolean isForgotten = false;
            for (Interaction interaction : ordered.people().get(user).history()) {
                if (interaction.item().equals(item(learn, row))) {
                    break;
                }
                boolean isKnown = contains(known, interaction.item());
                if (interaction.type().equals(InteractionType.RATE)) {
                    assertThat(isKnown && isForgotten).as("seed %s", seed).isFalse();
                    isForgotten |= !isKnown;
                }
                before += isKnown ? 1 : 0;
            }
            assertThat(learn.historyEnd()[row]).as("seed %s", seed).isEqualTo(before);
            some += isForgotten && before > 0 ? 1 : 0;
        }
        assertThat(some).as("seed %s", seed).isPositive();
    }

    @Test
    void aShareIsFromNoneToAll() {
        for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ExampleSettings(1, 2, Set.of(), true, true, share, true, 5))
                    .withMessage("newcomers: " + share + " is not allowed; 0 to 1 is");
        }
    }

    private static ExampleMaker maker(Population population, double newcomers, boolean ordered) {
        return new ExampleMaker(
                population,
                new ExampleSettings(
                        9, FOLDS, Set.of(Tasks.LIKE), true, true, newcomers, ordered, ExampleSettings.MAX_ROWS),
                new CollaborativeLearning(1));
    }

    /** Those of whose history something is missing. */
    private List<Integer> newcomers(Examples learn) {
        List<Integer> newcomers = new ArrayList<>();
        for (int user = 0; user < split.people().size(); user++) {
            int all = split.people().get(user).history().size();
            if (learn.requests().get(user).history().count() < all) {
                newcomers.add(user);
            }
        }
        return newcomers;
    }

    private List<ItemId> answers(int user, Examples learn, boolean counted) {
        long[] known = learn.requests().get(user).history().items();
        return split.people().get(user).history().stream()
                .filter(interaction -> interaction.type().equals(InteractionType.RATE))
                .map(Interaction::item)
                .filter(item -> contains(known, item) == counted)
                .toList();
    }

    private static boolean contains(long[] keys, ItemId item) {
        return LongStream.of(keys).anyMatch(key -> key == InputMaker.itemKey(item));
    }

    private ItemId item(Examples examples, int row) {
        return split.items().get(examples.item()[row]).id();
    }

    private Population withFlipped(int user, ItemId item) {
        List<Person> people = new ArrayList<>(split.people());
        Person person = people.get(user);
        List<Interaction> history = person.history().stream()
                .map(each -> each.item().equals(item) ? flipped(each) : each)
                .toList();
        people.set(user, new Person(person.id(), person.profile(), history, person.heldOut()));
        return split.with(people, split.judgments());
    }

    private static Interaction flipped(Interaction rating) {
        float other = rating.value() >= 4 ? 1 : 5;
        return new Interaction(
                rating.user(), rating.item(), rating.type(), rating.time(), rating.order(), other, rating.context());
    }
}
