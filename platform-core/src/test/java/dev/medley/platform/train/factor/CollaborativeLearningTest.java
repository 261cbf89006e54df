package dev.medley.platform.train.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.factor.CollaborativeFactors;
import dev.medley.platform.score.factor.PairFactors;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.weights.Tensors;
import dev.medley.platform.train.example.FactorLearning;
import dev.medley.platform.train.example.TakenPairs;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two surfaces: ratings by taste, and what was merely taken. */
class CollaborativeLearningTest {
    private static final int USERS = 80;
    private static final int ITEMS = 30;
    private static final int FOLDS = 5;
    private static final SurfaceId RATED = new SurfaceId("rated");
    private static final SurfaceId TAKEN = new SurfaceId("taken");
    private static final int LINEAR = 4;
    private static final int MEAN = 5;
    private static final int CLUSTERS = 7;
    private static final int KNOWN_ITEM = CollaborativeFactors.WIDTH - 2;
    private static final int KNOWN_USER = CollaborativeFactors.WIDTH - 1;

    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());
    private static TakenPairs pairs;
    private static PairFactors learnt;

    @BeforeAll
    static void learn() {
        pairs = pairs();
        learnt = new CollaborativeLearning(1).learn(pairs, FOLDS).serving();
    }

    @Test
    void numbersSayWhatSuitsWhom() {
        assertThat(learnt.width()).isEqualTo(CollaborativeFactors.WIDTH);
        for (int number = 0; number < MEAN + 1; number++) {
            if (number != LINEAR) {
                assertThat(gain(RATED, number))
                        .as("seed %s, number %s", SEED, number)
                        .isPositive();
            }
        }
        for (int number = CLUSTERS; number < KNOWN_ITEM; number++) {
            assertThat(gain(RATED, number))
                    .as("seed %s, number %s", SEED, number)
                    .isPositive();
        }
        assertThat(gain(TAKEN, LINEAR)).as("seed %s", SEED).isPositive();
    }

    @Test
    void whereNothingIsRefusedOnlyTheLinearModelIsLearntAndElseAllOthers() {
        float[] rated = numbers(learnt, RATED, request(5, -1), 3);
        float[] taken = numbers(learnt, TAKEN, request(5, -1), 3);
        assertThat(rated[LINEAR]).isZero();
        for (int number : new int[] {0, 1, 2, 3, MEAN, MEAN + 1, CLUSTERS, CLUSTERS + 1, CLUSTERS + 2}) {
            // Not of each item: nobody of the user's cohort may have rated it.
            assertThat(IntStream.range(0, ITEMS)
                            .anyMatch(item -> numbers(learnt, RATED, request(5, -1), item)[number] != 0))
                    .as("seed %s, number %s", SEED, number)
                    .isTrue();
            assertThat(taken[number]).as("number %s", number).isZero();
        }
        assertThat(rated[KNOWN_ITEM]).isEqualTo(1);
        assertThat(taken[KNOWN_USER]).isEqualTo(1);
    }

    @Test
    void tensorsGiveTheSameNumbersAgain() {
        PairFactors again = CollaborativeFactors.read(learnt.tensors());
        assertThat(again.width()).isEqualTo(learnt.width());
        for (SurfaceId surface : new SurfaceId[] {RATED, TAKEN, new SurfaceId("other")}) {
            for (int user = 0; user < USERS; user++) {
                for (int item = 0; item <= ITEMS; item++) {
                    assertThat(numbers(again, surface, request(user, -1), item))
                            .isEqualTo(numbers(learnt, surface, request(user, -1), item));
                }
            }
        }
        assertThat(CollaborativeFactors.read(Tensors.builder().build())).isSameAs(PairFactors.NONE);
    }

    @Test
    void tensorsThatDoNotGoTogetherAreRefused() {
        Tensors whole = learnt.tensors();
        Tensors.Builder broken = Tensors.builder();
        whole.metadata().forEach(broken::metadata);
        whole.all().forEach((name, tensor) -> {
            if (!name.equals("0/signatures")) {
                broken.add(name, tensor);
            }
        });
        broken.uint8("0/signatures", new byte[5], 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollaborativeFactors.read(broken.build()))
                .withMessageContaining("signatures: 5 given");
        Tensors.Builder beyond = Tensors.builder();
        whole.metadata().forEach(beyond::metadata);
        whole.all().forEach((name, tensor) -> {
            if (!name.equals("0/clusters/cohort")) {
                beyond.add(name, tensor);
            }
        });
        byte[] cohorts = new byte[USERS];
        cohorts[4] = (byte) 200;
        beyond.uint8("0/clusters/cohort", cohorts, USERS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollaborativeFactors.read(beyond.build()))
                .withMessage("cohort of number 4 is 200, it must be from 0 to 9");
    }

    @Test
    void theCandidatesOwnInteractionIsPassedOver() {
        for (SurfaceId surface : new SurfaceId[] {RATED, TAKEN}) {
            for (int row = 0; row < pairs.count(); row++) {
                int item = pairs.item()[row] % ITEMS;
                if (pairs.surfaces()[pairs.item()[row]]
                        == pairs.surfaceNumbers().get(surface)) {
                    float[] with = numbers(learnt, surface, request(pairs.user()[row], -1), item);
                    float[] without = numbers(learnt, surface, request(pairs.user()[row], pairs.item()[row]), item);
                    for (int number = 0; number < with.length; number++) {
                        assertThat(with[number])
                                .as("seed %s, row %s, number %s", SEED, row, number)
                                .isCloseTo(without[number], within(2e-4f));
                    }
                }
            }
        }
    }

    @Test
    void anUnknownUserHasTheNumbersOfTheirHistoryAlone() {
        RequestInput known = request(7, -1);
        RequestInput guest = new RequestInput(FieldKeys.NONE, known.history());
        float[] numbers = numbers(learnt, RATED, guest, 3);
        float[] ofKnown = numbers(learnt, RATED, known, 3);
        assertThat(Arrays.copyOf(numbers, 3)).containsOnly(0);
        assertThat(numbers[3]).isEqualTo(ofKnown[3]);
        assertThat(numbers[MEAN]).isEqualTo(ofKnown[MEAN]);
        assertThat(Arrays.copyOfRange(numbers, CLUSTERS, KNOWN_ITEM)).containsOnly(0);
        assertThat(numbers[KNOWN_USER]).isZero();
        assertThat(numbers[KNOWN_ITEM]).isEqualTo(1);
        float[] unknownItem = numbers(learnt, RATED, known, ITEMS);
        assertThat(Arrays.copyOf(unknownItem, KNOWN_USER)).containsOnly(0);
        assertThat(unknownItem[KNOWN_USER]).isEqualTo(1);
        RequestInput newcomer = new RequestInput(FieldKeys.NONE, HistoryInput.NONE);
        float[] ofNewcomer = numbers(learnt, TAKEN, newcomer, 3);
        assertThat(Arrays.copyOf(ofNewcomer, KNOWN_ITEM)).containsOnly(0);
    }

    @Test
    void onlyWhatIsBeforeTheRequestCounts() {
        RequestInput request = request(7, -1);
        float[] none = new float[CollaborativeFactors.WIDTH];
        learnt.of(request, 0, InputMaker.surfaceKey(RATED)).write(key(RATED, 3), key(RATED, 3), none, 0);
        assertThat(none[MEAN + 1]).isZero();
        assertThat(numbers(learnt, RATED, request, 3)[MEAN + 1]).isPositive();
    }

    @Test
    void whatIsLeftOutIsNotLearnt() {
        PairFactors fold =
                new CollaborativeLearning(1).learn(pairs, FOLDS).withoutFold().get(2);
        // The pairs of the fold are replaced by their opposites: nothing changes for who leaves it out.
        float[] value = pairs.value().clone();
        float[] label = pairs.label().clone();
        for (int row = 0; row < pairs.count(); row++) {
            if (pairs.fold()[row] == 2 && pairs.surfaces()[pairs.item()[row]] == 0) {
                value[row] = 6 - value[row];
                label[row] = 1 - label[row];
            }
        }
        LongArrayList actions = new LongArrayList();
        for (int row = 0; row < value.length; row++) {
            actions.add(InputMaker.actionKey(InteractionType.RATE, value[row]));
        }
        TakenPairs changed = new TakenPairs(
                pairs.userKeys(),
                pairs.itemKeys(),
                pairs.surfaces(),
                pairs.surfaceNumbers(),
                pairs.user(),
                pairs.item(),
                label,
                value,
                pairs.fold(),
                actions,
                pairs.surfaceKeys(),
                pairs.explicit());
        FactorLearning.Learnt again = new CollaborativeLearning(1).learn(changed, FOLDS);
        PairFactors same = again.withoutFold().get(2);
        PairFactors other = again.serving();
        float[] before = numbers(fold, RATED, request(7, -1), 3);
        assertThat(numbers(same, RATED, request(7, -1), 3)).as("seed %s", SEED).isEqualTo(before);
        assertThat(numbers(other, RATED, request(7, -1), 3)).isNotEqualTo(before);
    }

    /** What was merely taken is scored in training as it would be if it had not been taken yet. */
    @Test
    void aPairThatWasTakenDoesNotSpeakForItselfInTraining() {
        PairFactors fold =
                new CollaborativeLearning(1).learn(pairs, FOLDS).withoutFold().get(0);
        RequestInput request = request(7, -1);
        int lower = 0;
        for (int item = 0; item < ITEMS; item++) {
            float serving = numbers(learnt, TAKEN, request, item)[LINEAR];
            float training = numbers(fold, TAKEN, request, item)[LINEAR];
            if (isTaken(7, item)) {
                lower += training < serving ? 1 : 0;
            } else {
                assertThat(training).as("seed %s", SEED).isEqualTo(serving);
            }
        }
        assertThat(lower).as("seed %s", SEED).isPositive();
    }

    private static boolean isTaken(int user, int item) {
        for (int row = 0; row < pairs.count(); row++) {
            if (pairs.user()[row] == user && pairs.item()[row] == item + ITEMS) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aSurfaceOnWhichNobodyTookAnythingHasNoModels() {
        Map<SurfaceId, Integer> numbers = new LinkedHashMap<>(pairs.surfaceNumbers());
        numbers.put(new SurfaceId("judged"), 2);
        TakenPairs more = new TakenPairs(
                pairs.userKeys(),
                pairs.itemKeys(),
                pairs.surfaces(),
                numbers,
                pairs.user(),
                pairs.item(),
                pairs.label(),
                pairs.value(),
                pairs.fold(),
                pairs.actions(),
                new long[] {pairs.surfaceKeys()[0], pairs.surfaceKeys()[1], 77},
                new boolean[] {true, false, true});
        PairFactors same = new CollaborativeLearning(1).learn(more, FOLDS).serving();
        assertThat(numbers(same, TAKEN, request(5, -1), 3)).isEqualTo(numbers(learnt, TAKEN, request(5, -1), 3));
        assertThat(numbers(same, new SurfaceId("judged"), request(5, -1), 3)).containsOnly(0);
        TakenPairs nothing = new TakenPairs(
                new long[0],
                pairs.itemKeys(),
                pairs.surfaces(),
                pairs.surfaceNumbers(),
                new int[0],
                new int[0],
                new float[0],
                new float[0],
                new int[0],
                new LongArrayList(),
                pairs.surfaceKeys(),
                pairs.explicit());
        assertThat(new CollaborativeLearning(1).learn(nothing, FOLDS).serving().width())
                .isZero();
    }

    @Test
    void ofTooFewPairsNothingIsLearnt() {
        int few = 100;
        PairFactors none = new CollaborativeLearning(1)
                .learn(
                        new TakenPairs(
                                pairs.userKeys(),
                                pairs.itemKeys(),
                                pairs.surfaces(),
                                pairs.surfaceNumbers(),
                                Arrays.copyOf(pairs.user(), few),
                                Arrays.copyOf(pairs.item(), few),
                                Arrays.copyOf(pairs.label(), few),
                                Arrays.copyOf(pairs.value(), few),
                                Arrays.copyOf(pairs.fold(), few),
                                pairs.actions(),
                                pairs.surfaceKeys(),
                                pairs.explicit()),
                        FOLDS)
                .serving();
        assertThat(none.width()).isEqualTo(CollaborativeFactors.WIDTH);
        assertThat(Arrays.copyOf(numbers(none, RATED, request(0, -1), 3), KNOWN_ITEM))
                .containsOnly(0);
    }

    /** How much higher the mean number is of items to the user's taste. */
    private static double gain(SurfaceId surface, int number) {
        double suits = 0;
        double others = 0;
        for (int user = 0; user < USERS; user++) {
            for (int item = 0; item < ITEMS; item++) {
                float each = numbers(learnt, surface, request(user, -1), item)[number];
                if (suits(user, item)) {
                    suits += each / (ITEMS / 3.0);
                } else {
                    others += each / (ITEMS * 2 / 3.0);
                }
            }
        }
        return (suits - others) / USERS;
    }

    private static boolean suits(int user, int item) {
        return user % 3 == item % 3;
    }

    private static float[] numbers(PairFactors factors, SurfaceId surface, RequestInput request, int item) {
        float[] numbers = new float[CollaborativeFactors.WIDTH + 2];
        Arrays.fill(numbers, 9);
        factors.of(request, request.history().count(), InputMaker.surfaceKey(surface))
                .write(key(surface, item), key(surface, item), numbers, 1);
        assertThat(numbers[0]).isEqualTo(9);
        assertThat(numbers[numbers.length - 1]).isEqualTo(9);
        return Arrays.copyOfRange(numbers, 1, numbers.length - 1);
    }

    private static long key(SurfaceId surface, int item) {
        return InputMaker.itemKey(new ItemId(surface, "i" + item));
    }

    private static long userKey(int user) {
        return InputField.USER.key(FeatureHash.of("u" + user));
    }

    /** All that a user did, but for one item. */
    private static RequestInput request(int user, int without) {
        LongArrayList items = new LongArrayList();
        LongArrayList actions = new LongArrayList();
        for (int row = 0; row < pairs.count(); row++) {
            if (pairs.user()[row] == user && pairs.item()[row] != without) {
                items.add(pairs.itemKeys()[pairs.item()[row]]);
                actions.add(pairs.actions().getLong(row));
            }
        }
        int count = items.size();
        HistoryInput history = new HistoryInput(
                items.toLongArray(), new long[count], new long[count], actions.toLongArray(), new long[count]);
        return new RequestInput(
                new FieldKeys(new long[] {userKey(user)}, new byte[] {(byte) InputField.USER.ordinal()}), history);
    }

    private static TakenPairs pairs() {
        Random random = new Random(SEED);
        long[] userKeys = new long[USERS];
        Arrays.setAll(userKeys, CollaborativeLearningTest::userKey);
        long[] itemKeys = new long[2 * ITEMS];
        int[] surfaces = new int[2 * ITEMS];
        for (int item = 0; item < itemKeys.length; item++) {
            surfaces[item] = item / ITEMS;
            itemKeys[item] = key(item < ITEMS ? RATED : TAKEN, item % ITEMS);
        }
        IntArrayList user = new IntArrayList();
        IntArrayList item = new IntArrayList();
        IntArrayList rating = new IntArrayList();
        for (int u = 0; u < USERS; u++) {
            for (int i = 0; i < 2 * ITEMS; i++) {
                boolean suits = suits(u, i % ITEMS);
                boolean rated = i < ITEMS;
                if (random.nextInt(10) < (rated ? 5 : suits ? 7 : 2)) {
                    user.add(u);
                    item.add(i);
                    rating.add(rated ? (suits ? 4 : 1) + random.nextInt(2) : 1);
                }
            }
        }
        float[] value = new float[user.size()];
        float[] label = new float[user.size()];
        int[] fold = new int[user.size()];
        LongArrayList actions = new LongArrayList();
        for (int row = 0; row < value.length; row++) {
            value[row] = rating.getInt(row);
            label[row] = item.getInt(row) >= ITEMS || value[row] >= 4 ? 1 : 0;
            fold[row] = random.nextInt(FOLDS);
            actions.add(InputMaker.actionKey(InteractionType.RATE, value[row]));
        }
        Map<SurfaceId, Integer> numbers = new LinkedHashMap<>();
        numbers.put(RATED, 0);
        numbers.put(TAKEN, 1);
        return new TakenPairs(
                userKeys,
                itemKeys,
                surfaces,
                numbers,
                user.toIntArray(),
                item.toIntArray(),
                label,
                value,
                fold,
                actions,
                new long[] {InputMaker.surfaceKey(RATED), InputMaker.surfaceKey(TAKEN)},
                new boolean[] {true, false});
    }
}
