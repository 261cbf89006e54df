package dev.medley.testkit;

import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A catalogue in memory. {@link #put} and {@link #remove} tell the followers at once, in the caller's thread. Safe for
 * any thread.
 *
 * <p>Unlike the platform, which logs and counts it, a listener's throw goes through to the test: nothing that a plugin
 * does wrong should be quiet here.
 */
public final class FakeCatalog implements Catalog {
    private final Map<ItemId, Item> items = new TreeMap<>();
    private final List<Follower> followers = new ArrayList<>();

    private record Follower(SurfaceId surface, ItemListener listener) {}

    /** Adds items, or replaces those of the same id. */
    public synchronized FakeCatalog put(Item... newItems) {
        for (Item item : newItems) {
            items.put(item.id(), item);
            for (Follower follower : followersOf(item.id().surface())) {
                follower.listener().onItem(item);
            }
        }
        return this;
    }

    /** Removes an item; nothing happens if there is none. */
    public synchronized FakeCatalog remove(ItemId id) {
        if (items.remove(id) != null) {
            for (Follower follower : followersOf(id.surface())) {
                follower.listener().onRemoved(id);
            }
        }
        return this;
    }

    /** Every item, by id. */
    public synchronized List<Item> all() {
        return List.copyOf(items.values());
    }

    /** How many subscriptions are open: 0 again after every scenario is closed, or one has leaked. */
    public synchronized int followerCount() {
        return followers.size();
    }

    @Override
    public synchronized Optional<Item> find(ItemId id) {
        return Optional.ofNullable(items.get(id));
    }

    @Override
    public synchronized Map<ItemId, Item> findAll(Collection<ItemId> ids) {
        Map<ItemId, Item> found = new LinkedHashMap<>();
        for (ItemId id : ids) {
            Item item = items.get(id);
            if (item != null) {
                found.put(id, item);
            }
        }
        return found;
    }

    @Override
    public synchronized Subscription follow(SurfaceId surface, ItemListener listener) {
        Follower follower = new Follower(surface, listener);
        for (Item item : items.values()) {
            if (item.id().surface().equals(surface)) {
                listener.onItem(item);
            }
        }
        followers.add(follower);
        return () -> unfollow(follower);
    }

    private synchronized void unfollow(Follower follower) {
        followers.removeIf(candidate -> candidate == follower);
    }

    /** A copy: a listener may unfollow while it is told. */
    private List<Follower> followersOf(SurfaceId surface) {
        return followers.stream()
                .filter(follower -> follower.surface().equals(surface))
                .toList();
    }
}
