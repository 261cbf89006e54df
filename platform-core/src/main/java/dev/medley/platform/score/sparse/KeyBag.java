package dev.medley.platform.score.sparse;

import dev.medley.platform.score.input.FieldKeys;
import java.util.Arrays;

/** Keys with their values, refilled row after row. One thread. */
public final class KeyBag {
    private long[] keys = new long[64];
    private float[] values = new float[64];
    private int count;

    /** Empties it. */
    public void clear() {
        count = 0;
    }

    /** Adds a key. */
    public void add(long key, float value) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        keys[count] = key;
        values[count++] = value;
    }

    /** Adds all keys; those of one field have a norm of 1 together, so that long lists do not drown the others. */
    public void add(FieldKeys source) {
        int from = 0;
        while (from < source.count()) {
            int to = from + 1;
            while (to < source.count() && source.fields()[to] == source.fields()[from]) {
                to++;
            }
            float value = share(to - from);
            for (int i = from; i < to; i++) {
                add(source.keys()[i], value);
            }
            from = to;
        }
    }

    /** The value of each of so many keys of one field. */
    static float share(int keysOfField) {
        return keysOfField == 1 ? 1 : (float) (1 / Math.sqrt(keysOfField));
    }

    /** How many keys there are. */
    public int count() {
        return count;
    }

    /** A key. */
    public long key(int index) {
        return keys[index];
    }

    /** Its value. */
    public float value(int index) {
        return values[index];
    }
}
