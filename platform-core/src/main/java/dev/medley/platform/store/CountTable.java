package dev.medley.platform.store;

import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Counts by key in whole numbers: a hash table with open addressing that one thread writes and any number read without
 * a lock. A reader may see one key's numbers in the middle of a change, never a change undone. A key whose numbers are
 * all 0 again is dropped when the table grows the next time.
 *
 * <p>A key takes eight bytes and four for each number, at a fill of 30 to 60 %.
 */
final class CountTable {
    private static final VarHandle KEYS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int LEAST_CAPACITY = 1 << 10;
    private static final double MOST_FILLED = 0.6;
    /** Stands for the key 0, which marks a free place. */
    private static final long ZERO = 0x9E3779B97F4A7C15L;

    /** Parts of a one, in units of one over two to this. */
    static final int SHARE_BITS = 24;

    private final int slots;
    private final boolean hasShares;
    private final int width;
    /** Stored again after every change: whoever loads it sees all that was written before. */
    private volatile Rows rows;

    private int used;

    private record Rows(long[] keys, int[] counts) {}

    /**
     * An empty table. A key has the numbers of {@link dev.medley.platform.world.Statistics}, and behind them, where
     * there are shares, for each slot the part of a yes that is not a whole one.
     */
    CountTable(int slots, boolean hasShares) {
        this.slots = slots;
        this.hasShares = hasShares;
        width = width(slots, hasShares);
        rows = empty(LEAST_CAPACITY);
    }

    /** How many numbers a key has. */
    static int width(int slots, boolean hasShares) {
        return 1 + 2 * slots + (hasShares ? slots : 0);
    }

    private Rows empty(int capacity) {
        return new Rows(new long[capacity], new int[Math.multiplyExact(capacity, width)]);
    }

    /** Adds to each key's numbers. Writer only. */
    void add(LongArrayList keys, int[] change) {
        for (int i = 0; i < keys.size(); i++) {
            int at = placeOf(keys.getLong(i)) * width;
            Rows current = rows;
            for (int number = 0; number < width; number++) {
                current.counts[at + number] += change[number];
            }
            if (hasShares) {
                carry(current.counts, at);
            }
        }
        rows = rows;
    }

    /** Parts that have come to a whole are counted as one; so sums are exact, and never overflow. */
    private void carry(int[] counts, int at) {
        for (int slot = 0; slot < slots; slot++) {
            int part = at + 1 + 2 * slots + slot;
            counts[at + 1 + slot] += counts[part] >> SHARE_BITS;
            counts[part] &= (1 << SHARE_BITS) - 1;
        }
    }

    /** The key's place in what is {@link #rows} then: the table may have grown. */
    private int placeOf(long raw) {
        Rows current = rows;
        long key = raw == 0 ? ZERO : raw;
        int place = find(current.keys, key);
        if (current.keys[place] == key) {
            return place;
        }
        if (used + 1 > current.keys.length * MOST_FILLED) {
            grow(current);
            return placeOf(raw);
        }
        used++;
        KEYS.setRelease(current.keys, place, key);
        return place;
    }

    private void grow(Rows old) {
        int live = 0;
        for (int place = 0; place < old.keys.length; place++) {
            live += old.keys[place] != 0 && !isZero(old, place) ? 1 : 0;
        }
        int capacity = old.keys.length;
        while (live + 1 > capacity * MOST_FILLED / 2) {
            capacity *= 2;
        }
        Rows larger = empty(capacity);
        for (int place = 0; place < old.keys.length; place++) {
            if (old.keys[place] != 0 && !isZero(old, place)) {
                int to = find(larger.keys, old.keys[place]);
                larger.keys[to] = old.keys[place];
                System.arraycopy(old.counts, place * width, larger.counts, to * width, width);
            }
        }
        used = live;
        rows = larger;
    }

    private boolean isZero(Rows old, int place) {
        for (int number = 0; number < width; number++) {
            if (old.counts[place * width + number] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Where the key stands, or the free place where it would. */
    private static int find(long[] keys, long key) {
        int mask = keys.length - 1;
        int place = (int) HashCommon.mix(key) & mask;
        while (true) {
            long there = (long) KEYS.getAcquire(keys, place);
            if (there == key || there == 0) {
                return place;
            }
            place = place + 1 & mask;
        }
    }

    /** Reads a key's numbers into {@code 1 + 2 * slots} elements; zeros for an unknown one. Any thread. */
    void read(long raw, float[] into, int at) {
        long key = raw == 0 ? ZERO : raw;
        Rows current = rows;
        int place = find(current.keys, key);
        int count = 1 + 2 * slots;
        if (current.keys[place] != key) {
            Arrays.fill(into, at, at + count, 0);
            return;
        }
        int from = place * width;
        for (int i = 0; i < count; i++) {
            into[at + i] = current.counts[from + i];
        }
        for (int slot = 0; hasShares && slot < slots; slot++) {
            into[at + 1 + slot] += (float) current.counts[from + count + slot] / (1 << SHARE_BITS);
        }
    }

    /** Keys whose numbers are not all 0. Writer only. */
    int keysInUse() {
        Rows current = rows;
        int count = 0;
        for (int place = 0; place < current.keys.length; place++) {
            count += current.keys[place] != 0 && !isZero(current, place) ? 1 : 0;
        }
        return count;
    }

    /** What the arrays take. */
    long bytes() {
        Rows current = rows;
        return (long) current.keys.length * Long.BYTES + (long) current.counts.length * Integer.BYTES;
    }
}
