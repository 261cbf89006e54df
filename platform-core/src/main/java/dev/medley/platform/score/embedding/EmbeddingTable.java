package dev.medley.platform.score.embedding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;

/**
 * The embedding table that training writes: a row for each key that was seen often enough, with its vector, Adagrad's
 * sums, how often it was seen and when last. See the package for where this comes from.
 *
 * <p>No two keys share a row: the whole key is kept ({@link KeyIndex} says how). A new row depends on the seed and its
 * key alone, so the order in which keys come changes no vector. Rows lie in pages and never move; what grows at once is
 * the index, which doubles and moves 12 bytes a key. Measured with 16 floats a row on one busy core: a pause of 0.13 to
 * 0.16 s at 1.3 million keys, and none other from there to 2.6 million. {@link #expire} goes over all rows, twice: 0.7 to
 * 1.2 s for two million.
 *
 * <p>One thread at a time, reading or writing; serving reads a {@link #freeze() frozen copy}. Nothing is allocated per
 * key on any path that takes a batch. To be closed; after that every use is an {@link IllegalStateException}.
 */
public final class EmbeddingTable implements AutoCloseable {
    /** The row of a key that has none. */
    public static final int NO_ROW = -1;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    // A row: key, stamp, sightings (0 in a row that is free), 4 bytes unused, vector, sums.
    private static final long KEY_AT = 0;
    private static final long STAMP_AT = 8;
    private static final long SIGHTINGS_AT = 16;
    private static final long VECTOR_AT = 24;
    private static final long PAGE_BYTES = 1 << 20;

    private final EmbeddingOptions options;
    private final int width;
    private final long sumsAt;
    private final long rowBytes;
    private final int pageBits;
    private final Arena arena = Arena.ofShared();
    private final KeyIndex index;
    private final PendingKeys pending;
    private final float[] vector;
    private final float[] sums;
    private MemorySegment[] pages = new MemorySegment[4];
    private int rowsUsed;
    private int[] freeRows = new int[0];
    private int freeCount;

    /** Hears about a row. */
    @FunctionalInterface
    public interface RowAction {
        /** A key and the number of its row. */
        void accept(long key, int row);
    }

    /** An empty table. */
    public EmbeddingTable(EmbeddingOptions options) {
        this.options = options;
        width = options.width();
        int sumCount = options.accumulator().floats(width);
        sumsAt = VECTOR_AT + (long) width * Float.BYTES;
        rowBytes = (sumsAt + (long) sumCount * Float.BYTES + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        pageBits = Math.max(4, 63 - Long.numberOfLeadingZeros(PAGE_BYTES / rowBytes));
        index = new KeyIndex(0, KeyIndex.Lifetime.CLOSED);
        pending = new PendingKeys(options.pendingKeys());
        vector = new float[width];
        sums = new float[sumCount];
    }

    /** What it is like. */
    public EmbeddingOptions options() {
        return options;
    }

    /** Floats a row. */
    public int width() {
        return width;
    }

    /** How many keys have a row. */
    public long size() {
        return index.size();
    }

    /** How many bytes outside the heap it holds. */
    public long bytes() {
        return index.bytes() + pending.bytes() + pageCount() * (rowBytes << pageBits);
    }

    /**
     * The vectors of those keys; zeros where a key has none. Changes nothing, and is no sighting.
     *
     * @param keys the keys
     * @param from the first of them to take
     * @param count how many
     * @param out gets {@code count} × width floats, row after row
     * @param outFrom where in {@code out}
     * @return how many of the keys have a row
     * @throws IndexOutOfBoundsException if there are not so many, or {@code out} has not so much room
     */
    public int lookup(long[] keys, int from, int count, float[] out, int outFrom) {
        Objects.checkFromIndexSize(from, count, keys.length);
        requireRoom(count, out, outFrom);
        int found = 0;
        for (int i = 0; i < count; i++) {
            int row = index.get(keys[from + i]);
            copyVector(row, out, outFrom + i * width);
            found += row == NO_ROW ? 0 : 1;
        }
        return found;
    }

    /**
     * Counts a sighting of each of those keys, in order, and tells their rows. A key gets its row, with its first
     * vector, at the sighting that {@link EmbeddingOptions#admitAfter()} says; a key that stands there twice is seen
     * twice. Sightings of keys without a row are counted in bounded memory: exactly while not more than
     * {@link EmbeddingOptions#pendingKeys()} different ones come between two of the same; a key seen more seldom may
     * have to start again, and none is admitted too early.
     *
     * @param keys the keys
     * @param from the first of them to take
     * @param count how many
     * @param stamp when, in any unit that grows; a row keeps the largest
     * @param rows gets the row numbers, {@link #NO_ROW} for a key that has none. They hold until {@link #expire}
     * @param rowsFrom where in {@code rows}
     * @throws IndexOutOfBoundsException if there are not so many, or {@code rows} has not so much room
     */
    public void sight(long[] keys, int from, int count, long stamp, int[] rows, int rowsFrom) {
        Objects.checkFromIndexSize(from, count, keys.length);
        Objects.checkFromIndexSize(rowsFrom, count, rows.length);
        for (int i = 0; i < count; i++) {
            rows[rowsFrom + i] = sight(keys[from + i], stamp);
        }
    }

    /**
     * The vectors of those rows; zeros for {@link #NO_ROW}.
     *
     * @param rows row numbers, from {@link #sight}
     * @param from the first of them to take
     * @param count how many
     * @param out gets {@code count} × width floats, row after row
     * @param outFrom where in {@code out}
     * @throws IndexOutOfBoundsException if there are not so many, or {@code out} has not so much room
     * @throws IllegalArgumentException if a row is none of this table's
     */
    public void read(int[] rows, int from, int count, float[] out, int outFrom) {
        Objects.checkFromIndexSize(from, count, rows.length);
        requireRoom(count, out, outFrom);
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            requireRow(row);
            copyVector(row, out, outFrom + i * width);
        }
    }

    /**
     * One step of Adagrad on each of those rows, in order; {@link #NO_ROW} is passed over. With {@code g} the gradient
     * plus {@code l2} × the element, and {@code s} the sum of the squares of all {@code g}, this one's among them: the
     * element loses {@code rate} × g / (√s + epsilon). Reckoned in double, kept in float. A row that stands there twice
     * takes two steps: who wants one adds its gradients up first.
     *
     * @param rows row numbers, from {@link #sight}
     * @param from the first of them to take
     * @param count how many
     * @param gradients {@code count} × width floats, row after row, those of {@link #NO_ROW} among them
     * @param gradientsFrom where in {@code gradients}
     * @param rate above 0, finite
     * @param epsilon above 0, finite: what keeps the first steps apart from infinity
     * @param l2 the strength of the pull to 0; 0 or more, finite
     * @throws IndexOutOfBoundsException if there are not so many
     * @throws IllegalArgumentException if a row is none of this table's, or a number is not finite or not as said; then
     *     nothing has changed
     */
    public void adagrad(
            int[] rows,
            int from,
            int count,
            float[] gradients,
            int gradientsFrom,
            float rate,
            float epsilon,
            float l2) {
        Objects.checkFromIndexSize(from, count, rows.length);
        requireRoom(count, gradients, gradientsFrom);
        require(rate > 0 && Float.isFinite(rate), "rate", rate, "above 0, finite");
        require(epsilon > 0 && Float.isFinite(epsilon), "epsilon", epsilon, "above 0, finite");
        require(l2 >= 0 && Float.isFinite(l2), "l2", l2, "0 or more, finite");
        for (int i = 0; i < count; i++) {
            requireRow(rows[from + i]);
        }
        for (int i = gradientsFrom; i < gradientsFrom + count * width; i++) {
            if (!Float.isFinite(gradients[i])) {
                throw new IllegalArgumentException(
                        "gradients[" + i + "] is " + gradients[i] + "; only finite numbers are allowed");
            }
        }
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            if (row != NO_ROW) {
                step(row, gradients, gradientsFrom + i * width, rate, epsilon, l2);
            }
        }
    }

    /**
     * Drops the rows that were last seen before that stamp. Their keys are as if never seen; all row numbers told so far
     * are void. The memory is used again for new rows, and stays with the table.
     *
     * @return how many were dropped
     */
    public long expire(long olderThan) {
        long before = index.size();
        long kept = 0;
        for (int row = 0; row < rowsUsed; row++) {
            kept += isAlive(row) && page(row).get(LONG, at(row) + STAMP_AT) >= olderThan ? 1 : 0;
        }
        if (kept == before) {
            return 0;
        }
        if (freeRows.length < freeCount + (before - kept)) {
            freeRows = Arrays.copyOf(freeRows, Math.toIntExact(freeCount + (before - kept)));
        }
        index.clear(kept);
        for (int row = 0; row < rowsUsed; row++) {
            if (!isAlive(row)) {
                continue;
            }
            if (page(row).get(LONG, at(row) + STAMP_AT) >= olderThan) {
                index.put(page(row).get(LONG, at(row) + KEY_AT), row);
            } else {
                page(row).set(INT, at(row) + SIGHTINGS_AT, 0);
                freeRows[freeCount] = row;
                freeCount++;
            }
        }
        return before - kept;
    }

    /** Tells every key with its row, in ascending order of the keys; takes 8 bytes a key while it does. */
    public void forEach(RowAction action) {
        for (long key : keys()) {
            action.accept(key, index.get(key));
        }
    }

    /** The keys that have a row, ascending; a copy. */
    public long[] keys() {
        long[] keys = index.keys();
        Arrays.sort(keys);
        return keys;
    }

    /**
     * How often the row's key has been seen since it was last unknown; stays at the largest int.
     *
     * @throws IllegalArgumentException if the row is none of this table's
     */
    public int sightings(int row) {
        requireRow(row);
        return row == NO_ROW ? 0 : page(row).get(INT, at(row) + SIGHTINGS_AT);
    }

    /**
     * The largest stamp with which the row's key was seen.
     *
     * @throws IllegalArgumentException if the row is none of this table's, or is {@link #NO_ROW}
     */
    public long lastUse(int row) {
        requireRow(row);
        require(row != NO_ROW, "row", row, "a row's number");
        return page(row).get(LONG, at(row) + STAMP_AT);
    }

    /** A copy of all keys and vectors as they are now, for serving. */
    public FrozenEmbeddings freeze() {
        FrozenEmbeddings.Filling filling = new FrozenEmbeddings.Filling(width, Math.toIntExact(index.size()));
        // By row, which is how they lie in memory; the order shows nowhere.
        for (int row = 0; row < rowsUsed; row++) {
            if (isAlive(row)) {
                copyVector(row, vector, 0);
                filling.add(page(row).get(LONG, at(row) + KEY_AT), vector, 0);
            }
        }
        return filling.done();
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            index.close();
            pending.close();
            arena.close();
        }
    }

    private int sight(long key, long stamp) {
        int row = index.get(key);
        if (row != NO_ROW) {
            MemorySegment page = page(row);
            long at = at(row);
            int sightings = page.get(INT, at + SIGHTINGS_AT);
            page.set(INT, at + SIGHTINGS_AT, sightings == Integer.MAX_VALUE ? sightings : sightings + 1);
            page.set(LONG, at + STAMP_AT, Math.max(stamp, page.get(LONG, at + STAMP_AT)));
            return row;
        }
        if (options.admitAfter() == 1) {
            return admit(key, stamp, 1);
        }
        int sightings = pending.count(key);
        if (sightings < options.admitAfter()) {
            return NO_ROW;
        }
        pending.settle(key);
        return admit(key, stamp, sightings);
    }

    private int admit(long key, long stamp, int sightings) {
        int row = freeRow();
        MemorySegment page = page(row);
        long at = at(row);
        page.set(LONG, at + KEY_AT, key);
        page.set(LONG, at + STAMP_AT, stamp);
        page.set(INT, at + SIGHTINGS_AT, sightings);
        KeyMix.fill(options.seed(), key, options.initialRange(), vector);
        MemorySegment.copy(vector, 0, page, FLOAT, at + VECTOR_AT, width);
        Arrays.fill(sums, options.initialAccumulator());
        MemorySegment.copy(sums, 0, page, FLOAT, at + sumsAt, sums.length);
        index.put(key, row);
        return row;
    }

    private int freeRow() {
        if (freeCount > 0) {
            freeCount--;
            return freeRows[freeCount];
        }
        if (rowsUsed == Integer.MAX_VALUE) {
            throw new IllegalStateException("the table has " + rowsUsed + " rows and can have no more");
        }
        int row = rowsUsed;
        int number = row >>> pageBits;
        if (number == pages.length) {
            pages = Arrays.copyOf(pages, 2 * number);
        }
        if (pages[number] == null) {
            pages[number] = arena.allocate(rowBytes << pageBits, Long.BYTES);
        }
        rowsUsed++;
        return row;
    }

    private void step(int row, float[] gradients, int gradientsFrom, double rate, double epsilon, double l2) {
        MemorySegment page = page(row);
        long at = at(row);
        MemorySegment.copy(page, FLOAT, at + VECTOR_AT, vector, 0, width);
        MemorySegment.copy(page, FLOAT, at + sumsAt, sums, 0, sums.length);
        switch (options.accumulator()) {
            case PER_ELEMENT -> {
                for (int i = 0; i < width; i++) {
                    double gradient = gradients[gradientsFrom + i] + l2 * vector[i];
                    sums[i] = bounded(sums[i] + gradient * gradient);
                    vector[i] = (float) (vector[i] - rate * gradient / (Math.sqrt(sums[i]) + epsilon));
                }
            }
            case PER_ROW -> {
                double squares = 0;
                for (int i = 0; i < width; i++) {
                    double gradient = gradients[gradientsFrom + i] + l2 * vector[i];
                    squares += gradient * gradient;
                }
                sums[0] = bounded(sums[0] + squares / width);
                double scale = rate / (Math.sqrt(sums[0]) + epsilon);
                for (int i = 0; i < width; i++) {
                    double gradient = gradients[gradientsFrom + i] + l2 * vector[i];
                    vector[i] = (float) (vector[i] - scale * gradient);
                }
            }
        }
        MemorySegment.copy(vector, 0, page, FLOAT, at + VECTOR_AT, width);
        MemorySegment.copy(sums, 0, page, FLOAT, at + sumsAt, sums.length);
    }

    /** A sum of squares as a float: an infinite one would stop the element for good. */
    private static float bounded(double sum) {
        return (float) Math.min(sum, Float.MAX_VALUE);
    }

    private void copyVector(int row, float[] out, int outFrom) {
        if (row == NO_ROW) {
            Arrays.fill(out, outFrom, outFrom + width, 0);
        } else {
            MemorySegment.copy(page(row), FLOAT, at(row) + VECTOR_AT, out, outFrom, width);
        }
    }

    private MemorySegment page(int row) {
        return pages[row >>> pageBits];
    }

    private long at(int row) {
        return (row & (1L << pageBits) - 1) * rowBytes;
    }

    private long pageCount() {
        return (rowsUsed + (1L << pageBits) - 1) >> pageBits;
    }

    private boolean isAlive(int row) {
        return page(row).get(INT, at(row) + SIGHTINGS_AT) != 0;
    }

    private void requireRow(int row) {
        if (row != NO_ROW && (row < 0 || row >= rowsUsed || !isAlive(row))) {
            throw new IllegalArgumentException("row " + row + " is none of this table's, or expired; " + NO_ROW
                    + " or one that sight told is allowed");
        }
    }

    private void requireRoom(int count, float[] array, int from) {
        long floats = (long) count * width;
        if (from < 0 || from + floats > array.length) {
            throw new IndexOutOfBoundsException(count + " rows of " + width + " floats from " + from
                    + " on do not lie in an array of " + array.length);
        }
    }

    private static void require(boolean condition, String field, Number value, String allowed) {
        if (!condition) {
            throw new IllegalArgumentException(field + " is " + value + "; allowed: " + allowed);
        }
    }
}
