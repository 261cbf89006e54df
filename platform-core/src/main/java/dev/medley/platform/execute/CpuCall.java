package dev.medley.platform.execute;

import java.util.concurrent.atomic.AtomicInteger;

/** One call of a pure component: either its thread ends it or the request's abandons it, never both. */
final class CpuCall {
    private static final int RUNNING = 0;
    private static final int ENDED = 1;
    private static final int ABANDONING = 2;
    private static final int ABANDONED = 3;

    private final Guarded<?> component;
    private final Thread thread = Thread.currentThread();
    private final long startNanos;
    private final long limitNanos;
    private final AtomicInteger state = new AtomicInteger(RUNNING);
    private volatile CpuPool pool;

    CpuCall(Guarded<?> component, long startNanos, long limitNanos) {
        this.component = component;
        this.startNanos = startNanos;
        this.limitNanos = limitNanos;
    }

    Guarded<?> component() {
        return component;
    }

    boolean isOverdue() {
        return System.nanoTime() - startNanos > limitNanos;
    }

    /** Called by the request's thread: takes the call from its thread, unless it has just ended. */
    boolean abandon(CpuPool owner) {
        pool = owner;
        if (!state.compareAndSet(RUNNING, ABANDONING)) {
            return false;
        }
        component.gate().overran();
        owner.threadLost();
        thread.interrupt();
        state.set(ABANDONED);
        return true;
    }

    /** Called by its own thread: whether what it wrote counts. If not, it must leave the work alone. */
    boolean end() {
        if (state.compareAndSet(RUNNING, ENDED)) {
            return true;
        }
        // The interrupt must have come before the thread is given back, or it would hit somebody else's work.
        while (state.get() != ABANDONED) {
            Thread.onSpinWait();
        }
        component.gate().returnedLate();
        return false;
    }

    CpuPool pool() {
        return pool;
    }
}
