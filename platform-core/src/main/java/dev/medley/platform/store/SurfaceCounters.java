package dev.medley.platform.store;

import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The counted items of one surface, and which of them changed lately: rankings that were made mend themselves with that
 * instead of being made anew. One thread writes, any reads.
 */
final class SurfaceCounters {
    private static final int CHANGES = 1 << 12;
    /** At most so many rankings are kept; beyond it they are made anew as they are asked for. */
    private static final int MAX_RANKINGS = 10_000;

    private final Set<ItemActivity> items = ConcurrentHashMap.newKeySet();
    private final AtomicReferenceArray<ItemActivity> changes = new AtomicReferenceArray<>(CHANGES);
    private final Map<RankingKey, TopItems> rankings = new ConcurrentHashMap<>();
    private final LongSupplier nowSecond;
    private volatile long changeCount;

    private record RankingKey(CounterGroup group, CounterWindow window) {}

    SurfaceCounters(LongSupplier nowSecond) {
        this.nowSecond = nowSecond;
    }

    Set<ItemActivity> items() {
        return items;
    }

    /** Says that the item was changed; after the change. Writer only. */
    void changed(ItemActivity item) {
        long count = changeCount;
        changes.set((int) (count & (CHANGES - 1)), item);
        changeCount = count + 1;
    }

    /** How many changes there were. */
    long changeCount() {
        return changeCount;
    }

    /**
     * Collects the items of the changes from that count up to another.
     *
     * @return false if that is too long ago: so many are not remembered
     */
    boolean collectChanges(long from, long to, Set<ItemActivity> into) {
        if (to - from >= CHANGES) {
            return false;
        }
        for (long change = from; change < to; change++) {
            into.add(changes.get((int) (change & (CHANGES - 1))));
        }
        // What was read may have been written over meanwhile.
        return changeCount - from < CHANGES;
    }

    /** The rankings that are kept. */
    Collection<TopItems> rankings() {
        return rankings.values();
    }

    TopItems ranking(CounterGroup group, CounterWindow window, Function<CounterGroup, TopItems.Members> members) {
        RankingKey key = new RankingKey(group, window);
        TopItems existing = rankings.get(key);
        if (existing != null) {
            return existing;
        }
        if (rankings.size() >= MAX_RANKINGS) {
            rankings.clear();
        }
        return rankings.computeIfAbsent(key, absent -> new TopItems(this, members.apply(group), window, nowSecond));
    }
}
