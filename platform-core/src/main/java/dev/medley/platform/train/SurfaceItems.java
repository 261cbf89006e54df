package dev.medley.platform.train;

import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Map;
import java.util.TreeMap;

/** One surface's items as they were when this was made, numbered in order of key. */
final class SurfaceItems {
    private final ItemFacets[] facets;
    private final Object2IntOpenHashMap<ItemId> numbers;

    SurfaceItems(Catalog catalog, SurfaceId surface) {
        Map<ItemId, Item> sorted = new TreeMap<>();
        Catalog.ItemListener listener = new Catalog.ItemListener() {
            @Override
            public void onItem(Item item) {
                synchronized (sorted) {
                    sorted.put(item.id(), item);
                }
            }

            @Override
            public void onRemoved(ItemId item) {
                synchronized (sorted) {
                    sorted.remove(item);
                }
            }
        };
        catalog.follow(surface, listener).close();
        synchronized (sorted) {
            facets = new ItemFacets[sorted.size()];
            numbers = new Object2IntOpenHashMap<>(sorted.size());
            numbers.defaultReturnValue(-1);
            for (Item item : sorted.values()) {
                facets[numbers.size()] = ItemFacets.of(item);
                numbers.put(item.id(), numbers.size());
            }
        }
    }

    int count() {
        return facets.length;
    }

    /** The item's number, or -1 if the catalogue does not have it. */
    int numberOf(ItemId item) {
        return numbers.getInt(item);
    }

    ItemFacets facets(int number) {
        return facets[number];
    }
}
