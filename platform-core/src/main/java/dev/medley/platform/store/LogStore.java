package dev.medley.platform.store;

import dev.medley.platform.event.ImpressionLog;
import dev.medley.platform.event.Ingest;
import dev.medley.platform.event.LogUnavailableException;
import dev.medley.platform.event.SharedState;
import dev.medley.platform.kafka.EmbeddedBroker;
import dev.medley.platform.kafka.KafkaImpressionLog;
import dev.medley.platform.kafka.KafkaLog;
import dev.medley.platform.kafka.LogAdmin;
import dev.medley.platform.kafka.LogClients;
import dev.medley.platform.kafka.LogFollower;
import dev.medley.platform.world.World;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * The log and the world that follows it, in one piece: the broker if it is the embedded one, the door for writes, the
 * follower, the world, the impression log.
 *
 * <p>Close it last, after HTTP has stopped: clients that outlive the broker fill the output with connection errors.
 */
public final class LogStore implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LogStore.class.getName());
    private static final int HEALTH_TIMEOUT_MILLIS = 1_000;

    /** What was opened, newest first: the order in which it is closed. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private LogClients clients;
    private InfinispanWorld world;
    private LogAdmin admin;
    private LogFollower follower;
    private KafkaLog ingest;
    private KafkaImpressionLog impressions;
    private CompletableFuture<Void> replayed;

    private LogStore() {}

    /**
     * Opens all of it. The replay of the log has begun when this returns; {@link #replayed()} says when it is over.
     *
     * @throws IllegalStateException if another process uses the directory or the embedded broker does not start
     * @throws LogUnavailableException if the user's broker does not answer in time
     */
    public static LogStore open(LogStoreSettings settings) {
        LogStore store = new LogStore();
        try {
            store.start(settings);
            return store;
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    private void start(LogStoreSettings settings) {
        opened.push(HomeLock.take(settings.homeDirectory()));
        // The world's caches take a while to start, and so does the broker: side by side.
        CompletableFuture<InfinispanWorld> starting =
                CompletableFuture.supplyAsync(() -> new InfinispanWorld(settings.maxCountedItems()));
        String bootstrap;
        try {
            bootstrap = settings.externalBootstrap().orElseGet(() -> startBroker(settings));
        } finally {
            world = starting.join();
            opened.push(world);
        }
        clients = new LogClients(bootstrap, settings.timeoutMillis(), settings.clientProperties());
        admin = new LogAdmin(clients);
        opened.push(admin);
        admin.createTopics(settings.partitions());
        follower = new LogFollower(clients, world);
        opened.push(follower);
        replayed = follower.replayed().thenRun(world::warmUp);
        ingest = new KafkaLog(clients, follower);
        opened.push(ingest);
        impressions = new KafkaImpressionLog(clients);
        opened.push(impressions);
    }

    private String startBroker(LogStoreSettings settings) {
        EmbeddedBroker broker = EmbeddedBroker.start(
                settings.homeDirectory().resolve("log"), settings.brokerPort(), settings.flushEachWrite());
        opened.push(broker);
        return broker.bootstrap();
    }

    /** The door for writes. */
    public Ingest ingest() {
        return ingest;
    }

    /** What follows the log. */
    public World world() {
        return world;
    }

    /** What nodes share beside the world. */
    public SharedState shared() {
        return world.shared();
    }

    /** Where answers are logged. */
    public ImpressionLog impressions() {
        return impressions;
    }

    /**
     * Completes when everything that was in the log at the start is applied and what is asked for most is computed;
     * exceptionally if the follower stopped before.
     */
    public CompletableFuture<Void> replayed() {
        return replayed.copy();
    }

    /** The brokers, {@code host:port} separated by commas. */
    public String bootstrapServers() {
        return clients.bootstrap();
    }

    /** How it is; asks the broker and waits for it a second at most. */
    public LogStoreHealth health() {
        return new LogStoreHealth(
                admin.isReachable(HEALTH_TIMEOUT_MILLIS),
                follower.isAlive(),
                replayed.isDone() && !replayed.isCompletedExceptionally(),
                follower.lag(),
                follower.appliedRecords(),
                follower.skippedRecords(),
                impressions.dropped(),
                world.itemListenerFailures());
    }

    /** Stops in order, the broker last, in about a second. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            AutoCloseable next = opened.pop();
            try {
                next.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, next.getClass().getSimpleName() + " did not close in order", e);
            }
        }
    }
}
