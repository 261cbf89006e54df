package dev.medley.platform.execute;

import dev.medley.spi.request.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls of blocking components in one stage of one request, side by side, each on a virtual thread of its own. Used by
 * the request's thread only; what has not ended at the stage's deadline is interrupted and lost.
 */
public final class FanOut {
    private static final ThreadFactory THREADS = Thread.ofVirtual()
            .name("medley-io")
            .inheritInheritableThreadLocals(false)
            .factory();

    private final Deadline deadline;
    private final Thread waiting = Thread.currentThread();
    private final List<Call<?, ?>> calls = new ArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile int wakeAt = Integer.MAX_VALUE;

    /** No calls yet; they end at that deadline. */
    public FanOut(Deadline deadline) {
        this.deadline = deadline;
    }

    /** Starts a call. */
    public <C, T> Call<C, T> start(Guarded<C> component, BlockingCall<? super C, ? extends T> body) {
        Call<C, T> call = new Call<>(component, body);
        calls.add(call);
        Optional<Failure> refused = component.gate().enter();
        if (refused.isPresent()) {
            call.refuse(refused.get());
            return call;
        }
        call.thread = THREADS.newThread(call);
        call.thread.start();
        return call;
    }

    /** Waits until all calls have ended; at the deadline it ends those that have not. */
    public void awaitAll() {
        if (!await(calls.size())) {
            endAll();
        }
    }

    /** Waits until more than so many calls have ended; false at the deadline, when it has ended them all. */
    public boolean awaitMoreThan(int alreadyEnded) {
        if (await(alreadyEnded + 1)) {
            return true;
        }
        endAll();
        return false;
    }

    private boolean await(int target) {
        boolean interrupted = false;
        wakeAt = target;
        while (ended.get() < target) {
            long nanos = deadline.remaining().toNanos();
            if (nanos == 0) {
                break;
            }
            LockSupport.parkNanos(this, nanos);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            waiting.interrupt();
        }
        return ended.get() >= target;
    }

    private void endAll() {
        for (Call<?, ?> call : calls) {
            call.abandon();
        }
    }

    /** One call; its outcome may be read when it has ended. */
    public final class Call<C, T> implements Runnable {
        private static final int RUNNING = 0;
        private static final int ENDED = 1;
        private static final int ABANDONED = 2;

        private final Guarded<C> component;
        private final BlockingCall<? super C, ? extends T> body;
        private final AtomicInteger state = new AtomicInteger(RUNNING);
        private Thread thread;
        private T result;
        private Failure failure;

        private Call(Guarded<C> component, BlockingCall<? super C, ? extends T> body) {
            this.component = component;
            this.body = body;
        }

        /** Whether its outcome is there. */
        public boolean hasEnded() {
            return state.get() != RUNNING;
        }

        /** Why it has no result; empty if it has. */
        public Optional<Failure> failure() {
            return state.get() == ABANDONED ? Optional.of(Failure.overran()) : Optional.ofNullable(failure);
        }

        /** What the component returned; only if there is no failure. */
        public T result() {
            return result;
        }

        @Override
        public void run() {
            Thread.currentThread().setContextClassLoader(component.classLoader());
            long start = System.nanoTime();
            T returned = null;
            Throwable caught = null;
            try {
                returned = body.call(component.component());
            } catch (Throwable anything) {
                caught = anything;
            }
            Failure failed = caught == null ? null : Failure.of(caught);
            // Written before the state changes; nobody looks at them if the call was abandoned.
            result = returned;
            failure = failed;
            if (!state.compareAndSet(RUNNING, ENDED)) {
                component.gate().returnedLate();
                return;
            }
            long nanos = System.nanoTime() - start;
            if (failed == null) {
                component.gate().succeeded(nanos);
            } else {
                component.gate().failed(failed, caught, nanos);
            }
            wake();
        }

        private void refuse(Failure refusal) {
            failure = refusal;
            state.set(ENDED);
            ended.incrementAndGet();
        }

        private void abandon() {
            if (state.compareAndSet(RUNNING, ABANDONED)) {
                component.gate().overran();
                thread.interrupt();
                ended.incrementAndGet();
            }
        }

        private void wake() {
            if (ended.incrementAndGet() >= wakeAt) {
                LockSupport.unpark(waiting);
            }
        }
    }
}
