package dev.medley.platform.score.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.world.Statistics;
import dev.medley.spi.feature.FeatureHash;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairStatisticsTest {
    private static final long SURFACE = FeatureHash.of("surface", "video");
    private static final List<String> NAMES = PairStatistics.names(1);

    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void everyKeyThatIsReadIsOneThatIsCounted() {
        for (int trial = 0; trial < 2_000; trial++) {
            FieldKeys request = random(true);
            FieldKeys item = random(false);
            Recording recording = new Recording();
            PairStatistics statistics = new PairStatistics(recording, request, SURFACE, 1);
            float[] numbers = new float[PairStatistics.width(1)];
            statistics.write(item, numbers, 0);
            LongArrayList counted = new LongArrayList();
            StatisticKeys.collect(request, item, SURFACE, counted);
            assertThat(new LongOpenHashSet(counted)).as("seed %s", seed).hasSize(counted.size());
            assertThat(recording.keys)
                    .as("seed %s, trial %s", seed, trial)
                    .containsExactlyInAnyOrderElementsOf(new LongOpenHashSet(counted));
        }
    }

    @Test
    void whatIsNotThereHasZeros() {
        FieldKeys item = keys(Map.of(InputField.ITEM, List.of("i")));
        float[] numbers = new float[NAMES.size()];
        new PairStatistics(filled(item), FieldKeys.NONE, SURFACE, 1).write(item, numbers, 0);
        for (int i = 0; i < numbers.length; i++) {
            if (NAMES.get(i).startsWith("item_pairs") || NAMES.get(i).startsWith("item_rate")) {
                assertThat(numbers[i]).as(NAMES.get(i)).isNotZero();
            } else {
                assertThat(numbers[i]).as(NAMES.get(i)).isZero();
            }
        }
    }

    @Test
    void observedNoesGiveLogitsSmoothedByTheParent() {
        Map<Long, float[]> counts = new HashMap<>();
        FieldKeys request = keys(Map.of(InputField.USER, List.of("u"), InputField.GENDER, List.of("F")));
        FieldKeys item = keys(Map.of(InputField.ITEM, List.of("i"), InputField.CATEGORY, List.of("a", "b")));
        long user = request.first(InputField.USER);
        long gender = request.first(InputField.GENDER);
        long itemKey = item.first(InputField.ITEM);
        long a = item.keys()[item.from(InputField.CATEGORY)];
        long b = item.keys()[item.from(InputField.CATEGORY) + 1];
        // Pairs, of them with a yes, of them with an answer.
        counts.put(StatisticKind.SURFACE.key(SURFACE), new float[] {120, 39, 98});
        counts.put(StatisticKind.USER.key(user, SURFACE), new float[] {10, 6, 8});
        counts.put(StatisticKind.GENDER.key(gender, SURFACE), new float[] {60, 20, 50});
        counts.put(StatisticKind.ITEM.key(itemKey, SURFACE), new float[] {4, 0, 4});
        counts.put(StatisticKind.ITEM_GENDER.key(itemKey, gender), new float[] {2, 1, 2});
        counts.put(StatisticKind.CATEGORY.key(a, SURFACE), new float[] {20, 10, 12});
        counts.put(StatisticKind.CATEGORY.key(b, SURFACE), new float[] {30, 3, 24});
        counts.put(StatisticKind.USER_CATEGORY.key(a, user), new float[] {3, 2, 2});
        float[] numbers = write(counts, request, item, 1);
        double surface = 40.0 / 100;
        assertThat(number(numbers, "user_rate_0")).isCloseTo(logit((6 + 8 * surface) / 16), within(1e-5f));
        assertThat(number(numbers, "user_pairs_log")).isCloseTo((float) Math.log(11), within(1e-6f));
        double itemRate = 8 * surface / 12;
        assertThat(number(numbers, "item_rate_0")).isCloseTo(logit(itemRate), within(1e-5f));
        assertThat(number(numbers, "item_gender_rate_0")).isCloseTo(logit((1 + 8 * itemRate) / 10), within(1e-5f));
        float first = logit((10 + 8 * surface) / 20);
        float second = logit((3 + 8 * surface) / 32);
        assertThat(number(numbers, "category_rate_0")).isCloseTo((first + second) / 2, within(1e-5f));
        assertThat(number(numbers, "category_pairs_log")).isCloseTo((float) Math.log(26), within(1e-6f));
        double userRate = (6 + 8 * surface) / 16;
        float third = logit((2 + 8 * userRate) / 10);
        float fourth = logit(userRate);
        assertThat(number(numbers, "user_category_rate_0")).isCloseTo((third + fourth) / 2, within(1e-5f));
        assertThat(number(numbers, "user_category_pairs_log")).isCloseTo((float) Math.log(2.5), within(1e-6f));
    }

    @Test
    void drawnNoesGiveLifts() {
        Map<Long, float[]> counts = new HashMap<>();
        FieldKeys request = keys(Map.of(InputField.USER, List.of("u"), InputField.USER_ATTRIBUTE, List.of("x", "y")));
        FieldKeys item = keys(Map.of(InputField.ITEM, List.of("i"), InputField.AUTHOR, List.of("a")));
        long user = request.first(InputField.USER);
        long x = request.keys()[request.from(InputField.USER_ATTRIBUTE)];
        long itemKey = item.first(InputField.ITEM);
        long author = item.first(InputField.AUTHOR);
        counts.put(StatisticKind.SURFACE.key(SURFACE), new float[] {200, 100, 200});
        counts.put(StatisticKind.USER.key(user, SURFACE), new float[] {12, 10, 12});
        counts.put(StatisticKind.AUTHOR.key(author, SURFACE), new float[] {30, 20, 30});
        counts.put(StatisticKind.USER_AUTHOR.key(user, author), new float[] {4, 4, 4});
        counts.put(StatisticKind.ITEM.key(itemKey, SURFACE), new float[] {8, 6, 8});
        counts.put(StatisticKind.USER_ATTRIBUTE.key(x, SURFACE), new float[] {60, 50, 60});
        counts.put(StatisticKind.ITEM_USER_ATTRIBUTE.key(x, itemKey), new float[] {5, 5, 5});
        float[] numbers = write(counts, request, item, 0);
        assertThat(number(numbers, "user_rate_0")).isCloseTo((float) Math.log(12 / 2.0), within(1e-6f));
        assertThat(number(numbers, "author_rate_0")).isCloseTo((float) Math.log(22 / 2.0), within(1e-6f));
        // As if user and author were independent, 10 * 20 / 100 are expected.
        assertThat(number(numbers, "user_author_rate_0")).isCloseTo((float) Math.log(6 / 4.0), within(1e-6f));
        // 6 * 50 / 100 of the one attribute, nothing of the other.
        assertThat(number(numbers, "item_user_attribute_rate_0"))
                .isCloseTo((float) (Math.log(7 / 5.0) + Math.log(2 / 2.0)) / 2, within(1e-6f));
    }

    @Test
    void ratesAreCutOffAndZeroCountsAreTheSurfacesRate() {
        Map<Long, float[]> counts = new HashMap<>();
        FieldKeys request = keys(Map.of(InputField.USER, List.of("u")));
        FieldKeys item = keys(Map.of(InputField.ITEM, List.of("i")));
        counts.put(StatisticKind.SURFACE.key(SURFACE), new float[] {100_000, 0, 100_000});
        counts.put(StatisticKind.USER.key(request.first(InputField.USER), SURFACE), new float[] {500, 500, 500});
        float[] numbers = write(counts, request, item, 1);
        assertThat(number(numbers, "item_rate_0")).isCloseTo(logit(0.001), within(1e-4f));
        assertThat(number(numbers, "user_rate_0")).isCloseTo(logit((500 + 8e-5) / 508), within(1e-3f));
        assertThat(write(new HashMap<>(), request, item, 1)[NAMES.indexOf("item_rate_0")])
                .isZero();
    }

    @Test
    void slotsOfBothKindsStandSideBySide() {
        assertThat(PairStatistics.names(2)).hasSize(PairStatistics.width(2)).doesNotHaveDuplicates();
        FieldKeys request = keys(Map.of(InputField.QUERY_WORD, List.of("q", "r")));
        FieldKeys item = keys(Map.of(InputField.ITEM, List.of("i")));
        StatisticTable table = new StatisticTable(2, 0);
        LongArrayList collected = new LongArrayList();
        StatisticKeys.collect(request, item, SURFACE, collected);
        table.add(collected, 0, 0b11, 0b11, 1);
        float[] numbers = new float[PairStatistics.width(2)];
        new PairStatistics(table, request, SURFACE, 0b10).write(item, numbers, 0);
        List<String> names = PairStatistics.names(2);
        assertThat(numbers[names.indexOf("query_word_rate_0")]).isCloseTo((float) Math.log(1.5), within(1e-6f));
        assertThat(numbers[names.indexOf("query_word_rate_1")]).isCloseTo(logit((1 + 8 * 2 / 3.0) / 9), within(1e-5f));
        assertThat(numbers[names.indexOf("query_word_pairs_log")]).isCloseTo((float) Math.log(2), within(1e-6f));
    }

    private static float logit(double rate) {
        return (float) Math.log(rate / (1 - rate));
    }

    private static float number(float[] numbers, String name) {
        assertThat(NAMES).contains(name);
        return numbers[NAMES.indexOf(name)];
    }

    private static float[] write(Map<Long, float[]> counts, FieldKeys request, FieldKeys item, int explicit) {
        Statistics statistics = new Statistics() {
            @Override
            public int slots() {
                return 1;
            }

            @Override
            public void read(long key, float[] into, int at) {
                System.arraycopy(counts.getOrDefault(key, new float[3]), 0, into, at, 3);
            }
        };
        float[] numbers = new float[NAMES.size() + 2];
        numbers[0] = 77;
        numbers[numbers.length - 1] = 77;
        new PairStatistics(statistics, request, SURFACE, explicit).write(item, numbers, 1);
        assertThat(numbers[0]).isEqualTo(77);
        assertThat(numbers[numbers.length - 1]).isEqualTo(77);
        return java.util.Arrays.copyOfRange(numbers, 1, numbers.length - 1);
    }

    private static StatisticTable filled(FieldKeys item) {
        StatisticTable table = new StatisticTable(1, 0);
        LongArrayList keys = new LongArrayList();
        StatisticKeys.collect(FieldKeys.NONE, item, SURFACE, keys);
        table.add(keys, 0, 1, 1, 1);
        return table;
    }

    private FieldKeys random(boolean ofRequest) {
        Map<InputField, List<String>> texts = new HashMap<>();
        for (InputField field : InputField.ALL) {
            if (field.isOfRequest() == ofRequest) {
                boolean many = List.of(
                                InputField.USER_ATTRIBUTE,
                                InputField.QUERY_WORD,
                                InputField.CATEGORY,
                                InputField.ITEM_ATTRIBUTE)
                        .contains(field);
                int count = field == InputField.ITEM ? 1 : random.nextInt(many ? 4 : 2);
                List<String> list = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    list.add("t" + i);
                }
                texts.put(field, list);
            }
        }
        return keys(texts);
    }

    private static FieldKeys keys(Map<InputField, List<String>> texts) {
        LongArrayList keys = new LongArrayList();
        List<Byte> fields = new ArrayList<>();
        for (InputField field : InputField.ALL) {
            for (String text : texts.getOrDefault(field, List.of())) {
                keys.add(field.key(FeatureHash.of(text)));
                fields.add((byte) field.ordinal());
            }
        }
        byte[] ordinals = new byte[fields.size()];
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = fields.get(i);
        }
        return new FieldKeys(keys.toLongArray(), ordinals);
    }

    /** Remembers which keys were read. */
    private static final class Recording implements Statistics {
        final LongOpenHashSet keys = new LongOpenHashSet();

        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void read(long key, float[] counts, int at) {
            keys.add(key);
        }
    }
}
