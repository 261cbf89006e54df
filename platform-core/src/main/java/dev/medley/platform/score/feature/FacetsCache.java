package dev.medley.platform.score.feature;

import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import java.util.concurrent.ConcurrentHashMap;

/** Facets of the snapshots that were asked for lately. A newer snapshot of an item makes new facets. Any thread. */
public final class FacetsCache {
    /** When it is full it is emptied: simpler than an order of use, and filled again within some requests. */
    static final int LIMIT = 200_000;

    private final ConcurrentHashMap<ItemId, ItemFacets> facets = new ConcurrentHashMap<>();

    /** The facets of that snapshot. */
    public ItemFacets of(Item item) {
        ItemFacets known = facets.get(item.id());
        if (known != null && known.item() == item) {
            return known;
        }
        if (facets.mappingCount() >= LIMIT) {
            facets.clear();
        }
        ItemFacets made = ItemFacets.of(item);
        facets.put(item.id(), made);
        return made;
    }
}
