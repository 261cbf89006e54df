package dev.medley.platform.score.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddingTableTest {
    private static final float RATE = 0.05f;
    private static final float EPSILON = 1e-8f;
    private static final float L2 = 0.001f;
    private static final InitialVector SMALL = InitialVector.uniform(1, 0.01f);

    /** A row as plain Java has it. */
    private static final class OracleRow {
        private final float[] vector;
        private final float[] sums;
        private int sightings;
        private long stamp;

        OracleRow(float[] vector, float[] sums) {
            this.vector = vector;
            this.sums = sums;
        }

        /** Adagrad as it is written down, in double, kept in float; columns from {@code split} on at half the rate. */
        void step(float[] gradients, int from, int times, int split, Accumulator accumulator) {
            double[] pulled = new double[vector.length];
            double squares = 0;
            for (int i = 0; i < vector.length; i++) {
                pulled[i] = gradients[from + i] + (double) L2 * times * vector[i];
                squares += pulled[i] * pulled[i];
            }
            for (int i = 0; i < sums.length; i++) {
                double added = accumulator == Accumulator.PER_ROW ? squares / vector.length : pulled[i] * pulled[i];
                sums[i] = (float) (sums[i] + added);
            }
            for (int i = 0; i < vector.length; i++) {
                double sum = sums[accumulator == Accumulator.PER_ROW ? 0 : i];
                double rate = i < split ? RATE : RATE / 2;
                vector[i] = (float) (vector[i] - rate * pulled[i] / (Math.sqrt(sum) + EPSILON));
            }
        }
    }

    /** A step of all columns, or of two parts of them. */
    private static List<ColumnStep> steps(int split, int width) {
        ColumnStep first = new ColumnStep(0, split, RATE, EPSILON, L2);
        return split == width ? List.of(first) : List.of(first, new ColumnStep(split, width, RATE / 2, EPSILON, L2));
    }

    private static List<ColumnStep> step(int width, float rate, float l2) {
        return List.of(new ColumnStep(0, width, rate, EPSILON, l2));
    }

    private static int[] once(int count) {
        int[] times = new int[count];
        Arrays.fill(times, 1);
        return times;
    }

    @ParameterizedTest
    @EnumSource
    void randomOperationsGiveWhatAMapGives(Accumulator accumulator) {
        long seed = System.nanoTime();
        System.out.println("EmbeddingTableTest " + accumulator + " seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 8; round++) {
            int width = 1 + random.nextInt(9);
            int admitAfter = 1 + random.nextInt(3);
            EmbeddingOptions options = EmbeddingOptions.of(width, InitialVector.uniform(random.nextLong(), 0.01f))
                    .withAccumulator(accumulator, 0.25f)
                    .withAdmission(admitAfter, 1 << 16);
            int keyCount = 1 + random.nextInt(3000);
            try (EmbeddingTable table = new EmbeddingTable(options)) {
                compareWithMap(table, random, keyCount, "seed " + seed + " round " + round);
            }
        }
    }

    private static void compareWithMap(EmbeddingTable table, Random random, int keyCount, String seed) {
        EmbeddingOptions options = table.options();
        int width = options.width();
        long[] known = random.longs(keyCount).toArray();
        known[0] = random.nextBoolean() ? 0 : -1;
        TreeMap<Long, OracleRow> oracle = new TreeMap<>();
        Map<Long, Integer> pending = new HashMap<>();
        for (int operation = 0; operation < 400; operation++) {
            int count = random.nextInt(60);
            int from = random.nextInt(5);
            long[] keys = new long[from + count + random.nextInt(3)];
            for (int i = 0; i < keys.length; i++) {
                // Some keys come much more often than others.
                keys[i] = known[(int) (keyCount * Math.pow(random.nextDouble(), 3))];
            }
            long stamp = operation - random.nextInt(5);
            int[] rows = new int[count + 2];
            table.sight(keys, from, count, stamp, rows, 2);
            for (int i = 0; i < count; i++) {
                long key = keys[from + i];
                OracleRow row = oracle.get(key);
                if (row == null && pending.merge(key, 1, Integer::sum) < options.admitAfter()) {
                    assertThat(rows[2 + i]).as(seed).isEqualTo(EmbeddingTable.NO_ROW);
                    continue;
                }
                if (row == null) {
                    float[] vector = new float[width];
                    options.initial().fill(key, vector);
                    float[] sums = new float[options.accumulator().floats(width)];
                    Arrays.fill(sums, options.initialAccumulator());
                    row = new OracleRow(vector, sums);
                    row.sightings = pending.remove(key);
                    row.stamp = stamp;
                    oracle.put(key, row);
                } else {
                    row.sightings++;
                    row.stamp = Math.max(row.stamp, stamp);
                }
                assertThat(rows[2 + i]).as(seed).isNotNegative();
            }
            float[] gradients = new float[1 + count * width];
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = (float) random.nextGaussian();
            }
            int[] times = random.ints(2 + count, 0, 4).toArray();
            int split = options.accumulator() == Accumulator.PER_ROW ? width : 1 + random.nextInt(width);
            table.adagrad(rows, times, 2, count, gradients, 1, steps(split, width));
            for (int i = 0; i < count; i++) {
                OracleRow row = oracle.get(keys[from + i]);
                // Not admitted when this sighting came, though it may have been by a later one of the same batch.
                if (rows[2 + i] != EmbeddingTable.NO_ROW) {
                    row.step(gradients, 1 + i * width, times[2 + i], split, options.accumulator());
                }
            }
            if (random.nextInt(20) == 0) {
                long olderThan = operation - random.nextInt(40);
                long before = oracle.size();
                oracle.values().removeIf(row -> row.stamp < olderThan);
                assertThat(table.expire(olderThan)).as(seed).isEqualTo(before - oracle.size());
            }
            if (random.nextInt(10) == 0) {
                assertSame(table, oracle, known, seed);
            }
        }
        assertSame(table, oracle, known, seed);
    }

    private static void assertSame(EmbeddingTable table, TreeMap<Long, OracleRow> oracle, long[] known, String seed) {
        int width = table.width();
        assertThat(table.size()).as(seed).isEqualTo(oracle.size());
        float[] out = new float[3 + known.length * width];
        Arrays.fill(out, 7);
        int found = table.lookup(known, 0, known.length, out, 3);
        float[] frozen = new float[out.length];
        Arrays.fill(frozen, 7);
        FrozenEmbeddings copy = table.freeze();
        assertThat(copy.lookup(known, 0, known.length, frozen, 3)).isEqualTo(found);
        assertThat(frozen).as(seed).isEqualTo(out);
        assertThat(copy.keys()).isEqualTo(table.keys());
        int expectedFound = 0;
        for (int i = 0; i < known.length; i++) {
            OracleRow row = oracle.get(known[i]);
            expectedFound += row == null ? 0 : 1;
            assertThat(Arrays.copyOfRange(out, 3 + i * width, 3 + (i + 1) * width))
                    .as(seed)
                    .isEqualTo(row == null ? new float[width] : row.vector);
        }
        assertThat(found).isEqualTo(expectedFound);
        List<Long> keys = new ArrayList<>();
        table.forEach((key, row) -> {
            keys.add(key);
            assertThat(table.sightings(row)).as(seed).isEqualTo(oracle.get(key).sightings);
            assertThat(table.lastUse(row)).as(seed).isEqualTo(oracle.get(key).stamp);
        });
        assertThat(keys).as(seed).containsExactlyElementsOf(oracle.keySet());
    }

    @Test
    void aMillionKeysEachHaveTheirOwnRow() {
        int count = 1_000_000;
        try (EmbeddingTable table =
                new EmbeddingTable(EmbeddingOptions.of(2, SMALL).withAdmission(2, 1 << 20))) {
            long[] keys = new long[1000];
            int[] rows = new int[1000];
            float[] gradients = new float[2000];
            // Neighbours, and keys that differ in the highest bits alone: what a careless hash would throw together.
            for (int pass = 0; pass < 2; pass++) {
                for (int start = 0; start < count; start += keys.length) {
                    for (int i = 0; i < keys.length; i++) {
                        keys[i] = key(start + i);
                    }
                    table.sight(keys, 0, keys.length, 1, rows, 0);
                    if (pass == 0) {
                        assertThat(rows).containsOnly(EmbeddingTable.NO_ROW);
                    }
                }
                assertThat(table.size()).isEqualTo(pass * count);
            }
            boolean[] taken = new boolean[count];
            int[] times = once(keys.length);
            float[] before = new float[2000];
            float[] after = new float[2000];
            for (int start = 0; start < count; start += keys.length) {
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = key(start + i);
                    gradients[2 * i] = start + i - 500_000.5f;
                }
                table.sight(keys, 0, keys.length, 2, rows, 0);
                for (int row : rows) {
                    assertThat(taken[row]).isFalse();
                    taken[row] = true;
                }
                table.lookup(keys, 0, keys.length, before, 0);
                table.adagrad(rows, times, 0, keys.length, gradients, 0, step(2, 1, 0));
                table.read(rows, 0, keys.length, after, 0);
                for (int i = 0; i < keys.length; i++) {
                    double gradient = gradients[2 * i];
                    double step = gradient / (Math.sqrt(0.1 + gradient * gradient) + EPSILON);
                    // Only this key's step has touched its row.
                    assertThat((double) after[2 * i]).isCloseTo(before[2 * i] - step, within(1e-6));
                    assertThat(Math.abs(before[2 * i])).isLessThanOrEqualTo(0.01f);
                    assertThat(after[2 * i + 1]).isEqualTo(before[2 * i + 1]);
                }
            }
            assertThat(table.bytes()).isLessThan(200_000_000);
        }
    }

    private static long key(int number) {
        return switch (number % 3) {
            case 0 -> number;
            case 1 -> (long) number << 40;
            default -> -number;
        };
    }

    @Test
    void theOrderInWhichKeysComeChangesNoVector() {
        long[] keys = new Random(11).longs(5000).toArray();
        long[] backwards = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            backwards[i] = keys[keys.length - 1 - i];
        }
        float[] forth = new float[keys.length * 5];
        float[] back = new float[keys.length * 5];
        float[] other = new float[keys.length * 5];
        fill(keys, keys, 1, forth);
        fill(backwards, keys, 1, back);
        fill(keys, keys, 2, other);
        assertThat(back).isEqualTo(forth);
        assertThat(other).isNotEqualTo(forth);
        double sum = 0;
        double squares = 0;
        for (float element : forth) {
            assertThat(Math.abs(element)).isLessThanOrEqualTo(0.5f);
            sum += element;
            squares += element * element;
        }
        // Uniform in ±0.5: mean 0, variance 1/12.
        assertThat(sum / forth.length).isCloseTo(0, within(0.01));
        assertThat(squares / forth.length).isCloseTo(1 / 12.0, within(0.002));
    }

    private static void fill(long[] order, long[] asked, long seed, float[] out) {
        try (EmbeddingTable table = new EmbeddingTable(EmbeddingOptions.of(5, InitialVector.uniform(seed, 0.5f)))) {
            table.sight(order, 0, order.length, 1, new int[order.length], 0);
            assertThat(table.lookup(asked, 0, asked.length, out, 0)).isEqualTo(asked.length);
        }
    }

    @Test
    void aKeyWithoutARowReadsZerosAndLearnsNothing() {
        try (EmbeddingTable table =
                new EmbeddingTable(EmbeddingOptions.of(2, SMALL).withAdmission(3, 100))) {
            long[] keys = {5, 5};
            int[] rows = new int[2];
            table.sight(keys, 0, 2, 1, rows, 0);
            float[] out = {1, 1, 1, 1};
            table.adagrad(rows, once(2), 0, 2, new float[] {1, 1, 1, 1}, 0, step(2, RATE, L2));
            table.read(rows, 0, 2, out, 0);
            assertThat(out).containsOnly(0);
            assertThat(table.lookup(keys, 0, 2, out, 0)).isZero();
            table.sight(keys, 0, 1, 1, rows, 0);
            float[] first = new float[2];
            SMALL.fill(5, first);
            table.read(rows, 0, 1, out, 0);
            assertThat(Arrays.copyOf(out, 2)).isEqualTo(first);
            assertThat(table.sightings(rows[0])).isEqualTo(3);
        }
    }

    @Test
    void manyRareKeysTakeBoundedMemoryAndNoneIsAdmittedTooEarly() {
        int capacity = 1000;
        try (EmbeddingTable table =
                new EmbeddingTable(EmbeddingOptions.of(2, SMALL).withAdmission(2, capacity))) {
            int[] row = new int[1];
            long most = 0;
            for (long key = 0; key < 200_000; key++) {
                table.sight(new long[] {key}, 0, 1, key, row, 0);
                assertThat(row[0]).isEqualTo(EmbeddingTable.NO_ROW);
                most = Math.max(most, table.bytes());
            }
            assertThat(most).isLessThan(100_000);
            // So many others in between are no reason to forget a key.
            table.sight(new long[] {200_000 - capacity}, 0, 1, 0, row, 0);
            assertThat(row[0]).isNotEqualTo(EmbeddingTable.NO_ROW);
            table.sight(new long[] {0}, 0, 1, 0, row, 0);
            assertThat(row[0]).isEqualTo(EmbeddingTable.NO_ROW);
        }
    }

    @Test
    void whatExpiresStartsAnewInTheMemoryThatWasThere() {
        try (EmbeddingTable table =
                new EmbeddingTable(EmbeddingOptions.of(4, SMALL).withAdmission(2, 100_000))) {
            long[] keys = new Random(1).longs(20_000).toArray();
            int[] rows = new int[keys.length];
            table.sight(keys, 0, keys.length, 10, rows, 0);
            table.sight(keys, 0, keys.length, 10, rows, 0);
            table.sight(keys, 0, 5000, 20, rows, 0);
            float[] gradients = new float[keys.length * 4];
            Arrays.fill(gradients, 1);
            table.adagrad(rows, once(keys.length), 0, keys.length, gradients, 0, step(4, RATE, 0));
            long bytes = table.bytes();
            assertThat(table.expire(10)).isZero();
            assertThat(table.expire(11)).isEqualTo(15_000);
            assertThat(table.size()).isEqualTo(5000);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.read(rows, 0, keys.length, gradients, 0))
                    .withMessageContaining("expired");
            float[] out = new float[keys.length * 4];
            assertThat(table.lookup(keys, 0, keys.length, out, 0)).isEqualTo(5000);
            table.sight(keys, 5000, 15_000, 30, rows, 5000);
            assertThat(table.size()).as("admission starts anew").isEqualTo(5000);
            table.sight(keys, 5000, 15_000, 30, rows, 5000);
            assertThat(table.size()).isEqualTo(20_000);
            table.read(rows, 5000, 15_000, out, 0);
            float[] first = new float[4];
            SMALL.fill(keys[5000], first);
            assertThat(Arrays.copyOf(out, 4)).isEqualTo(first);
            assertThat(table.bytes()).isEqualTo(bytes);
            assertThat(table.expire(Long.MAX_VALUE)).isEqualTo(20_000);
            assertThat(table.keys()).isEmpty();
        }
    }

    @Test
    void aStepThatIsRefusedChangesNothing() {
        try (EmbeddingTable table = new EmbeddingTable(EmbeddingOptions.of(2, SMALL))) {
            int[] rows = new int[2];
            table.sight(new long[] {1, 2}, 0, 2, 1, rows, 0);
            float[] before = new float[4];
            table.read(rows, 0, 2, before, 0);
            List<ColumnStep> step = step(2, 1, 0);
            float[] zeros = new float[4];
            float[] wrong = {1, 1, 1, Float.NaN};
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.adagrad(rows, once(2), 0, 2, wrong, 0, step))
                    .withMessageContaining("gradients[3] is NaN");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.adagrad(new int[] {rows[0], 2}, once(2), 0, 2, zeros, 0, step))
                    .withMessageContaining("row 2 is none of this table's");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.adagrad(rows, new int[] {1, -1}, 0, 2, zeros, 0, step))
                    .withMessage("times[1] is -1; allowed: 0 or more");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.adagrad(rows, once(2), 0, 2, zeros, 0, step(3, 1, 0)))
                    .withMessageContaining("columns one after the other from 0 to 2 are");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ColumnStep(0, 2, 0, 1, 0))
                    .withMessage("rate is 0.0; allowed: above 0, finite");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.write(rows[0], wrong, 2))
                    .withMessage("vector[3] is NaN; only finite numbers are allowed");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.writeSums(rows[0], new float[] {0, -1}, 0))
                    .withMessage("sums[1] is -1.0; allowed: 0 or more, finite");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> table.adagrad(rows, once(2), 0, 2, zeros, 1, step));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> table.lookup(new long[2], 1, 2, new float[4], 0));
            float[] after = new float[4];
            table.read(rows, 0, 2, after, 0);
            assertThat(after).isEqualTo(before);
        }
    }

    @Test
    void gradientsOfAnySizeLeaveFiniteNumbers() {
        for (Accumulator accumulator : Accumulator.values()) {
            EmbeddingOptions options = EmbeddingOptions.of(2, SMALL).withAccumulator(accumulator, 0);
            try (EmbeddingTable table = new EmbeddingTable(options)) {
                int[] rows = new int[1];
                table.sight(new long[] {1}, 0, 1, 1, rows, 0);
                for (int i = 0; i < 3; i++) {
                    float[] gradient = {Float.MAX_VALUE, i == 0 ? 0 : Float.MIN_VALUE};
                    table.adagrad(rows, once(1), 0, 1, gradient, 0, step(2, RATE, 0));
                }
                float[] out = new float[2];
                table.read(rows, 0, 1, out, 0);
                assertThat(Float.isFinite(out[0]) && Float.isFinite(out[1])).isTrue();
            }
        }
    }

    @Test
    void severalSightingsAtOnceCountAsOneAfterTheOther() {
        try (EmbeddingTable table =
                new EmbeddingTable(EmbeddingOptions.of(2, SMALL).withAdmission(5, 100))) {
            assertThat(table.sight(7, 3, 1)).isEqualTo(EmbeddingTable.NO_ROW);
            assertThat(table.sight(7, 1, 2)).isEqualTo(EmbeddingTable.NO_ROW);
            assertThat(table.row(7)).isEqualTo(EmbeddingTable.NO_ROW);
            int row = table.sight(7, 4, 3);
            assertThat(table.row(7)).isEqualTo(row).isNotNegative().isLessThan(table.rows());
            assertThat(table.sightings(row)).isEqualTo(8);
            assertThat(table.sight(7, Integer.MAX_VALUE, 2)).isEqualTo(row);
            assertThat(table.sightings(row)).isEqualTo(Integer.MAX_VALUE);
            assertThat(table.lastUse(row)).isEqualTo(3);
            assertThat(table.sightings(table.sight(8, 5, 4))).isEqualTo(5);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.sight(7, 0, 1))
                    .withMessage("times is 0; allowed: above 0");
        }
    }

    @Test
    void whatIsWrittenIsReadAddedAndFrozenByColumns() {
        try (EmbeddingTable table = new EmbeddingTable(EmbeddingOptions.of(3, SMALL))) {
            int other = table.sight(4, 1, 1);
            int row = table.sight(5, 1, 1);
            table.write(row, new float[] {0, 1, 2, 3}, 1);
            float[] out = new float[4];
            table.read(row, out, 1);
            assertThat(out).containsExactly(0, 1, 2, 3);
            table.add(row, 1, 3, -2, out, 1);
            assertThat(out).containsExactly(0, -3, -4, 3);
            table.add(EmbeddingTable.NO_ROW, 0, 3, 1, out, 0);
            assertThat(out).containsExactly(0, -3, -4, 3);
            table.writeSums(row, new float[] {7, 8, 9}, 0);
            table.readSums(row, out, 0);
            assertThat(out).containsExactly(7, 8, 9, 3);
            table.readSums(other, out, 0);
            assertThat(out).containsExactly(0.1f, 0.1f, 0.1f, 3);
            FrozenEmbeddings columns = table.freeze(1, 3);
            assertThat(columns.width()).isEqualTo(2);
            assertThat(columns.lookup(new long[] {5}, 0, 1, out, 0)).isOne();
            assertThat(out).containsExactly(2, 3, 0.1f, 3);
            assertThatIllegalArgumentException().isThrownBy(() -> table.freeze(1, 1));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> table.freeze(1, 4));
        }
    }

    @Test
    void aClosedTableRefusesAndMayBeClosedAgain() {
        EmbeddingTable table = new EmbeddingTable(EmbeddingOptions.of(2, SMALL));
        table.sight(new long[] {1}, 0, 1, 1, new int[1], 0);
        FrozenEmbeddings frozen = table.freeze();
        table.close();
        table.close();
        assertThatIllegalStateException().isThrownBy(() -> table.lookup(new long[] {1}, 0, 1, new float[2], 0));
        assertThat(frozen.lookup(new long[] {1}, 0, 1, new float[2], 0)).isOne();
    }

    @Test
    void optionsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingOptions.of(0, SMALL))
                .withMessage("width is 0; allowed: 1 to 4096");
        assertThatIllegalArgumentException().isThrownBy(() -> InitialVector.uniform(1, Float.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingOptions.of(1, SMALL).withAdmission(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingOptions.of(1, SMALL).withAccumulator(Accumulator.PER_ROW, -1));
    }
}
