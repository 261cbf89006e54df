package dev.medley.video.source;

import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.video.config.VideoSurface;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The newest uploads of the catalogue, bounded in number. One thread writes, the one that applies the log; any number
 * reads. While a video changes, a reader may miss it for an instant.
 *
 * <p>The content does not depend on the order in which videos are told of, so that a restart gives the same. One
 * exception is bounded by the size: a video pushed out does not come back when a newer one is removed.
 */
public final class FreshUploads implements AutoCloseable {
    private final ConcurrentSkipListSet<Upload> newest = new ConcurrentSkipListSet<>(Upload.NEWEST);
    private final Map<ItemId, Upload> byId = new ConcurrentHashMap<>();
    private final int maxSize;
    private final Catalog.Subscription subscription;

    private FreshUploads(Catalog catalog, int maxSize) {
        this.maxSize = maxSize;
        this.subscription = catalog.follow(VideoSurface.ID, new Catalog.ItemListener() {
            @Override
            public void onItem(Item item) {
                put(item);
            }

            @Override
            public void onRemoved(ItemId item) {
                remove(item);
            }
        });
    }

    /** An index of the {@code maxSize} newest uploads that follows the catalogue until it is closed. */
    public static FreshUploads follow(Catalog catalog, int maxSize) {
        return new FreshUploads(catalog, maxSize);
    }

    /** Newest first. */
    Collection<Upload> newest() {
        return newest;
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void put(Item video) {
        remove(video.id());
        Optional<Upload> upload = Upload.of(video);
        if (upload.isEmpty()) {
            return;
        }
        if (byId.size() == maxSize && Upload.NEWEST.compare(upload.get(), newest.last()) > 0) {
            return;
        }
        newest.add(upload.get());
        byId.put(video.id(), upload.get());
        if (byId.size() > maxSize) {
            byId.remove(newest.pollLast().id());
        }
    }

    private void remove(ItemId id) {
        Upload before = byId.remove(id);
        if (before != null) {
            newest.remove(before);
        }
    }
}
