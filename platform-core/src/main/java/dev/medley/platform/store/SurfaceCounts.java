package dev.medley.platform.store;

import dev.medley.spi.id.SurfaceId;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How many of something a surface has. Any thread. */
final class SurfaceCounts {
    private final Map<SurfaceId, AtomicLong> counts = new ConcurrentHashMap<>();

    void add(SurfaceId surface, long delta) {
        counts.computeIfAbsent(surface, absent -> new AtomicLong()).addAndGet(delta);
    }

    /** By surface; those with none are left out. */
    TreeMap<SurfaceId, Long> asMap() {
        TreeMap<SurfaceId, Long> sorted = new TreeMap<>();
        counts.forEach((surface, count) -> {
            if (count.get() > 0) {
                sorted.put(surface, count.get());
            }
        });
        return sorted;
    }
}
