package dev.medley.platform.score.embedding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A map from long to int, not negative, outside the heap. The whole key is kept, so it never takes one for another.
 *
 * <p>Open addressing with linear probing, at most 5/8 full. Monolith takes cuckoo hashing, which bounds a look-up by two
 * places for readers beside a writer; here no reader is beside a writer, a probe most often ends in the memory line in
 * which it began (cuckoo's two places are always two lines), and an insertion moves nobody. A slot is 16 bytes, so it never
 * lies in two lines, and it is found by one multiplication: keys are hashes already, and the golden ratio's product keeps
 * apart those that are not (Knuth, The Art of Computer Programming 3, section 6.4). Growing doubles it and moves every key
 * at once.
 *
 * <p>One writer and no reader beside it, or any number of readers.
 */
final class KeyIndex implements AutoCloseable {
    /** What is not there. */
    static final int ABSENT = -1;

    private static final ValueLayout.OfLong KEY = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt VALUE = ValueLayout.JAVA_INT;
    private static final int SLOT_BITS = 4;
    private static final long SLOT_BYTES = 1 << SLOT_BITS;
    private static final long VALUE_AT = 8;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long FEWEST_SLOTS = 16;

    private final Lifetime lifetime;
    private Arena arena;
    private MemorySegment slots;
    /** Of byte offsets of slots. */
    private long mask;
    /** What is left of a product is the number of a slot. */
    private int shift;

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
                if (arena.scope().isAlive()) {
                    arena.close();
                }
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
        MemorySegment in = slots;
        long within = mask;
        long at = (key ^ key >>> 32) * GOLDEN >>> shift << SLOT_BITS;
        while (true) {
            int value = in.get(VALUE, at + VALUE_AT);
            if (value == ABSENT || in.get(KEY, at) == key) {
                return value;
            }
            at = at + SLOT_BYTES & within;
        }
    }

    /** Sets a key's value, 0 or more. */
    void put(long key, int value) {
        long at = slotOf(key);
        if (slots.get(VALUE, at + VALUE_AT) == ABSENT) {
            add(key, value, at);
        } else {
            slots.set(VALUE, at + VALUE_AT, value);
        }
    }

    /** Sets the value, 0 or more, of a key that has none, and tells the one it had, {@link #ABSENT} if none. */
    int putIfAbsent(long key, int value) {
        long at = slotOf(key);
        int earlier = slots.get(VALUE, at + VALUE_AT);
        if (earlier == ABSENT) {
            add(key, value, at);
        }
        return earlier;
    }

    /** Empties it, and makes it as small as so many need. */
    void clear(long expected) {
        Arena old = arena;
        allocate(slotsFor(expected));
        lifetime.end(old);
        size = 0;
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

    /** Where the key's slot begins, or the free one where it would be put. There is always a free one. */
    private long slotOf(long key) {
        MemorySegment in = slots;
        long at = (key ^ key >>> 32) * GOLDEN >>> shift << SLOT_BITS;
        while (in.get(VALUE, at + VALUE_AT) != ABSENT && in.get(KEY, at) != key) {
            at = at + SLOT_BYTES & mask;
        }
        return at;
    }

    private void add(long key, int value, long free) {
        long at = free;
        if (isFull()) {
            grow();
            at = slotOf(key);
        }
        slots.set(KEY, at, key);
        slots.set(VALUE, at + VALUE_AT, value);
        size++;
    }

    private boolean isFull() {
        return 8 * (size + 1) > 5 * (slots.byteSize() >> SLOT_BITS);
    }

    private void grow() {
        Arena old = arena;
        MemorySegment from = slots;
        allocate(2 * (from.byteSize() >> SLOT_BITS));
        for (long at = 0; at < from.byteSize(); at += SLOT_BYTES) {
            int value = from.get(VALUE, at + VALUE_AT);
            if (value != ABSENT) {
                long key = from.get(KEY, at);
                long to = slotOf(key);
                slots.set(KEY, to, key);
                slots.set(VALUE, to + VALUE_AT, value);
            }
        }
        lifetime.end(old);
    }

    /** Nothing has changed if there is not so much memory. */
    private void allocate(long count) {
        Arena opened = lifetime.open();
        MemorySegment allocated;
        try {
            allocated = opened.allocate(Math.multiplyExact(count, SLOT_BYTES), SLOT_BYTES);
        } catch (Throwable failed) {
            lifetime.end(opened);
            throw failed;
        }
        // Every value becomes ABSENT.
        allocated.fill((byte) 0xFF);
        arena = opened;
        slots = allocated;
        mask = slots.byteSize() - 1;
        shift = Long.SIZE - Long.numberOfTrailingZeros(count);
    }

    private static long slotsFor(long expected) {
        long needed = Math.max(FEWEST_SLOTS, Math.multiplyExact(expected, 8) / 5 + 1);
        return Long.highestOneBit(needed - 1) << 1;
    }
}
