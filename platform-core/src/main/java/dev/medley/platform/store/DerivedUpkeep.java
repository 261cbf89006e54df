package dev.medley.platform.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps what is derived up to date, on a thread of its own: one pass over all of it after every change, and then a pause
 * of four times as long as the pass took, {@value #MIN_PAUSE_MILLIS} ms at least. So it takes at most a fifth of one
 * core, and when the changes end everything is exact within one pause and one pass.
 */
final class DerivedUpkeep implements AutoCloseable {
    private static final Logger LOG = System.getLogger(DerivedUpkeep.class.getName());
    private static final long MIN_PAUSE_MILLIS = 50;
    private static final int PAUSE_PER_PASS = 4;

    private final LongSupplier changes;
    private final Supplier<List<Derived>> all;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Starts it.
     *
     * @param changes moves on after every change of the state
     * @param all what is kept at the moment
     */
    DerivedUpkeep(LongSupplier changes, Supplier<List<Derived>> all) {
        this.changes = changes;
        this.all = all;
        this.thread = Thread.ofPlatform().name("medley-derived").daemon(true).start(this::run);
    }

    /** One pass on the calling thread: what nothing changes meanwhile is exact when this returns. */
    void refreshAll() {
        for (Derived derived : all.get()) {
            derived.refresh();
        }
    }

    /** Stops within one refresh. Closing twice does nothing. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long passed = changes.getAsLong();
            long pauseMillis = MIN_PAUSE_MILLIS;
            while (!closed.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                long seen = changes.getAsLong();
                pauseMillis = MIN_PAUSE_MILLIS;
                if (seen != passed) {
                    long start = System.nanoTime();
                    pass();
                    passed = seen;
                    long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                    pauseMillis = Math.max(MIN_PAUSE_MILLIS, PAUSE_PER_PASS * tookMillis);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass() {
        for (Derived derived : all.get()) {
            if (closed.getCount() == 0) {
                return;
            }
            try {
                derived.refresh();
            } catch (RuntimeException e) {
                // The others, and this one after the next change, must not stay as they are for it.
                LOG.log(Level.ERROR, derived.getClass().getSimpleName() + " could not be computed anew", e);
            }
        }
    }
}
