package dev.medley.platform.store;

import dev.medley.platform.event.SharedNumbers;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.util.concurrent.ConcurrentMap;
import org.infinispan.commons.api.CacheContainerAdmin;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.cache.StorageType;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.manager.DefaultCacheManager;

/**
 * The embedded Infinispan caches, all of them local and holding Java objects: nothing is serialized on a read or a
 * write. They never evict, for what is dropped could not be told from what never was; their bounds are the writer's.
 */
final class HotCaches implements AutoCloseable {
    private final DefaultCacheManager caches;

    /**
     * Where counters of several items meet.
     *
     * @param surface of the items
     * @param group the author or category
     */
    record GroupKey(SurfaceId surface, CounterGroup group) {}

    HotCaches() {
        GlobalConfigurationBuilder global = new GlobalConfigurationBuilder().nonClusteredDefault();
        global.cacheManagerName("medley");
        global.jmx().disable();
        global.metrics().gauges(false).histograms(false);
        // Its own shutdown hook would pull the caches away from whoever still applies the log when a signal comes.
        global.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
        this.caches = new DefaultCacheManager(global.build());
    }

    ConcurrentMap<ItemId, Item> items() {
        return cache("items");
    }

    ConcurrentMap<UserId, UserProfile> users() {
        return cache("users");
    }

    ConcurrentMap<UserId, History> histories() {
        return cache("histories");
    }

    ConcurrentMap<ItemId, ItemActivity> itemCounters() {
        return cache("item-counters");
    }

    ConcurrentMap<GroupKey, GroupActivity> groupCounters() {
        return cache("group-counters");
    }

    ConcurrentMap<String, SharedNumbers> sharedNumbers() {
        return cache("shared-numbers");
    }

    @Override
    public void close() {
        caches.stop();
    }

    private <K, V> ConcurrentMap<K, V> cache(String name) {
        return caches.administration()
                .withFlags(CacheContainerAdmin.AdminFlag.VOLATILE)
                .getOrCreateCache(name, local());
    }

    private static Configuration local() {
        ConfigurationBuilder local = new ConfigurationBuilder();
        local.clustering().cacheMode(CacheMode.LOCAL);
        // No interceptors between the caller and the map: neither transactions, stores nor expiration are used.
        local.simpleCache(true);
        local.memory().storage(StorageType.HEAP);
        local.encoding().mediaType("application/x-java-object");
        local.statistics().disable();
        return local.build();
    }
}
