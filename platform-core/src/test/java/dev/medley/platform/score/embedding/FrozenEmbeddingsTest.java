package dev.medley.platform.score.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FrozenEmbeddingsTest {
    private static final int WIDTH = 6;

    @Test
    void givesWhatItWasMadeOfAndZerosElsewhere() {
        FrozenEmbeddings embeddings =
                FrozenEmbeddings.of(2, new long[] {7, Long.MIN_VALUE, 0}, new float[] {1, 2, 3, 4, 5, 6});
        float[] out = new float[9];
        out[0] = 9;
        out[3] = 9;
        assertThat(embeddings.lookup(new long[] {1, 0, 8, 7, Long.MIN_VALUE}, 1, 4, out, 1))
                .isEqualTo(3);
        assertThat(out).containsExactly(9, 5, 6, 0, 0, 1, 2, 3, 4);
        assertThat(embeddings.width()).isEqualTo(2);
        assertThat(embeddings.size()).isEqualTo(3);
        assertThat(embeddings.has(0)).isTrue();
        assertThat(embeddings.has(1)).isFalse();
        assertThat(embeddings.keys()).containsExactly(Long.MIN_VALUE, 0, 7);
        assertThat(FrozenEmbeddings.of(3, new long[0], new float[0]).lookup(new long[] {0}, 0, 1, new float[3], 0))
                .isZero();
    }

    @Test
    void addsAVectorWhereThereIsOne() {
        FrozenEmbeddings embeddings = FrozenEmbeddings.of(2, new long[] {7, 9}, new float[] {1, 2, 3, 4});
        float[] sum = {1, 1, 1};
        assertThat(embeddings.addTo(9, sum, 1)).isTrue();
        assertThat(embeddings.addTo(7, sum, 1)).isTrue();
        assertThat(embeddings.addTo(8, sum, 1)).isFalse();
        assertThat(sum).containsExactly(1, 5, 7);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> embeddings.addTo(8, sum, 2));
        assertThat(FrozenEmbeddings.none().width()).isZero();
        assertThat(FrozenEmbeddings.none().addTo(7, sum, 0)).isFalse();
        assertThat(FrozenEmbeddings.none().keys()).isEmpty();
    }

    @Test
    void refusesWhatItCannotBeMadeOf() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrozenEmbeddings.of(1, new long[] {4, 5, 4}, new float[3]))
                .withMessage("keys[2] is 4, and so is keys[0]; each is allowed once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrozenEmbeddings.of(2, new long[] {4, 5}, new float[] {0, 0, 0, Float.NaN}))
                .withMessage("element 1 of keys[1] is NaN; only finite numbers are allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrozenEmbeddings.of(2, new long[] {4, 5}, new float[3]))
                .withMessage("vectors has 3 floats; 2 keys of width 2 take 4");
        assertThatIllegalArgumentException().isThrownBy(() -> FrozenEmbeddings.of(0, new long[0], new float[0]));
        FrozenEmbeddings one = FrozenEmbeddings.of(2, new long[] {4}, new float[2]);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> one.lookup(new long[] {4}, 0, 1, new float[2], 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> one.lookup(new long[] {4}, 0, 2, new float[4], 0));
    }

    /** Readers see the copy of one moment and never a mixture, while training goes on and copies are swapped. */
    @Test
    void anyNumberOfThreadsReadWhileTheTableGoesOn() throws Exception {
        try (EmbeddingTable table = new EmbeddingTable(EmbeddingOptions.of(WIDTH, InitialVector.uniform(1, 0))
                        .withAccumulator(Accumulator.PER_ELEMENT, 0));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            long[] keys = new Random(2).longs(2000).toArray();
            int[] rows = new int[keys.length];
            float[] gradients = new float[keys.length * WIDTH];
            Arrays.fill(gradients, -1);
            int[] times = new int[rows.length];
            List<ColumnStep> step = List.of(new ColumnStep(0, WIDTH, 1, 1e-9f, 0));
            table.sight(keys, 0, keys.length, 1, rows, 0);
            AtomicReference<FrozenEmbeddings> serving = new AtomicReference<>(table.freeze());
            int copies = 60;
            CountDownLatch reading = new CountDownLatch(4);
            List<Future<Void>> readers = new ArrayList<>();
            for (int reader = 0; reader < 4; reader++) {
                readers.add(threads.submit(() -> read(serving, keys, copies, reading)));
            }
            reading.await();
            for (int copy = 0; copy < copies; copy++) {
                table.adagrad(rows, times, 0, rows.length, gradients, 0, step);
                serving.set(table.freeze());
            }
            // A mark after which every reader ends.
            serving.set(FrozenEmbeddings.of(WIDTH, new long[0], new float[0]));
            for (Future<Void> reader : readers) {
                reader.get();
            }
        }
    }

    private static Void read(
            AtomicReference<FrozenEmbeddings> serving, long[] keys, int copies, CountDownLatch reading) {
        float[] out = new float[keys.length * WIDTH];
        float last = -1;
        while (true) {
            FrozenEmbeddings embeddings = serving.get();
            if (embeddings.size() == 0) {
                return null;
            }
            assertThat(embeddings.lookup(keys, 0, keys.length, out, 0)).isEqualTo(keys.length);
            for (float element : out) {
                if (element != out[0]) {
                    throw new AssertionError("one copy holds " + out[0] + " and " + element);
                }
            }
            // 1 + 1/√2 + 1/√3 …: each copy is above the one before.
            assertThat(out[0]).isGreaterThanOrEqualTo(last).isLessThan(2 * (float) Math.sqrt(copies) + 1);
            last = out[0];
            reading.countDown();
        }
    }
}
