package dev.medley.platform.store;

import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The items, and who follows them. A follower is told of the items that there are in the order of their ids, so that an
 * index built after a restart is the one that was built before.
 */
final class CatalogStore implements Catalog {
    private static final Logger LOG = System.getLogger(CatalogStore.class.getName());

    private final ConcurrentMap<ItemId, Item> items;
    /** Held by the writer while it applies, and by whoever begins to follow: nothing falls between. */
    private final ReentrantLock writing;

    private final List<Followed> followers = new CopyOnWriteArrayList<>();
    private final AtomicLong listenerFailures = new AtomicLong();
    private final SurfaceCounts counts = new SurfaceCounts();

    private record Followed(SurfaceId surface, ItemListener listener) {}

    CatalogStore(ConcurrentMap<ItemId, Item> items, ReentrantLock writing) {
        this.items = items;
        this.writing = writing;
    }

    @Override
    public Optional<Item> find(ItemId id) {
        return Optional.ofNullable(items.get(id));
    }

    @Override
    public Map<ItemId, Item> findAll(Collection<ItemId> ids) {
        Map<ItemId, Item> found = LinkedHashMap.newLinkedHashMap(ids.size());
        for (ItemId id : ids) {
            Item item = items.get(id);
            if (item != null) {
                found.put(item.id(), item);
            }
        }
        return found;
    }

    @Override
    public Subscription follow(SurfaceId surface, ItemListener listener) {
        Followed followed = new Followed(surface, listener);
        writing.lock();
        try {
            List<Item> existing = new ArrayList<>();
            for (Item item : items.values()) {
                if (item.id().surface().equals(surface)) {
                    existing.add(item);
                }
            }
            existing.sort(Comparator.comparing(Item::id));
            for (Item item : existing) {
                tell(listener, item);
            }
            followers.add(followed);
        } finally {
            writing.unlock();
        }
        return () -> followers.removeIf(each -> each == followed);
    }

    /** Puts the item in and gives the one before it; null if there was none. Writer only. */
    Item put(Item item) {
        Item before = items.put(item.id(), item);
        if (before == null) {
            counts.add(item.id().surface(), 1);
        }
        for (Followed followed : followers) {
            if (followed.surface.equals(item.id().surface())) {
                tell(followed.listener, item);
            }
        }
        return before;
    }

    /** Takes the item out and gives it; null if there was none. Writer only. */
    Item remove(ItemId id) {
        Item before = items.remove(id);
        if (before == null) {
            return null;
        }
        counts.add(id.surface(), -1);
        for (Followed followed : followers) {
            if (followed.surface.equals(id.surface())) {
                try {
                    followed.listener.onRemoved(id);
                } catch (RuntimeException | LinkageError e) {
                    countFailure(followed.listener, id, e);
                }
            }
        }
        return before;
    }

    /** Items, by surface. */
    TreeMap<SurfaceId, Long> counts() {
        return counts.asMap();
    }

    /** Calls of a listener that threw. */
    long listenerFailures() {
        return listenerFailures.get();
    }

    private void tell(ItemListener listener, Item item) {
        try {
            listener.onItem(item);
        } catch (RuntimeException | LinkageError e) {
            countFailure(listener, item.id(), e);
        }
    }

    private void countFailure(ItemListener listener, ItemId id, Throwable failure) {
        if (listenerFailures.incrementAndGet() <= 100) {
            LOG.log(Level.WARNING, listener.getClass().getName() + " threw when told about " + id, failure);
        }
    }
}
