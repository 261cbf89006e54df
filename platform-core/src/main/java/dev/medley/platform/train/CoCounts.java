package dev.medley.platform.train;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/**
 * For pairs of items, how many users interacted with both. A triangle of counters for few items, a hash map for many;
 * the map is bounded, and pairs that come after it is full are not counted.
 */
final class CoCounts {
    private static final int TRIANGLE_ITEMS = 6_000;
    private static final int MAX_PAIRS = 8_000_000;

    private final int items;
    private final int[] triangle;
    private final Long2IntOpenHashMap map;
    private boolean full;

    CoCounts(int items) {
        this.items = items;
        triangle = items <= TRIANGLE_ITEMS ? new int[items * (items + 1) / 2] : null;
        map = triangle == null ? new Long2IntOpenHashMap() : null;
    }

    void add(int left, int right) {
        int low = Math.min(left, right);
        int high = Math.max(left, right);
        if (triangle != null) {
            triangle[high * (high + 1) / 2 + low]++;
            return;
        }
        long key = (long) high << 32 | low;
        if (map.size() < MAX_PAIRS || map.containsKey(key)) {
            map.addTo(key, 1);
            return;
        }
        full = true;
    }

    int of(int left, int right) {
        int low = Math.min(left, right);
        int high = Math.max(left, right);
        return triangle != null ? triangle[high * (high + 1) / 2 + low] : map.get((long) high << 32 | low);
    }

    /** Whether pairs had to be left out. */
    boolean isFull() {
        return full;
    }

    /** Calls for every pair that occurs, in an order that depends on the counts alone. */
    void forEach(PairAction action) {
        if (triangle == null) {
            map.long2IntEntrySet()
                    .fastForEach(entry -> action.accept(
                            (int) (entry.getLongKey() >>> 32), (int) entry.getLongKey(), entry.getIntValue()));
            return;
        }
        int at = 0;
        for (int high = 0; high < items; high++) {
            for (int low = 0; low <= high; low++) {
                int count = triangle[at++];
                if (count > 0) {
                    action.accept(high, low, count);
                }
            }
        }
    }

    /** Hears about a pair. */
    @FunctionalInterface
    interface PairAction {
        void accept(int left, int right, int count);
    }
}
