package dev.medley.platform.score.statistic;

import dev.medley.platform.world.Statistics;
import it.unimi.dsi.fastutil.floats.FloatArrays;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;

/**
 * Counts by key, of all pairs and of each fold's pairs apart, so that a row that is learnt from can be given the counts
 * without its own fold: a row never sees its own label. One thread fills it; then any may read.
 */
public final class StatisticTable implements Statistics {
    private final int slots;
    private final int folds;
    private final int numbers;
    private final Long2IntOpenHashMap rows = new Long2IntOpenHashMap();
    private float[] totals = new float[0];
    private float[] byFold = new float[0];

    /**
     * An empty table.
     *
     * @param slots tasks a surface, at least 1
     * @param folds 0 if it is only read as a whole
     */
    public StatisticTable(int slots, int folds) {
        this.slots = slots;
        this.folds = folds;
        numbers = Statistics.numbers(slots);
        rows.defaultReturnValue(-1);
    }

    /**
     * A table that was written down.
     *
     * @param keys distinct
     * @param counts key after key, {@code 1 + 2 * slots} each
     */
    public static StatisticTable of(int slots, long[] keys, float[] counts) {
        StatisticTable table = new StatisticTable(slots, 0);
        if (counts.length != keys.length * table.numbers) {
            throw new IllegalArgumentException(
                    "counts: " + counts.length + " numbers given for " + keys.length + " keys of " + table.numbers);
        }
        for (int i = 0; i < keys.length; i++) {
            table.rows.put(keys[i], i);
        }
        if (table.rows.size() != keys.length) {
            throw new IllegalArgumentException("keys: " + (keys.length - table.rows.size()) + " are given twice");
        }
        table.totals = counts.clone();
        return table;
    }

    @Override
    public int slots() {
        return slots;
    }

    /**
     * Counts a pair once under each key.
     *
     * @param fold the pair's fold; not read if the table has none
     * @param yes the slots with a yes, as a mask; a part of a yes where {@code share} is below 1
     * @param known the slots with a yes or a no, as a mask
     * @param share how much of a yes each yes is, 0 to 1
     */
    public void add(LongArrayList keys, int fold, int yes, int known, float share) {
        for (int i = 0; i < keys.size(); i++) {
            int row = rowOf(keys.getLong(i));
            count(totals, row * numbers, yes, known, share);
            if (folds > 0) {
                count(byFold, (row * folds + fold) * numbers, yes, known, share);
            }
        }
    }

    private int rowOf(long key) {
        int row = rows.get(key);
        if (row < 0) {
            row = rows.size();
            rows.put(key, row);
            totals = FloatArrays.grow(totals, (row + 1) * numbers, row * numbers);
            byFold = FloatArrays.grow(byFold, (row + 1) * numbers * folds, row * numbers * folds);
        }
        return row;
    }

    private void count(float[] counts, int at, int yes, int known, float share) {
        counts[at]++;
        for (int slot = 0; slot < slots; slot++) {
            counts[at + 1 + slot] += share * (yes >>> slot & 1);
            counts[at + 1 + slots + slot] += known >>> slot & 1;
        }
    }

    @Override
    public void read(long key, float[] counts, int at) {
        int row = rows.get(key);
        if (row < 0) {
            Arrays.fill(counts, at, at + numbers, 0);
            return;
        }
        System.arraycopy(totals, row * numbers, counts, at, numbers);
    }

    /**
     * These counts without those of these folds.
     *
     * @param left distinct
     */
    public Statistics without(int... left) {
        return new Statistics() {
            @Override
            public int slots() {
                return slots;
            }

            @Override
            public void read(long key, float[] counts, int at) {
                StatisticTable.this.read(key, counts, at);
                int row = rows.get(key);
                if (row >= 0) {
                    for (int fold : left) {
                        int from = (row * folds + fold) * numbers;
                        for (int i = 0; i < numbers; i++) {
                            counts[at + i] -= byFold[from + i];
                        }
                    }
                }
            }
        };
    }

    /** The keys, ascending. */
    public long[] keys() {
        long[] keys = rows.keySet().toLongArray();
        Arrays.sort(keys);
        return keys;
    }

    /** The counts in the order of {@link #keys}. */
    public float[] counts() {
        long[] keys = keys();
        float[] counts = new float[keys.length * numbers];
        for (int i = 0; i < keys.length; i++) {
            System.arraycopy(totals, rows.get(keys[i]) * numbers, counts, i * numbers, numbers);
        }
        return counts;
    }
}
