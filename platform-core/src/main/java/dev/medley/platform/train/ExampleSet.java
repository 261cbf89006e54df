package dev.medley.platform.train;

import dev.medley.platform.score.feature.QueryWords;
import it.unimi.dsi.fastutil.bytes.ByteArrayList;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows to learn from or to judge on, packed: dense inputs, item, cohort, what is known for which task, and how a drawn
 * no came to be. One thread fills it; then any may read.
 */
final class ExampleSet {
    private static final int BLOCK_BITS = 13;
    private static final int BLOCK_ROWS = 1 << BLOCK_BITS;
    private static final int CALIBRATION = 1;
    private static final int OBSERVED = 2;

    private final int denseCount;
    private final List<float[]> blocks = new ArrayList<>();
    private final IntArrayList items = new IntArrayList();
    private final ByteArrayList cohorts = new ByteArrayList();
    private final IntArrayList labels = new IntArrayList();
    private final FloatArrayList rateLogs = new FloatArrayList();
    private final Int2ObjectOpenHashMap<QueryWords> queries = new Int2ObjectOpenHashMap<>();
    private final ByteArrayList marks = new ByteArrayList();

    ExampleSet(int denseCount) {
        this.denseCount = denseCount;
    }

    int size() {
        return items.size();
    }

    int denseCount() {
        return denseCount;
    }

    /**
     * Adds a row, whose dense inputs the caller then writes.
     *
     * @param yes the tasks that got a yes
     * @param known the tasks that got a yes or a no
     * @param rateLog logarithm of: how often the pair is drawn as a no, over how often it is assumed to be one
     * @param observed whether the user had to do with the item; else the row is drawn
     * @param forCalibration whether the row is kept from the hash table, to weigh it by
     */
    void add(int item, int cohort, int yes, int known, float rateLog, boolean observed, boolean forCalibration) {
        if ((size() & BLOCK_ROWS - 1) == 0) {
            blocks.add(new float[BLOCK_ROWS * denseCount]);
        }
        items.add(item);
        cohorts.add((byte) cohort);
        labels.add(yes << Short.SIZE | known);
        rateLogs.add(rateLog);
        marks.add((byte) ((forCalibration ? CALIBRATION : 0) | (observed ? OBSERVED : 0)));
    }

    /** Says that the newest row came of a query. */
    void setQuery(QueryWords query) {
        queries.put(size() - 1, query);
    }

    /** The query that the row came of, or null. */
    QueryWords query(int row) {
        return queries.isEmpty() ? null : queries.get(row);
    }

    /** The array that holds the row's dense inputs. */
    float[] block(int row) {
        return blocks.get(row >>> BLOCK_BITS);
    }

    /** Where in {@link #block} they begin. */
    int at(int row) {
        return (row & BLOCK_ROWS - 1) * denseCount;
    }

    int item(int row) {
        return items.getInt(row);
    }

    int cohort(int row) {
        return cohorts.getByte(row);
    }

    boolean isKnown(int row, int task) {
        return (labels.getInt(row) >>> task & 1) == 1;
    }

    boolean isYes(int row, int task) {
        return (labels.getInt(row) >>> Short.SIZE + task & 1) == 1;
    }

    float rateLog(int row) {
        return rateLogs.getFloat(row);
    }

    boolean isForCalibration(int row) {
        return (marks.getByte(row) & CALIBRATION) != 0;
    }

    boolean isObserved(int row) {
        return (marks.getByte(row) & OBSERVED) != 0;
    }
}
