package dev.medley.platform.train.sparse;

import dev.medley.platform.score.sparse.KeyBag;
import dev.medley.platform.score.sparse.KeyTable;
import dev.medley.platform.train.TrainingStoppedException;
import dev.medley.platform.train.example.Examples;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;

/**
 * Which keys get weights: those that stand in enough rows. Counts in a sketch of fixed size, which can only count too
 * many; so the memory is bounded by what is admitted, not by what is seen (McMahan et al., "Ad Click Prediction: a View
 * from the Trenches", KDD 2013, section 4.1).
 */
public final class Admission {
    private static final int SKETCH_BITS = 24;
    private static final int MOST_COUNTED = 127;

    private Admission() {}

    /** Writes the keys of a row. */
    public interface RowKeys {
        /** Clears the bag and fills it with the row's keys. */
        void fill(Examples examples, int row, KeyBag bag);
    }

    /**
     * The keys that are admitted.
     *
     * @param minRows a key stands in at least so many rows, 1 to 127; doubled until no more than {@code maxKeys} do
     */
    public static KeyTable admit(Examples examples, RowKeys keys, int minRows, int maxKeys) {
        KeyBag bag = new KeyBag();
        byte[] sketch = new byte[1 << SKETCH_BITS];
        for (int row = 0; row < examples.count(); row++) {
            checkStopped(row);
            keys.fill(examples, row, bag);
            for (int i = 0; i < bag.count(); i++) {
                int cell = cell(bag.key(i));
                if (sketch[cell] < MOST_COUNTED) {
                    sketch[cell]++;
                }
            }
        }
        for (int least = minRows; ; least = Math.min(2 * least, MOST_COUNTED)) {
            LongOpenHashSet admitted = new LongOpenHashSet();
            for (int row = 0; row < examples.count() && admitted.size() <= maxKeys; row++) {
                checkStopped(row);
                keys.fill(examples, row, bag);
                for (int i = 0; i < bag.count(); i++) {
                    if (sketch[cell(bag.key(i))] >= least) {
                        admitted.add(bag.key(i));
                    }
                }
            }
            if (admitted.size() <= maxKeys || least == MOST_COUNTED) {
                long[] sorted = admitted.toLongArray();
                Arrays.sort(sorted);
                return new KeyTable(sorted);
            }
        }
    }

    private static int cell(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> Long.SIZE - SKETCH_BITS);
    }

    static void checkStopped(int row) {
        if ((row & 0xFFF) == 0) {
            TrainingStoppedException.throwIfInterrupted();
        }
    }
}
