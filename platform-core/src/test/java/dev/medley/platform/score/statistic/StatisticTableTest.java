package dev.medley.platform.score.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medley.platform.world.Statistics;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatisticTableTest {
    private static final int KEYS = 500;

    private final long seed = Long.getLong("medley.seed", System.nanoTime());

    private record Pair(LongArrayList keys, int fold, int yes, int known, float share) {}

    @Test
    void withoutAFoldItIsTheTableThatNeverSawIt() {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 20; trial++) {
            int slots = 1 + random.nextInt(3);
            int folds = 2 + random.nextInt(5);
            List<Pair> pairs = pairs(random, slots, folds, 400);
            StatisticTable whole = table(pairs, slots, folds, -1);
            for (int fold = 0; fold < folds; fold++) {
                assertSame(table(pairs, slots, 0, fold), whole.without(fold), "fold " + fold);
            }
            assertSame(table(pairs, slots, 0, -1), whole, "all");
        }
    }

    @Test
    void whatIsWrittenDownIsReadBack() {
        SplittableRandom random = new SplittableRandom(seed + 1);
        StatisticTable table = table(pairs(random, 2, 3, 3_000), 2, 3, -1);
        long[] keys = table.keys();
        assertThat(keys).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(KEYS / 2);
        StatisticTable read = StatisticTable.of(2, keys, table.counts());
        assertSame(table, read, "read");
        assertThat(read.keys()).isEqualTo(keys);
        assertThat(read.counts()).isEqualTo(table.counts());
        assertThat(read.slots()).isEqualTo(2);
    }

    @Test
    void countsByHand() {
        StatisticTable table = new StatisticTable(2, 2);
        table.add(LongArrayList.of(7, 8), 0, 0b01, 0b11, 1);
        table.add(LongArrayList.of(7), 1, 0b10, 0b10, 0.25f);
        assertThat(read(table, 7)).containsExactly(2, 1, 0.25f, 1, 2);
        assertThat(read(table, 8)).containsExactly(1, 1, 0, 1, 1);
        assertThat(read(table, 9)).containsExactly(0, 0, 0, 0, 0);
        assertThat(read(table.without(0), 7)).containsExactly(1, 0, 0.25f, 0, 1);
        assertThat(read(table.without(1), 7)).containsExactly(1, 1, 0, 1, 1);
        assertThat(read(table.without(0), 9)).containsOnly(0);
    }

    @Test
    void anUnknownKeyLeavesNothingOfTheOneReadBefore() {
        StatisticTable table = new StatisticTable(1, 0);
        table.add(LongArrayList.of(1), 0, 1, 1, 1);
        float[] counts = {9, 9, 9, 9, 9};
        table.read(2, counts, 1);
        assertThat(counts).containsExactly(9, 0, 0, 0, 9);
    }

    @Test
    void tablesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatisticTable.of(1, new long[] {1, 2}, new float[5]))
                .withMessage("counts: 5 numbers given for 2 keys of 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatisticTable.of(1, new long[] {1, 1}, new float[6]))
                .withMessage("keys: 1 are given twice");
    }

    private void assertSame(Statistics expected, Statistics found, String what) {
        for (long key = 1; key <= KEYS + 1; key++) {
            assertThat(read(found, key))
                    .as("seed %s, %s, key %s", seed, what, key)
                    .isEqualTo(read(expected, key));
        }
    }

    private static float[] read(Statistics statistics, long key) {
        float[] counts = new float[Statistics.numbers(statistics.slots())];
        statistics.read(key, counts, 0);
        return counts;
    }

    private static StatisticTable table(List<Pair> pairs, int slots, int folds, int without) {
        StatisticTable table = new StatisticTable(slots, folds);
        for (Pair pair : pairs) {
            if (pair.fold() != without) {
                table.add(pair.keys(), pair.fold(), pair.yes(), pair.known(), pair.share());
            }
        }
        return table;
    }

    /** Shares in quarters, whose sums are exact. */
    private static List<Pair> pairs(SplittableRandom random, int slots, int folds, int count) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LongArrayList keys = new LongArrayList();
            for (int j = random.nextInt(6); j >= 0; j--) {
                keys.add(1 + random.nextInt(KEYS));
            }
            int known = random.nextInt(1 << slots);
            int yes = random.nextInt(1 << slots) & known;
            pairs.add(new Pair(keys, random.nextInt(folds), yes, known, random.nextInt(5) / 4f));
        }
        return pairs;
    }
}
