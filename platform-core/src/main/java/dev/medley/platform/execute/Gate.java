package dev.medley.platform.execute;

import dev.medley.spi.failure.FailureOwner;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Stands before one component: bulkhead, breaker and quarantine. Every call that was let in leaves by exactly one of
 * {@link #succeeded}, {@link #failed} and {@link #overran}; after {@code overran} comes {@link #returnedLate} when the
 * call gives its thread back, if ever. Any thread.
 */
public final class Gate {
    private static final Logger LOGGER = System.getLogger(Gate.class.getName());

    /** What kind of call is limited. */
    public enum Kind {
        /** May block: an overrun is a failure like others, and quarantine waits for the interrupt to take effect. */
        BLOCKING,
        /** Pure: an overrun opens the breaker at once. */
        PURE,
        /** Pure and failing closed: leaving it out would drop every row, so that throwing alone never opens. */
        SAFETY
    }

    /** So long a blocking call may take to answer its interrupt before the component is in quarantine. */
    private static final long INTERRUPT_GRACE_NANOS = 50_000_000;

    private static final long LOG_INTERVAL_NANOS = 10_000_000_000L;

    private final ComponentKey key;
    private final Kind kind;
    private final PipelineSettings settings;
    private final ComponentMetrics metrics;
    private final LongSupplier nanoTime;

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicReference<BreakerState> breaker = new AtomicReference<>(BreakerState.CLOSED);
    private final AtomicInteger stuck = new AtomicInteger();
    private final AtomicLong nextLog;
    private volatile long stuckSince;
    private volatile long openUntil;
    private volatile FailureOwner openedBy = FailureOwner.PLUGIN;

    /** A closed gate; the clock gives nanoseconds. */
    Gate(ComponentKey key, Kind kind, PipelineSettings settings, ComponentMetrics metrics, LongSupplier nanoTime) {
        this.key = key;
        this.kind = kind;
        this.settings = settings;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        nextLog = new AtomicLong(nanoTime.getAsLong());
    }

    /** Lets a call in, or says why not. */
    Optional<Failure> enter() {
        if (isQuarantined()) {
            return refuse(FailureOwner.TIMEOUT, "left out: an earlier call has not returned");
        }
        if (running.incrementAndGet() > settings.maxConcurrentCalls()) {
            running.decrementAndGet();
            return refuse(
                    FailureOwner.TIMEOUT, "left out: " + settings.maxConcurrentCalls() + " calls are running already");
        }
        if (breaker.get() != BreakerState.CLOSED && !mayTry()) {
            running.decrementAndGet();
            return refuse(openedBy, "left out: failed too often");
        }
        return Optional.empty();
    }

    /** Whether a call that should have ended is still running. */
    boolean isQuarantined() {
        return stuck.get() > 0 && (kind != Kind.BLOCKING || nanoTime.getAsLong() - stuckSince >= INTERRUPT_GRACE_NANOS);
    }

    /** Whether nothing speaks against calling it. */
    boolean isPassable() {
        return breaker.get() == BreakerState.CLOSED && !isQuarantined();
    }

    /** The call did its work. */
    void succeeded(long nanos) {
        running.decrementAndGet();
        if (failuresInARow.get() != 0) {
            failuresInARow.set(0);
        }
        if (breaker.get() != BreakerState.CLOSED
                && breaker.compareAndSet(BreakerState.HALF_OPEN, BreakerState.CLOSED)) {
            changed(BreakerState.CLOSED);
        }
        metrics.called(key, nanos);
    }

    /** The call threw. */
    void failed(Failure failure, Throwable thrown, long nanos) {
        running.decrementAndGet();
        metrics.called(key, nanos);
        noteFailure(failure, thrown);
    }

    /** The component failed in something that was not a call of its own, such as saying whether it takes part. */
    void noteFailure(Failure failure, Throwable thrown) {
        int inARow = failuresInARow.incrementAndGet();
        metrics.failed(key, failure.owner());
        log(failure, thrown);
        if (failure.owner() == FailureOwner.CLIENT) {
            failuresInARow.decrementAndGet();
            return;
        }
        if (breaker.get() == BreakerState.HALF_OPEN || kind != Kind.SAFETY && inARow >= settings.breakerFailures()) {
            open(failure.owner());
        }
    }

    /** The call has been abandoned and may still be running. */
    void overran() {
        running.decrementAndGet();
        if (stuck.getAndIncrement() == 0) {
            stuckSince = nanoTime.getAsLong();
        }
        int inARow = failuresInARow.incrementAndGet();
        metrics.failed(key, FailureOwner.TIMEOUT);
        log(Failure.overran(), null);
        if (kind != Kind.BLOCKING || breaker.get() == BreakerState.HALF_OPEN || inARow >= settings.breakerFailures()) {
            open(FailureOwner.TIMEOUT);
        }
    }

    /** An abandoned call has given its thread back. */
    void returnedLate() {
        stuck.decrementAndGet();
    }

    /** One failure now and then is worth a stack trace; a flood of them is not. */
    private void log(Failure failure, Throwable thrown) {
        long now = nanoTime.getAsLong();
        long next = nextLog.get();
        boolean loud = now - next >= 0 && nextLog.compareAndSet(next, now + LOG_INTERVAL_NANOS);
        LOGGER.log(
                loud ? Level.WARNING : Level.DEBUG,
                () -> key + ": " + failure.owner() + ": " + failure.detail(),
                thrown);
    }

    private boolean mayTry() {
        return nanoTime.getAsLong() - openUntil >= 0
                && breaker.compareAndSet(BreakerState.OPEN, BreakerState.HALF_OPEN);
    }

    private void open(FailureOwner owner) {
        openedBy = owner;
        openUntil = nanoTime.getAsLong() + settings.breakerOpen().toNanos();
        if (breaker.getAndSet(BreakerState.OPEN) != BreakerState.OPEN) {
            changed(BreakerState.OPEN);
        }
    }

    private void changed(BreakerState state) {
        metrics.breakerChanged(key, state);
        LOGGER.log(Level.INFO, () -> key + ": breaker " + state);
    }

    private Optional<Failure> refuse(FailureOwner owner, String detail) {
        metrics.failed(key, owner);
        return Optional.of(new Failure(owner, detail));
    }
}
