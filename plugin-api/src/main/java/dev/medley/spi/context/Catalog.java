package dev.medley.spi.context;

import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The items, as of now. */
public interface Catalog {
    /** The item, if there is one. */
    Optional<Item> find(ItemId id);

    /** Those of the items that exist: one bulk read. */
    Map<ItemId, Item> findAll(Collection<ItemId> ids);

    /**
     * Tells about every item of a surface that there is, then about every change, in the log's order: what a plugin
     * builds its own index from. Returns after the items that there are have been told. Call it in {@code create}, and
     * close the subscription in the scenario's {@code close}.
     *
     * @param listener called by one thread at a time: at first the caller's, then the one that applies the log
     */
    Subscription follow(SurfaceId surface, ItemListener listener);

    /** Hears about items. Must be quick and must not block: the log waits for it. A throw is logged and counted. */
    interface ItemListener {
        /** The item is new or has changed. */
        void onItem(Item item);

        /** The item is gone. */
        void onRemoved(ItemId item);
    }

    /** Ends by {@code close}; closing it twice does nothing. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
