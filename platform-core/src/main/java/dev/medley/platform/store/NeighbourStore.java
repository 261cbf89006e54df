package dev.medley.platform.store;

import dev.medley.spi.context.ItemNeighbours;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Item-to-item, surface by surface. */
final class NeighbourStore implements ItemNeighbours {
    private static final int WARM_ITEMS = 500;

    private final Map<SurfaceId, CoInteractions> surfaces = new ConcurrentHashMap<>();

    @Override
    public List<ScoredItem> neighbours(ItemId item, int count) {
        CoInteractions surface = surfaces.get(item.surface());
        return surface == null ? List.of() : surface.neighbours(item, count);
    }

    /** The rankings that are kept. */
    List<Derived> rankings() {
        List<Derived> rankings = new ArrayList<>();
        for (CoInteractions surface : surfaces.values()) {
            rankings.addAll(surface.rankings());
        }
        return rankings;
    }

    /** Counts for the items that the most users have: those that a first request is likely to ask about. */
    void warmUp() {
        for (CoInteractions surface : surfaces.values()) {
            for (ItemId item : surface.mostUsed(WARM_ITEMS)) {
                surface.neighbours(item, 1);
            }
        }
    }

    void add(History history, Interaction positive) {
        SurfaceId surface = positive.item().surface();
        surfaces.computeIfAbsent(surface, absent -> new CoInteractions()).add(history.recentItems(surface), positive);
    }

    void remove(History history, Interaction positive) {
        SurfaceId surface = positive.item().surface();
        CoInteractions counts = surfaces.get(surface);
        if (counts != null) {
            counts.remove(history.recentItems(surface), positive);
        }
    }
}
