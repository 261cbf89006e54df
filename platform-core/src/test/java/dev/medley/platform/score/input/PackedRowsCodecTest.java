package dev.medley.platform.score.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedRowsCodecTest {
    @Test
    void rowsComeBackToTheBit() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            RequestRows rows = rows(random, random.nextInt(300));
            byte[] bytes = PackedRowsCodec.encode(rows);
            RequestRows back = PackedRowsCodec.decode(bytes);
            assertThat(back).as("seed %d", seed).usingRecursiveComparison().isEqualTo(rows);
            assertThat(PackedRowsCodec.encode(back)).isEqualTo(bytes);
        }
    }

    @Test
    void theLongestHistoryFits() {
        RequestRows rows = rows(new Random(1), HistoryInput.MAX_EVENTS);
        byte[] bytes = PackedRowsCodec.encode(rows);
        assertThat(PackedRowsCodec.decode(bytes)).usingRecursiveComparison().isEqualTo(rows);
        assertThat(bytes.length).isLessThan(20 * HistoryInput.MAX_EVENTS);
    }

    @Test
    void bytesThatAreCutOrChangedOrContinuedAreRefusedOrOtherRows() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        byte[] whole = PackedRowsCodec.encode(rows(random, 20));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PackedRowsCodec.decode(cut))
                    .as("seed %d, length %d", seed, length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PackedRowsCodec.decode(Arrays.copyOf(whole, whole.length + 1)))
                .hasMessageContaining("1 bytes follow");
        byte[] other = whole.clone();
        other[0] = 9;
        assertThatThrownBy(() -> PackedRowsCodec.decode(other)).hasMessageContaining("version 9 is not known; 1 is");
        for (int round = 0; round < 5_000; round++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            try {
                PackedRowsCodec.decode(changed);
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).as("seed %d", seed).isNotBlank();
            }
        }
    }

    private static RequestRows rows(Random random, int events) {
        long[] pool = random.longs(1 + random.nextInt(40)).toArray();
        long[][] columns = new long[4][events];
        long[] times = new long[events];
        for (int i = 0; i < events; i++) {
            columns[0][i] = random.nextLong();
            for (int column = 1; column < columns.length; column++) {
                columns[column][i] = random.nextInt(5) == 0 ? 0 : pool[random.nextInt(pool.length)];
            }
            times[i] = random.nextInt(3) == 0 ? 0 : 1_700_000_000L + random.nextInt(10_000_000);
        }
        HistoryInput history = new HistoryInput(columns[0], columns[1], columns[2], columns[3], times);
        int count = 1 + random.nextInt(20);
        int width = random.nextInt(30);
        ItemInput[] items = new ItemInput[count];
        int[] domains = new int[count];
        for (int row = 0; row < count; row++) {
            items[row] = new ItemInput(keys(random));
            domains[row] = random.nextInt(6) - 1;
        }
        float[] statistics = new float[count * width];
        for (int i = 0; i < statistics.length; i++) {
            statistics[i] = (float) random.nextGaussian();
        }
        return new RequestRows(
                new RequestInput(keys(random), history),
                random.nextInt(events + 1),
                random.nextBoolean() ? 0 : random.nextLong(),
                items,
                domains,
                statistics,
                width);
    }

    private static FieldKeys keys(Random random) {
        int count = random.nextInt(15);
        byte[] fields = new byte[count];
        for (int i = 0; i < count; i++) {
            fields[i] = (byte) random.nextInt(InputField.ALL.size());
        }
        Arrays.sort(fields);
        return new FieldKeys(random.longs(count).toArray(), fields);
    }
}
