package dev.medley.platform.score.embedding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;

/**
 * The embeddings that serving reads: keys and vectors, nothing else. Immutable; any number of threads, without a lock.
 * Outside the heap; the memory is given back when the collector finds that nobody can reach this any more, so a request
 * that still reads a model which was swapped out reads on.
 */
public final class FrozenEmbeddings {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final FrozenEmbeddings NONE = new Filling(0, 0).done();

    private final int width;
    private final KeyIndex index;
    private final MemorySegment vectors;

    private FrozenEmbeddings(int width, KeyIndex index, MemorySegment vectors) {
        this.width = width;
        this.index = index;
        this.vectors = vectors;
    }

    /** No key at all, of width 0: where a model has no such embeddings. */
    public static FrozenEmbeddings none() {
        return NONE;
    }

    /**
     * Those rows.
     *
     * @param width floats a row, 1 to {@value EmbeddingOptions#MAX_WIDTH}
     * @param keys the keys, each once, in any order; copied
     * @param vectors keys × width finite floats, row after row; copied
     * @throws IllegalArgumentException if they are not so
     */
    public static FrozenEmbeddings of(int width, long[] keys, float[] vectors) {
        Checks.require(
                width >= 1 && width <= EmbeddingOptions.MAX_WIDTH,
                "width",
                width,
                "1 to " + EmbeddingOptions.MAX_WIDTH);
        if ((long) keys.length * width != vectors.length) {
            throw new IllegalArgumentException("vectors has " + vectors.length + " floats; " + keys.length
                    + " keys of width " + width + " take " + (long) keys.length * width);
        }
        Filling filling = new Filling(width, keys.length);
        for (int i = 0; i < keys.length; i++) {
            filling.add(keys[i], vectors, i * width);
        }
        return filling.done();
    }

    /** Floats a row. */
    public int width() {
        return width;
    }

    /** How many keys there are. */
    public long size() {
        return index.size();
    }

    /** How many bytes outside the heap it holds. */
    public long bytes() {
        return index.bytes() + vectors.byteSize();
    }

    /** Whether the key has a vector. */
    public boolean has(long key) {
        return index.get(key) != KeyIndex.ABSENT;
    }

    /**
     * The vectors of those keys; zeros where a key has none.
     *
     * @param keys the keys
     * @param from the first of them to take
     * @param count how many
     * @param out gets {@code count} × width floats, row after row
     * @param outFrom where in {@code out}
     * @return how many of the keys have a vector
     * @throws IndexOutOfBoundsException if there are not so many, or {@code out} has not so much room
     */
    public int lookup(long[] keys, int from, int count, float[] out, int outFrom) {
        Objects.checkFromIndexSize(from, count, keys.length);
        Checks.requireRoom(count, width, out, outFrom);
        int found = 0;
        int to = outFrom;
        for (int i = from; i < from + count; i++) {
            int row = index.get(keys[i]);
            if (row == KeyIndex.ABSENT) {
                Arrays.fill(out, to, to + width, 0);
            } else {
                MemorySegment.copy(vectors, FLOAT, (long) row * width * Float.BYTES, out, to, width);
                found++;
            }
            to += width;
        }
        return found;
    }

    /**
     * Adds a key's vector to {@link #width()} numbers; false, and nothing is added, if it has none.
     *
     * @throws IndexOutOfBoundsException if {@code sum} has not so much room
     */
    public boolean addTo(long key, float[] sum, int at) {
        Objects.checkFromIndexSize(at, width, sum.length);
        int row = index.get(key);
        if (row == KeyIndex.ABSENT) {
            return false;
        }
        MemorySegment from = vectors;
        long base = (long) row * width * Float.BYTES;
        for (int i = 0; i < width; i++) {
            sum[at + i] += from.get(FLOAT, base + (long) i * Float.BYTES);
        }
        return true;
    }

    /** The keys, ascending; a copy. */
    public long[] keys() {
        long[] keys = index.keys();
        Arrays.sort(keys);
        return keys;
    }

    /** Takes rows until there are as many as were announced; one thread. */
    static final class Filling {
        private final int width;
        private final KeyIndex index;
        private final MemorySegment vectors;
        private int count;

        Filling(int width, int rows) {
            this.width = width;
            index = new KeyIndex(rows, KeyIndex.Lifetime.COLLECTED);
            vectors = Arena.ofAuto().allocate((long) rows * width * Float.BYTES, Float.BYTES);
        }

        void add(long key, float[] from, int at) {
            int earlier = index.putIfAbsent(key, count);
            if (earlier != KeyIndex.ABSENT) {
                throw new IllegalArgumentException(
                        "keys[" + count + "] is " + key + ", and so is keys[" + earlier + "]; each is allowed once");
            }
            for (int i = at; i < at + width; i++) {
                if (!Float.isFinite(from[i])) {
                    throw new IllegalArgumentException("element " + (i - at) + " of keys[" + count + "] is " + from[i]
                            + "; only finite numbers are allowed");
                }
            }
            MemorySegment.copy(from, at, vectors, FLOAT, (long) count * width * Float.BYTES, width);
            count++;
        }

        FrozenEmbeddings done() {
            return new FrozenEmbeddings(width, index, vectors);
        }
    }
}
