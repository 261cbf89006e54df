package dev.medley.platform.score.embedding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A map from long to int, not negative, outside the heap. The whole key is kept, so it never takes one for another.
 *
 * <p>Open addressing with linear probing, at most 5/8 full. Monolith takes cuckoo hashing, which bounds a look-up by two
 * places for readers beside a writer; here no reader is beside a writer, a probe most often ends in the memory line in
 * which it began (cuckoo's two places are always two lines), and an insertion moves nobody. A slot is 12 bytes. Growing
 * doubles it and moves every key at once.
 *
 * <p>One writer and no reader beside it, or any number of readers.
 */
final class KeyIndex implements AutoCloseable {
    /** What is not there. */
    static final int ABSENT = -1;

    private static final ValueLayout.OfLong KEY = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt VALUE = ValueLayout.JAVA_INT_UNALIGNED;
    private static final long SLOT_BYTES = 12;
    private static final long VALUE_AT = 8;
    private static final long FEWEST_SLOTS = 16;

    private final Lifetime lifetime;
    private Arena arena;
    private MemorySegment slots;
    private long mask;
    private long size;

    /** When the memory is given back. */
    enum Lifetime {
        /** When it is no longer needed, or closed. */
        CLOSED {
            @Override
            Arena open() {
                return Arena.ofShared();
            }

            @Override
            void end(Arena arena) {
                arena.close();
            }
        },
        /** When nobody can reach it. */
        COLLECTED {
            @Override
            Arena open() {
                return Arena.ofAuto();
            }

            @Override
            void end(Arena arena) {
                // The collector's.
            }
        };

        abstract Arena open();

        abstract void end(Arena arena);
    }

    /** An empty one, with room for so many before it grows. */
    KeyIndex(long expected, Lifetime lifetime) {
        this.lifetime = lifetime;
        allocate(slotsFor(expected));
    }

    long size() {
        return size;
    }

    long bytes() {
        return slots.byteSize();
    }

    /** The key's value, or {@link #ABSENT}. */
    int get(long key) {
        return slots.get(VALUE, slotOf(key) * SLOT_BYTES + VALUE_AT);
    }

    /** Sets a key's value, 0 or more. */
    void put(long key, int value) {
        long at = slotOf(key) * SLOT_BYTES;
        if (slots.get(VALUE, at + VALUE_AT) == ABSENT) {
            add(key, value, at);
        } else {
            slots.set(VALUE, at + VALUE_AT, value);
        }
    }

    /** Sets the value, 0 or more, of a key that has none, and tells the one it had, {@link #ABSENT} if none. */
    int putIfAbsent(long key, int value) {
        long at = slotOf(key) * SLOT_BYTES;
        int earlier = slots.get(VALUE, at + VALUE_AT);
        if (earlier == ABSENT) {
            add(key, value, at);
        }
        return earlier;
    }

    /** Empties it, and makes it as small as so many need. */
    void clear(long expected) {
        lifetime.end(arena);
        size = 0;
        allocate(slotsFor(expected));
    }

    /** Copies all keys, in no order that means anything. */
    long[] keys() {
        long[] keys = new long[Math.toIntExact(size)];
        int count = 0;
        for (long at = 0; at < slots.byteSize(); at += SLOT_BYTES) {
            if (slots.get(VALUE, at + VALUE_AT) != ABSENT) {
                keys[count] = slots.get(KEY, at);
                count++;
            }
        }
        return keys;
    }

    @Override
    public void close() {
        lifetime.end(arena);
    }

    /** The key's slot, or the free one where it would be put. There is always a free one. */
    private long slotOf(long key) {
        long slot = KeyMix.of(key) & mask;
        while (true) {
            long at = slot * SLOT_BYTES;
            if (slots.get(VALUE, at + VALUE_AT) == ABSENT || slots.get(KEY, at) == key) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
    }

    private void add(long key, int value, long free) {
        long at = free;
        if (isFull()) {
            grow();
            at = slotOf(key) * SLOT_BYTES;
        }
        slots.set(KEY, at, key);
        slots.set(VALUE, at + VALUE_AT, value);
        size++;
    }

    private boolean isFull() {
        return 8 * (size + 1) > 5 * (mask + 1);
    }

    private void grow() {
        Arena old = arena;
        MemorySegment from = slots;
        allocate(2 * (mask + 1));
        for (long at = 0; at < from.byteSize(); at += SLOT_BYTES) {
            int value = from.get(VALUE, at + VALUE_AT);
            if (value != ABSENT) {
                long key = from.get(KEY, at);
                long to = slotOf(key) * SLOT_BYTES;
                slots.set(KEY, to, key);
                slots.set(VALUE, to + VALUE_AT, value);
            }
        }
        lifetime.end(old);
    }

    private void allocate(long count) {
        arena = lifetime.open();
        slots = arena.allocate(count * SLOT_BYTES, Long.BYTES);
        // Every value becomes ABSENT.
        slots.fill((byte) 0xFF);
        mask = count - 1;
    }

    private static long slotsFor(long expected) {
        long needed = Math.max(FEWEST_SLOTS, expected * 8 / 5 + 1);
        return Long.highestOneBit(needed - 1) << 1;
    }
}
