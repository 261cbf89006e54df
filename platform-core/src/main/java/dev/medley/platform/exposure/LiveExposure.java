package dev.medley.platform.exposure;

import dev.medley.platform.event.Ingest;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.SharedNumbers;
import dev.medley.platform.event.SharedState;
import dev.medley.platform.pipeline.ImpressionSink;
import dev.medley.platform.pipeline.Impressions;
import dev.medley.platform.rerank.exposure.Prices;
import dev.medley.platform.world.World;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts answered slates on a thread of its own, shares the counts twice a tick, and has prices computed once a tick, and
 * within a second when the values of a scenario have been scaled. An answer never waits for it: what does not fit the queue is not counted, and that is. A process that dies loses what it
 * counted since it last shared, half a tick at most.
 */
public final class LiveExposure implements ImpressionSink, ExposureReport.Source, AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(LiveExposure.class.getName());
    private static final int MAX_WAITING = 10_000;
    private static final long LOOK_MILLIS = 100;
    /** As soon as prices, which are named by seconds, can be other ones. */
    private static final long SCALED_MILLIS = 1_000;

    private static final int WRITE_SECONDS = 30;

    private final BlockingQueue<Impressions> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final ExposureFile file;
    private final ExposureKeeping keeping;
    private final Ingest ingest;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean closed;
    private volatile Prices prices;
    private boolean failing;

    /**
     * Starts, from what the log has.
     *
     * @param file the settings
     * @param node names this node, the same after a restart, and no other; 1 to 64 characters
     * @param shared replayed already
     * @param clock the time that attention is forgotten by
     */
    public LiveExposure(
            ExposureFile file, String node, World world, Ingest ingest, SharedState shared, InstantSource clock) {
        this.file = file;
        this.ingest = ingest;
        this.clock = clock;
        keeping = new ExposureKeeping(file.state().settings(), node, world, shared);
        prices = keeping.prices();
        thread = Thread.ofPlatform().name("medley-exposure").daemon(true).start(this::run);
    }

    @Override
    public void offer(Impressions impressions) {
        if (closed || !waiting.offer(impressions)) {
            dropped.incrementAndGet();
        }
    }

    /** Takes over what the settings' file says now, or keeps what is used and logs why. */
    public synchronized void reload() {
        ExposureSettings before = file.state().settings();
        file.reload();
        ExposureSettings now = file.state().settings();
        if (!now.equals(before)) {
            keeping.use(now, clock.millis());
            LOGGER.log(Level.INFO, "exposure is kept by other settings: {0}", now.revision());
        }
    }

    /** The factors on bonuses for exploration that keep this node's budgets, by their names; those that are not there are 1. */
    public Map<String, Double> paces() {
        return keeping.paces();
    }

    /** What prices are now, to a tenth of a second; the same object does not change. Costs one volatile read. */
    public Prices prices() {
        return prices;
    }

    @Override
    public ExposureReport report() {
        return keeping.report(clock.millis(), dropped.get(), file.state().problems());
    }

    /** Counts what waits and shares it, for a few seconds at most. Closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long shared = clock.millis();
        try {
            while (!closed || !waiting.isEmpty()) {
                prices = keeping.prices();
                Impressions next = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    count(next);
                }
                if (clock.millis() >= shared + shareMillis()) {
                    share();
                    shared = clock.millis();
                }
            }
            share();
        } catch (InterruptedException e) {
            dropped.addAndGet(waiting.size());
        }
    }

    private long shareMillis() {
        long usual = keeping.updateMillis() / 2;
        return keeping.isScaled() ? Math.min(SCALED_MILLIS, usual) : usual;
    }

    private void count(Impressions impressions) {
        try {
            keeping.count(impressions, clock.millis());
        } catch (RuntimeException failed) {
            dropped.incrementAndGet();
            LOGGER.log(Level.WARNING, "the exposure of an answer could not be counted", failed);
        }
    }

    private void share() throws InterruptedException {
        Optional<SharedNumbers> counts = keeping.toShare();
        if (counts.isPresent() && !write(counts.get())) {
            keeping.notShared();
        }
        Optional<SharedNumbers> prices = keeping.nextPrices(clock.millis());
        if (prices.isPresent()) {
            write(prices.get());
        }
    }

    /** Without the log prices stay as they are, and counting goes on. */
    private boolean write(SharedNumbers numbers) throws InterruptedException {
        try {
            ingest.write(List.of(new LogRecord.NumbersShared(numbers))).get(WRITE_SECONDS, TimeUnit.SECONDS);
            failing = false;
            return true;
        } catch (ExecutionException | TimeoutException e) {
            if (!failing) {
                LOGGER.log(Level.WARNING, "exposure is counted, but cannot be shared for now: " + e);
            }
            failing = true;
            return false;
        }
    }
}
