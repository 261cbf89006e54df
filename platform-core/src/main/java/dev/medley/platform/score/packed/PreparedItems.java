package dev.medley.platform.score.packed;

import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps prepared items, so that an item is prepared once a snapshot. Any thread. */
final class PreparedItems {
    /** When it is full it is emptied: simpler than an order of use, and filled again within some requests. */
    private static final int LIMIT = 200_000;

    private final ConcurrentHashMap<ItemId, PreparedItem> prepared = new ConcurrentHashMap<>();

    PreparedItem of(Item item) {
        PreparedItem known = prepared.get(item.id());
        if (known != null && known.item() == item) {
            return known;
        }
        if (prepared.mappingCount() >= LIMIT) {
            prepared.clear();
        }
        PreparedItem made = PreparedItem.of(item);
        prepared.put(item.id(), made);
        return made;
    }
}
