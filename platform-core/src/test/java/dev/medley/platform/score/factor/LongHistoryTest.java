package dev.medley.platform.score.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LongHistoryTest {
    private static final int ITEMS = 60;

    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void bucketsSayWhatASumOverTheHistorySays() {
        byte[] signatures = signatures();
        for (int trial = 0; trial < 50; trial++) {
            LongHistory history = new LongHistory(signatures);
            boolean[] in = new boolean[ITEMS];
            float[] said = new float[ITEMS];
            for (int item = 0; item < ITEMS; item++) {
                in[item] = random.nextInt(3) == 0;
                said[item] = 1 + random.nextInt(5);
                if (in[item]) {
                    history.add(item, said[item]);
                }
            }
            float mean = 3 * random.nextFloat();
            for (int item = 0; item < ITEMS; item++) {
                float[] numbers = {7, 0, 0, 7};
                history.write(item, in[item], said[item], mean, numbers, 1);
                double sum = 0;
                double count = 0;
                for (int group = 0; group < LongHistory.GROUPS; group++) {
                    double there = 0;
                    double outcomes = 0;
                    for (int other = 0; other < ITEMS; other++) {
                        boolean meets = signatures[other * LongHistory.GROUPS + group]
                                == signatures[item * LongHistory.GROUPS + group];
                        if (other != item && in[other] && meets) {
                            there++;
                            outcomes += said[other];
                        }
                    }
                    sum += (outcomes - there * mean) / (there + 2);
                    count += there;
                }
                assertThat(numbers[1]).as("seed %s", seed).isCloseTo((float) (sum / LongHistory.GROUPS), within(1e-4f));
                assertThat(numbers[2])
                        .as("seed %s", seed)
                        .isCloseTo((float) Math.log1p(count / LongHistory.GROUPS), within(1e-5f));
                assertThat(numbers[0]).isEqualTo(7);
                assertThat(numbers[3]).isEqualTo(7);
            }
        }
    }

    @Test
    void signaturesAreInTheirRangeAndLikeItemsMeetMoreOften() {
        int rank = 6;
        float[] vectors = new float[3 * rank];
        for (int i = 0; i < rank; i++) {
            vectors[i] = (float) random.nextGaussian();
            vectors[rank + i] = vectors[i] + 0.01f * (float) random.nextGaussian();
            vectors[2 * rank + i] = -vectors[i];
        }
        byte[] signatures = LongHistory.signaturesOf(vectors, rank, 5);
        assertThat(signatures).hasSize(3 * LongHistory.GROUPS).isEqualTo(LongHistory.signaturesOf(vectors, rank, 5));
        int near = 0;
        int far = 0;
        for (int group = 0; group < LongHistory.GROUPS; group++) {
            byte first = signatures[group];
            assertThat(first).isBetween((byte) 0, (byte) (LongHistory.BUCKETS - 1));
            near += first == signatures[LongHistory.GROUPS + group] ? 1 : 0;
            far += first == signatures[2 * LongHistory.GROUPS + group] ? 1 : 0;
        }
        assertThat(near).as("seed %s", seed).isGreaterThan(LongHistory.GROUPS / 2);
        assertThat(far).as("seed %s", seed).isLessThan(LongHistory.GROUPS / 4);
        assertThat(LongHistory.signaturesOf(vectors, rank, 6)).isNotEqualTo(signatures);
    }

    @Test
    void nothingDoneSaysNothing() {
        float[] numbers = {1, 1};
        new LongHistory(signatures()).write(3, false, 0, 0, numbers, 0);
        assertThat(numbers).containsOnly(0);
    }

    private byte[] signatures() {
        float[] vectors = new float[ITEMS * 8];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) random.nextGaussian();
        }
        return LongHistory.signaturesOf(vectors, 8, 1);
    }
}
