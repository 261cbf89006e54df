package dev.medley.platform.plugin;

import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The catalogue as one scenario instance sees it: it knows who follows, and ends that when the scenario is closed. */
final class FollowedCatalog implements Catalog, AutoCloseable {
    private final Catalog catalog;
    private final ClassLoader pluginLoader;
    private final System.Logger logger;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    FollowedCatalog(Catalog catalog, ClassLoader pluginLoader, System.Logger logger) {
        this.catalog = catalog;
        this.pluginLoader = pluginLoader;
        this.logger = logger;
    }

    @Override
    public Optional<Item> find(ItemId id) {
        return catalog.find(id);
    }

    @Override
    public Map<ItemId, Item> findAll(Collection<ItemId> ids) {
        return catalog.findAll(ids);
    }

    @Override
    public Subscription follow(SurfaceId surface, ItemListener listener) {
        if (closed) {
            throw new IllegalStateException("the scenario is closed; catalog().follow is not allowed any more");
        }
        Follower follower = new Follower(listener);
        followers.add(follower);
        follower.subscription = catalog.follow(surface, follower);
        // Whoever closed meanwhile did not see the subscription.
        if (closed || follower.listener == null) {
            follower.close();
        }
        return follower;
    }

    /** Ends all subscriptions; an event that is on its way is not delivered any more. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(followers).forEach(Follower::close);
    }

    /** Stands between the log and the plugin's listener, and lets go of the listener when closed. */
    private final class Follower implements ItemListener, Subscription {
        private volatile ItemListener listener;
        private volatile Subscription subscription;

        Follower(ItemListener listener) {
            this.listener = listener;
        }

        @Override
        public void onItem(Item item) {
            deliver(open -> open.onItem(item), item.id());
        }

        @Override
        public void onRemoved(ItemId item) {
            deliver(open -> open.onRemoved(item), item);
        }

        private void deliver(Consumer<ItemListener> event, ItemId item) {
            ItemListener open = listener;
            if (open == null) {
                return;
            }
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(pluginLoader);
            try {
                event.accept(open);
            } catch (Throwable thrown) { // the log must go on whatever a plugin throws
                logger.log(
                        System.Logger.Level.WARNING,
                        "item listener failed for {0}: {1}",
                        item,
                        Failures.describe(thrown));
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        @Override
        public void close() {
            listener = null;
            followers.remove(this);
            Subscription open = subscription;
            if (open != null) {
                open.close();
            }
        }
    }
}
