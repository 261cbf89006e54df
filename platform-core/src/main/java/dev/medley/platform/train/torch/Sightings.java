package dev.medley.platform.train.torch;

import dev.medley.platform.score.core.Recency;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.train.example.Examples;
import java.util.Arrays;

/** Counts how often keys are seen, and lets those in that were seen often enough. One thread. */
final class Sightings {
    private long[] keys = new long[1 << 12];
    private int[] counts = new int[1 << 12];
    /** In the order in which they were first seen. */
    private long[] order = new long[1 << 11];

    private int size;

    private Sightings() {}

    /**
     * The keys that the examples hold often enough, in the order in which they come: those of rows once a row, those of
     * histories once an interaction. The recency buckets are always among them.
     */
    static long[] admitted(Examples examples, int sightings) {
        Sightings seen = new Sightings();
        int[] requests = new int[examples.requests().size()];
        int[] items = new int[examples.items().size()];
        int[] ends = new int[requests.length];
        for (int row = 0; row < examples.count(); row++) {
            int request = examples.request()[row];
            requests[request]++;
            items[examples.item()[row]]++;
            ends[request] = Math.max(ends[request], examples.historyEnd()[row]);
        }
        for (int bucket = 0; bucket < Recency.BUCKETS; bucket++) {
            seen.add(Recency.key(bucket), sightings);
        }
        for (int request = 0; request < requests.length; request++) {
            seen.add(examples.requests().get(request).keys(), requests[request]);
            HistoryInput history = examples.requests().get(request).history();
            for (int i = 0; i < ends[request]; i++) {
                seen.add(history.items()[i], 1);
                seen.add(history.categories()[i], 1);
                seen.add(history.surfaces()[i], 1);
                seen.add(history.actions()[i], 1);
            }
        }
        for (int item = 0; item < items.length; item++) {
            seen.add(examples.items().get(item).keys(), items[item]);
        }
        return seen.atLeast(sightings);
    }

    private void add(FieldKeys added, int times) {
        if (times > 0) {
            for (long key : added.keys()) {
                add(key, times);
            }
        }
    }

    private void add(long key, int times) {
        if (key == 0) {
            return;
        }
        int slot = slot(key);
        if (keys[slot] == 0) {
            if (size * 2 >= keys.length) {
                grow();
                slot = slot(key);
            }
            if (size == order.length) {
                order = Arrays.copyOf(order, size * 2);
            }
            order[size++] = key;
            keys[slot] = key;
        }
        counts[slot] += times;
    }

    private long[] atLeast(int sightings) {
        long[] admitted = new long[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (counts[slot(order[i])] >= sightings) {
                admitted[count++] = order[i];
            }
        }
        return Arrays.copyOf(admitted, count);
    }

    private int slot(long key) {
        int slot = (int) (key ^ key >>> 32) & keys.length - 1;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
