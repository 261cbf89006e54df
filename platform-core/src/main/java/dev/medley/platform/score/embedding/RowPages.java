package dev.medley.platform.score.embedding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Rows of one size in pages outside the heap. A row never moves; one that is free is used again. One thread. */
final class RowPages implements AutoCloseable {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    // A row: key, stamp, sightings (0 in a row that is free), 4 bytes unused, vector, sums.
    private static final long KEY_AT = 0;
    private static final long STAMP_AT = 8;
    private static final long SIGHTINGS_AT = 16;
    private static final long VECTOR_AT = 24;
    private static final long PAGE_BYTES = 1 << 20;

    private final int width;
    private final int sumCount;
    private final long sumsAt;
    private final long rowBytes;
    private final int pageBits;
    private final Arena arena = Arena.ofShared();
    private MemorySegment[] pages = new MemorySegment[4];
    private int used;
    private int[] freeRows = new int[0];
    private int freeCount;

    /** Rows of so many floats and sums. */
    RowPages(int width, int sumCount) {
        this.width = width;
        this.sumCount = sumCount;
        sumsAt = VECTOR_AT + (long) width * Float.BYTES;
        rowBytes = (sumsAt + (long) sumCount * Float.BYTES + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        pageBits = Math.max(4, 63 - Long.numberOfLeadingZeros(PAGE_BYTES / rowBytes));
    }

    /** Rows have numbers from 0 to below this; some may be free. */
    int used() {
        return used;
    }

    long bytes() {
        return (used + (1L << pageBits) - 1 >> pageBits) * (rowBytes << pageBits);
    }

    /** Whether that row is there and not free. */
    boolean isAlive(int row) {
        return row >= 0 && row < used && sightings(row) != 0;
    }

    /** Takes a row for a key; its vector and sums are yet to be written. */
    int take(long key, long stamp, int sightings) {
        int row = freeRow();
        MemorySegment page = page(row);
        long at = at(row);
        page.set(LONG, at + KEY_AT, key);
        page.set(LONG, at + STAMP_AT, stamp);
        page.set(INT, at + SIGHTINGS_AT, sightings);
        return row;
    }

    /** Makes room for so many free rows, so that {@link #free} cannot fail. */
    void expectFree(int count) {
        if (freeRows.length < freeCount + count) {
            freeRows = Arrays.copyOf(freeRows, Math.addExact(freeCount, count));
        }
    }

    /** Lets a row be used again. */
    void free(int row) {
        page(row).set(INT, at(row) + SIGHTINGS_AT, 0);
        freeRows[freeCount] = row;
        freeCount++;
    }

    long key(int row) {
        return page(row).get(LONG, at(row) + KEY_AT);
    }

    long stamp(int row) {
        return page(row).get(LONG, at(row) + STAMP_AT);
    }

    int sightings(int row) {
        return page(row).get(INT, at(row) + SIGHTINGS_AT);
    }

    /** Counts sightings up to the largest int, and keeps the largest stamp. */
    void sight(int row, int times, long stamp) {
        MemorySegment page = page(row);
        long at = at(row);
        long sightings = (long) page.get(INT, at + SIGHTINGS_AT) + times;
        page.set(INT, at + SIGHTINGS_AT, (int) Math.min(Integer.MAX_VALUE, sightings));
        page.set(LONG, at + STAMP_AT, Math.max(stamp, page.get(LONG, at + STAMP_AT)));
    }

    /** Copies columns {@code from .. to} of a row. */
    void readVector(int row, int from, int to, float[] out, int outFrom) {
        MemorySegment.copy(page(row), FLOAT, at(row) + VECTOR_AT + (long) from * Float.BYTES, out, outFrom, to - from);
    }

    /** Adds a multiple of columns {@code from .. to} of a row. */
    void addVector(int row, int from, int to, float factor, float[] sum, int at) {
        MemorySegment page = page(row);
        long base = at(row) + VECTOR_AT + (long) from * Float.BYTES;
        for (int i = 0; i < to - from; i++) {
            sum[at + i] += factor * page.get(FLOAT, base + (long) i * Float.BYTES);
        }
    }

    void writeVector(int row, float[] vector, int from) {
        MemorySegment.copy(vector, from, page(row), FLOAT, at(row) + VECTOR_AT, width);
    }

    void readSums(int row, float[] out, int outFrom) {
        MemorySegment.copy(page(row), FLOAT, at(row) + sumsAt, out, outFrom, sumCount);
    }

    void writeSums(int row, float[] sums, int from) {
        MemorySegment.copy(sums, from, page(row), FLOAT, at(row) + sumsAt, sumCount);
    }

    /** Gives the memory back; a second time nothing happens. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private int freeRow() {
        if (freeCount > 0) {
            freeCount--;
            return freeRows[freeCount];
        }
        if (used == Integer.MAX_VALUE) {
            throw new IllegalStateException("the table has " + used + " rows and can have no more");
        }
        int row = used;
        int number = row >>> pageBits;
        if (number == pages.length) {
            pages = Arrays.copyOf(pages, 2 * number);
        }
        if (pages[number] == null) {
            pages[number] = arena.allocate(rowBytes << pageBits, Long.BYTES);
        }
        used++;
        return row;
    }

    private MemorySegment page(int row) {
        return pages[row >>> pageBits];
    }

    private long at(int row) {
        return (row & (1L << pageBits) - 1) * rowBytes;
    }
}
