package dev.medley.platform.score.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The embedding table that training writes: a row for each key that was seen often enough, with its vector, Adagrad's
 * sums, how often it was seen and when last. See the package for where this comes from.
 *
 * <p>No two keys share a row: the whole key is kept ({@link KeyIndex} says how). A new row depends on its key alone
 * ({@link InitialVector}), so the order in which keys come changes no vector. Rows lie in pages and never move; what
 * grows at once is the index, which doubles and moves 16 bytes a key. {@link #expire} goes over all rows, twice.
 *
 * <p>One thread at a time, reading or writing; serving reads a {@link #freeze() frozen copy}. Nothing is allocated per
 * key on any path that takes a batch. To be closed; after that every use is an {@link IllegalStateException}.
 */
public final class EmbeddingTable implements AutoCloseable {
    /** The row of a key that has none. */
    public static final int NO_ROW = -1;

    private final EmbeddingOptions options;
    private final int width;
    private final RowPages pages;
    private final KeyIndex index;
    private final PendingKeys pending;
    private final float[] vector;
    private final float[] sums;

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
        vector = new float[width];
        sums = new float[options.accumulator().floats(width)];
        pages = new RowPages(width, sums.length);
        KeyIndex opened = null;
        try {
            opened = new KeyIndex(0, KeyIndex.Lifetime.CLOSED);
            pending = new PendingKeys(options.pendingKeys());
        } catch (Throwable failed) {
            pages.close();
            if (opened != null) {
                opened.close();
            }
            throw failed;
        }
        index = opened;
    }

    /** What it is like. */
    public EmbeddingOptions options() {
        return options;
    }

    /** Floats a row. */
    public int width() {
        return width;
    }

    /** Sums a row. */
    public int sums() {
        return sums.length;
    }

    /** How many keys have a row. */
    public long size() {
        return index.size();
    }

    /** All row numbers that were told are below this. */
    public int rows() {
        return pages.used();
    }

    /** How many bytes outside the heap it holds. */
    public long bytes() {
        return index.bytes() + pending.bytes() + pages.bytes();
    }

    /** The row of a key, {@link #NO_ROW} if it has none. Is no sighting. Row numbers hold until {@link #expire}. */
    public int row(long key) {
        return index.get(key);
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
        Checks.requireRoom(count, width, out, outFrom);
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
            rows[rowsFrom + i] = sight(keys[from + i], 1, stamp);
        }
    }

    /**
     * Counts so many sightings of a key at once, as {@link #sight(long[], int, int, long, int[], int)} does.
     *
     * @param times above 0
     * @return its row, {@link #NO_ROW} if it has none
     */
    public int sight(long key, int times, long stamp) {
        Checks.require(times > 0, "times", times, "above 0");
        int row = index.get(key);
        if (row != NO_ROW) {
            pages.sight(row, times, stamp);
            return row;
        }
        if (times >= options.admitAfter()) {
            pending.settle(key);
            return begin(key, stamp, times);
        }
        int sightings = pending.count(key, times);
        if (sightings < options.admitAfter()) {
            return NO_ROW;
        }
        pending.settle(key);
        return begin(key, stamp, sightings);
    }

    /**
     * The vectors of those rows; zeros for {@link #NO_ROW}.
     *
     * @param rows row numbers
     * @param from the first of them to take
     * @param count how many
     * @param out gets {@code count} × width floats, row after row
     * @param outFrom where in {@code out}
     * @throws IndexOutOfBoundsException if there are not so many, or {@code out} has not so much room
     * @throws IllegalArgumentException if a row is none of this table's
     */
    public void read(int[] rows, int from, int count, float[] out, int outFrom) {
        Objects.checkFromIndexSize(from, count, rows.length);
        Checks.requireRoom(count, width, out, outFrom);
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            requireRow(row);
            copyVector(row, out, outFrom + i * width);
        }
    }

    /** A row's vector, as {@link #read(int[], int, int, float[], int)} tells it. */
    public void read(int row, float[] out, int outFrom) {
        requireRow(row);
        Checks.requireRoom(1, width, out, outFrom);
        copyVector(row, out, outFrom);
    }

    /**
     * Adds {@code factor} × the columns {@code from .. to} of a row to as many numbers; nothing for {@link #NO_ROW}.
     *
     * @throws IndexOutOfBoundsException if there are not so many columns, or {@code sum} has not so much room
     * @throws IllegalArgumentException if the row is none of this table's
     */
    public void add(int row, int from, int to, float factor, float[] sum, int at) {
        requireRow(row);
        Objects.checkFromToIndex(from, to, width);
        Objects.checkFromIndexSize(at, to - from, sum.length);
        if (row != NO_ROW) {
            pages.addVector(row, from, to, factor, sum, at);
        }
    }

    /**
     * Adagrad's sums of a row.
     *
     * @param out gets {@link #sums()} floats
     * @throws IndexOutOfBoundsException if {@code out} has not so much room
     * @throws IllegalArgumentException if the row is none of this table's, or is {@link #NO_ROW}
     */
    public void readSums(int row, float[] out, int outFrom) {
        requireSome(row);
        Checks.requireRoom(1, sums.length, out, outFrom);
        pages.readSums(row, out, outFrom);
    }

    /**
     * Sets a row's vector.
     *
     * @param from holds {@code width} finite floats
     * @throws IndexOutOfBoundsException if {@code from} has not so many
     * @throws IllegalArgumentException if the row is none of this table's, or is {@link #NO_ROW}, or a float is not finite
     */
    public void write(int row, float[] from, int at) {
        requireSome(row);
        Checks.requireRoom(1, width, from, at);
        Checks.requireFinite("vector", from, at, width);
        pages.writeVector(row, from, at);
    }

    /**
     * Sets a row's sums of squares.
     *
     * @param from holds {@link #sums()} floats, finite and not negative
     * @throws IndexOutOfBoundsException if {@code from} has not so many
     * @throws IllegalArgumentException if the row is none of this table's, or is {@link #NO_ROW}, or a float is not so
     */
    public void writeSums(int row, float[] from, int at) {
        requireSome(row);
        Checks.requireRoom(1, sums.length, from, at);
        for (int i = at; i < at + sums.length; i++) {
            Checks.require(from[i] >= 0 && Float.isFinite(from[i]), "sums[" + i + "]", from[i], "0 or more, finite");
        }
        pages.writeSums(row, from, at);
    }

    /**
     * One step of Adagrad on each of those rows, in order, as {@link ColumnStep} says; {@link #NO_ROW} is passed over. A
     * row that stands there twice takes two steps: who wants one adds its gradients up first.
     *
     * @param rows row numbers
     * @param times how often each row's key was named, 0 or more
     * @param from the first to take of both
     * @param count how many
     * @param gradients {@code count} × width floats, row after row, those of {@link #NO_ROW} among them
     * @param gradientsFrom where in {@code gradients}
     * @param steps columns that do not overlap; a table with one sum a row takes one step of all columns
     * @throws IndexOutOfBoundsException if there are not so many
     * @throws IllegalArgumentException if a row is none of this table's, or a number is not finite or not as said; then
     *     nothing has changed
     */
    public void adagrad(
            int[] rows,
            int[] times,
            int from,
            int count,
            float[] gradients,
            int gradientsFrom,
            List<ColumnStep> steps) {
        Objects.checkFromIndexSize(from, count, rows.length);
        Objects.checkFromIndexSize(from, count, times.length);
        Checks.requireRoom(count, width, gradients, gradientsFrom);
        requireColumns(steps);
        for (int i = from; i < from + count; i++) {
            requireRow(rows[i]);
            Checks.require(times[i] >= 0, "times[" + i + "]", times[i], "0 or more");
        }
        Checks.requireFinite("gradients", gradients, gradientsFrom, count * width);
        for (int i = 0; i < count; i++) {
            if (rows[from + i] != NO_ROW) {
                step(rows[from + i], times[from + i], gradients, gradientsFrom + i * width, steps);
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
        for (int row = 0; row < pages.used(); row++) {
            kept += pages.isAlive(row) && pages.stamp(row) >= olderThan ? 1 : 0;
        }
        if (kept == before) {
            return 0;
        }
        pages.expectFree(Math.toIntExact(before - kept));
        index.clear(kept);
        for (int row = 0; row < pages.used(); row++) {
            if (!pages.isAlive(row)) {
                continue;
            }
            if (pages.stamp(row) >= olderThan) {
                index.put(pages.key(row), row);
            } else {
                pages.free(row);
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
        return row == NO_ROW ? 0 : pages.sightings(row);
    }

    /**
     * The largest stamp with which the row's key was seen.
     *
     * @throws IllegalArgumentException if the row is none of this table's, or is {@link #NO_ROW}
     */
    public long lastUse(int row) {
        requireSome(row);
        return pages.stamp(row);
    }

    /** A copy of all keys and vectors as they are now, for serving. */
    public FrozenEmbeddings freeze() {
        return freeze(0, width);
    }

    /**
     * A copy of all keys, and of the columns {@code from .. to} of their vectors, as they are now.
     *
     * @throws IndexOutOfBoundsException if there are not so many columns
     * @throws IllegalArgumentException if that is no column
     */
    public FrozenEmbeddings freeze(int from, int to) {
        Objects.checkFromToIndex(from, to, width);
        Checks.require(to > from, "to", to, "above from, which is " + from);
        FrozenEmbeddings.Filling filling = new FrozenEmbeddings.Filling(to - from, Math.toIntExact(index.size()));
        // By row, which is how they lie in memory; the order shows nowhere.
        for (int row = 0; row < pages.used(); row++) {
            if (pages.isAlive(row)) {
                pages.readVector(row, from, to, vector, 0);
                filling.add(pages.key(row), vector, 0);
            }
        }
        return filling.done();
    }

    /** Gives the memory back; a second time nothing happens. */
    @Override
    public void close() {
        index.close();
        pending.close();
        pages.close();
    }

    private int begin(long key, long stamp, int sightings) {
        int row = pages.take(key, stamp, sightings);
        try {
            index.put(key, row);
        } catch (OutOfMemoryError failed) {
            pages.expectFree(1);
            pages.free(row);
            throw failed;
        }
        options.initial().fill(key, vector);
        pages.writeVector(row, vector, 0);
        Arrays.fill(sums, options.initialAccumulator());
        pages.writeSums(row, sums, 0);
        return row;
    }

    private void step(int row, int times, float[] gradients, int at, List<ColumnStep> steps) {
        pages.readVector(row, 0, width, vector, 0);
        pages.readSums(row, sums, 0);
        for (int i = 0; i < steps.size(); i++) {
            switch (options.accumulator()) {
                case PER_ELEMENT -> steps.get(i).each(vector, sums, gradients, at, times);
                case PER_ROW -> steps.get(i).whole(vector, sums, gradients, at, times);
            }
        }
        pages.writeVector(row, vector, 0);
        pages.writeSums(row, sums, 0);
    }

    private void copyVector(int row, float[] out, int outFrom) {
        if (row == NO_ROW) {
            Arrays.fill(out, outFrom, outFrom + width, 0);
        } else {
            pages.readVector(row, 0, width, out, outFrom);
        }
    }

    private void requireColumns(List<ColumnStep> steps) {
        int least = options.accumulator() == Accumulator.PER_ROW ? width : 1;
        int last = 0;
        for (ColumnStep step : steps) {
            if (step.from() < last || step.to() > width || step.to() - step.from() < least) {
                throw new IllegalArgumentException("steps: " + steps + " are not allowed; columns one after the other"
                        + " from 0 to " + width + " are, at least " + least + " in a step");
            }
            last = step.to();
        }
    }

    private void requireRow(int row) {
        if (row != NO_ROW && !pages.isAlive(row)) {
            throw new IllegalArgumentException("row " + row + " is none of this table's, or expired; " + NO_ROW
                    + " or one that sight told is allowed");
        }
    }

    private void requireSome(int row) {
        requireRow(row);
        Checks.require(row != NO_ROW, "row", row, "a row's number");
    }
}
