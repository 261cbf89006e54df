package dev.medley.benchmarks.train;

import dev.medley.platform.score.core.Recency;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.train.example.Examples;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongList;
import java.util.List;

/**
 * A row of a dense matrix for each key that was seen often enough. Row 0 stands for nothing; what histories consist of
 * comes first, so that a long history is a vector over the first {@link #historyRows()} rows. Immutable.
 */
final class PlainKeys {
    private final Long2IntOpenHashMap rows = new Long2IntOpenHashMap();
    private final int historyRows;
    private final int[] recency = new int[Recency.BUCKETS];

    /** Keys that come less often than {@code sightings} times have no row. */
    PlainKeys(Examples examples, int sightings) {
        Long2IntOpenHashMap counts = new Long2IntOpenHashMap();
        LongLinkedOpenHashSet ofHistories = new LongLinkedOpenHashSet();
        int[] requests = new int[examples.requests().size()];
        int[] items = new int[examples.items().size()];
        for (int row = 0; row < examples.count(); row++) {
            requests[examples.request()[row]]++;
            items[examples.item()[row]]++;
        }
        for (int request = 0; request < requests.length; request++) {
            count(counts, examples.requests().get(request).keys(), requests[request]);
            if (requests[request] > 0) {
                HistoryInput history = examples.requests().get(request).history();
                for (long[] column : List.of(history.items(), history.categories(), history.actions())) {
                    count(counts, column);
                    ofHistories.addAll(LongList.of(column));
                }
                count(counts, history.surfaces());
            }
        }
        for (int item = 0; item < items.length; item++) {
            count(counts, examples.items().get(item).keys(), items[item]);
        }
        ofHistories.forEach((long key) -> admit(key, counts.get(key), sightings));
        historyRows = rows.size() + 1;
        counts.forEach((long key, int times) -> admit(key, times, sightings));
        for (int bucket = 0; bucket < recency.length; bucket++) {
            rows.putIfAbsent(Recency.key(bucket), rows.size() + 1);
            recency[bucket] = rows.get(Recency.key(bucket));
        }
    }

    private static void count(Long2IntOpenHashMap counts, FieldKeys keys, int times) {
        for (long key : keys.keys()) {
            counts.addTo(key, times);
        }
    }

    private static void count(Long2IntOpenHashMap counts, long[] keys) {
        for (long key : keys) {
            counts.addTo(key, 1);
        }
    }

    private void admit(long key, int times, int sightings) {
        // Histories mark with 0 what they do not know.
        if (key != 0 && times >= sightings) {
            rows.putIfAbsent(key, rows.size() + 1);
        }
    }

    /** The key's row; 0 without one. */
    int row(long key) {
        return rows.get(key);
    }

    /** The row of a recency bucket. */
    int recencyRow(int bucket) {
        return recency[bucket];
    }

    /** Rows of the matrix, row 0 among them. */
    int count() {
        return rows.size() + 1;
    }

    /** So many of them, the first, are of items, categories and actions in histories; row 0 among them. */
    int historyRows() {
        return historyRows;
    }
}
