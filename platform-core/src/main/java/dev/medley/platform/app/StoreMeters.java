package dev.medley.platform.app;

import dev.medley.platform.store.LogStore;
import dev.medley.platform.store.LogStoreHealth;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** How the log is followed, as metrics. One look at the store serves all of them for a while: a look asks the broker. */
final class StoreMeters {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LogStore store;
    private LogStoreHealth last;
    private long lookedAt;

    private StoreMeters(LogStore store) {
        this.store = store;
    }

    static void register(LogStore store, MeterRegistry registry) {
        StoreMeters meters = new StoreMeters(store);
        Gauge.builder("medley.log.lag.records", () -> meters.look().lag().orElse(0))
                .description("Records in the log that this node has not applied yet")
                .register(registry);
        meters.counter(
                "medley.log.applied.records", "Records read from the log", LogStoreHealth::appliedRecords, registry);
        meters.counter(
                "medley.log.skipped.records",
                "Records among them that could not be read",
                LogStoreHealth::skippedRecords,
                registry);
        meters.counter(
                "medley.impressions.dropped",
                "Answers that were given and not logged",
                LogStoreHealth::droppedImpressions,
                registry);
        meters.counter(
                "medley.item.listener.failures",
                "Calls of plugins' item listeners that threw",
                LogStoreHealth::itemListenerFailures,
                registry);
    }

    private void counter(
            String name, String description, ToDoubleFunction<LogStoreHealth> value, MeterRegistry registry) {
        FunctionCounter.builder(name, this, meters -> value.applyAsDouble(meters.look()))
                .description(description)
                .register(registry);
    }

    private synchronized LogStoreHealth look() {
        long now = System.nanoTime();
        if (last == null || now - lookedAt > FRESH_NANOS) {
            last = store.health();
            lookedAt = now;
        }
        return last;
    }
}
