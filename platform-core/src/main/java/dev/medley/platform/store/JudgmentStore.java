package dev.medley.platform.store;

import dev.medley.platform.world.Judgment;
import dev.medley.spi.id.ItemId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The judgments; the later grade of the same query and item counts. One thread writes, any reads. */
final class JudgmentStore {
    private final Map<Judged, Judgment> judgments = new ConcurrentHashMap<>();
    private volatile long version;
    private volatile Sorted sorted = new Sorted(0, List.of());

    private record Judged(String query, ItemId item) {}

    private record Sorted(long version, List<Judgment> judgments) {}

    /** Keeps the judgment and gives the one that it replaces; null if there was none. */
    Judgment put(Judgment judgment) {
        Judgment before = judgments.put(new Judged(judgment.query(), judgment.item()), judgment);
        version++;
        return before;
    }

    /** All, in no order. */
    Iterable<Judgment> each() {
        return judgments.values();
    }

    int size() {
        return judgments.size();
    }

    /** By query, then by item: the same on every node. */
    List<Judgment> all() {
        Sorted current = sorted;
        long now = version;
        if (current.version != now) {
            current = new Sorted(
                    now,
                    judgments.values().stream()
                            .sorted(Comparator.comparing(Judgment::query).thenComparing(Judgment::item))
                            .toList());
            sorted = current;
        }
        return current.judgments;
    }
}
