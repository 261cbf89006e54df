package dev.medley.platform.app;

import dev.medley.platform.config.ChangeWatch;
import dev.medley.platform.config.ConfigStore;
import dev.medley.platform.config.PageConfig;
import dev.medley.platform.event.Ingest;
import dev.medley.platform.event.LogUnavailableException;
import dev.medley.platform.exposure.ExposureFile;
import dev.medley.platform.exposure.LiveExposure;
import dev.medley.platform.http.ServedPlatform;
import dev.medley.platform.plugin.PluginSettings;
import dev.medley.platform.score.packed.PackedReader;
import dev.medley.platform.score.registry.ModelRegistry;
import dev.medley.platform.store.LogStore;
import dev.medley.platform.store.LogStoreHealth;
import dev.medley.platform.store.LogStoreSettings;
import dev.medley.platform.train.ModelTraining;
import dev.medley.platform.world.World;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens the parts in their order (store, model, plugins) and closes them in the opposite one. While it opens, and after
 * it has begun to close, there is nothing to serve, which callers are told.
 */
@Singleton
public class PlatformLifecycle {
    private static final System.Logger LOGGER = System.getLogger(PlatformLifecycle.class.getName());
    private static final long TRAINING_SEED = 1;
    private static final int PROGRESS_SECONDS = 5;

    private final MeterRegistry registry;
    private final MicrometerMetrics metrics;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private volatile ServedPlatform served;
    private volatile LogStore store;

    @Inject
    PlatformLifecycle(MeterRegistry registry) {
        this.registry = registry;
        metrics = new MicrometerMetrics(registry);
    }

    /** What runs; empty before it does and when it does no more. */
    Optional<ServedPlatform> served() {
        return Optional.ofNullable(served);
    }

    /** How the store is; empty before it is opened. Asks the broker. */
    Optional<LogStoreHealth> storeHealth() {
        return Optional.ofNullable(store).map(LogStore::health);
    }

    /**
     * Opens everything; returns when it serves.
     *
     * @throws StartFailedException if it cannot; {@link #stop} closes what was opened
     */
    void start(PlatformSettings settings) throws StartFailedException, InterruptedException {
        try {
            LogStore log = openStore(settings);
            World world = log.world();
            Ingest ingest = metrics.counting(log.ingest());
            ModelRegistry models = keep(ModelRegistry.open(settings.home().resolve("models"), new PackedReader(world)));
            ModelMeters.register(models, registry);
            ModelTraining training = keep(new ModelTraining(
                    world, models, ModelFamilies.inProcess(settings.model(), TRAINING_SEED), TRAINING_SEED));
            if (!settings.isEmpty() && settings.kafka().isEmpty()) {
                new SampleWorld(settings.home()).bringInWhereMissing(world, ingest, training);
            }
            ConfigStore config = new ConfigStore(settings.home().resolve("config"));
            String configRead = config.signature();
            PageConfig page = new PageConfig(config, InstantSource.system());
            LiveExposure exposure = keep(new LiveExposure(
                    new ExposureFile(settings.home().resolve("config").resolve("exposure.yaml")),
                    NodeName.in(settings.home()),
                    world,
                    ingest,
                    log.shared(),
                    InstantSource.system()));
            Ranking ranking = keep(new Ranking(log, models, config, page, pluginSettings(settings), exposure, metrics));
            ranking.loadPlugins();
            ChangeWatch watch = keep(new ChangeWatch(
                    "medley-config-watch", PluginSettings.DEFAULT_WATCH_INTERVAL, config::signature, () -> {
                        page.reload();
                        exposure.reload();
                    }));
            watch.start(configRead);
            served = new ServedPlatform(
                    world,
                    ingest,
                    ranking.ranker(),
                    ranking.plugins(),
                    ranking.plugins(),
                    page,
                    ranking.traces(),
                    training,
                    models,
                    exposure);
        } catch (IOException | LogUnavailableException | IllegalStateException failed) {
            throw new StartFailedException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private LogStore openStore(PlatformSettings settings) throws InterruptedException {
        Progress.say(settings.kafka()
                .map(brokers -> "Opening the log on Kafka at " + brokers)
                .orElseGet(() -> "Starting the embedded Kafka broker in " + settings.home()));
        LogStoreSettings embedded = LogStoreSettings.embedded(settings.home());
        LogStore log = keep(LogStore.open(settings.kafka()
                .map(brokers -> embedded.onBrokers(brokers, Map.of()))
                .orElse(embedded)));
        store = log;
        StoreMeters.register(log, registry);
        try {
            awaitReplay(log);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "The log cannot be read: " + failed.getCause().getMessage(), failed);
        }
        LogStoreHealth health = log.health();
        Progress.say("Read " + health.appliedRecords() + " records from the log on " + log.bootstrapServers());
        return log;
    }

    private static void awaitReplay(LogStore log) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                log.replayed().get(PROGRESS_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException notYet) {
                Progress.say("  " + log.health().appliedRecords() + " records read");
            }
        }
    }

    private static PluginSettings pluginSettings(PlatformSettings settings) {
        List<Path> roots = new ArrayList<>(settings.plugins());
        roots.add(settings.home().resolve("plugins"));
        return PluginSettings.of(roots, settings.home().resolve("staging"));
    }

    private synchronized <T extends AutoCloseable> T keep(T part) {
        opened.push(part);
        return part;
    }

    /** Nothing new is begun while Quarkus lets the requests in flight end. */
    void stopServing(@Observes ShutdownEvent event) {
        served = null;
    }

    /** Closes everything, newest first; what is closed already stays so. */
    synchronized void stop() {
        served = null;
        while (!opened.isEmpty()) {
            AutoCloseable next = opened.pop();
            try {
                next.close();
            } catch (Exception failed) {
                LOGGER.log(Level.WARNING, next.getClass().getSimpleName() + " did not close in order", failed);
            }
        }
    }
}
