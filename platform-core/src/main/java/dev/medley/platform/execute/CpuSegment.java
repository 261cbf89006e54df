package dev.medley.platform.execute;

import dev.medley.spi.request.Deadline;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One stretch of a request's work on one thread: from the start, or from where a component overran, to the end. */
final class CpuSegment implements Runnable, ComponentCaller {
    /** Ends a thread's part in work that has gone on without it. */
    private static final class AbandonedError extends Error {
        private static final long serialVersionUID = 1L;
        private static final AbandonedError INSTANCE = new AbandonedError();

        private AbandonedError() {
            super("the work has gone on without this thread", null, false, false);
        }
    }

    private final CpuWork work;
    private final Deadline deadline;
    private final Thread waiting;
    private final AtomicBoolean taken = new AtomicBoolean();
    private Guarded<?> overran;
    private CpuCall suspect;
    private volatile CpuCall current;
    private volatile boolean done;
    private Throwable thrown;

    CpuSegment(CpuWork work, Deadline deadline, Thread waiting, Guarded<?> overran) {
        this.work = work;
        this.deadline = deadline;
        this.waiting = waiting;
        this.overran = overran;
    }

    @Override
    public void run() {
        if (!taken.compareAndSet(false, true)) {
            return;
        }
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        try {
            work.run(this);
        } catch (AbandonedError abandoned) {
            Thread.interrupted();
            Thread.currentThread().setContextClassLoader(own);
            current.pool().threadBack();
            return;
        } catch (Throwable mistake) {
            thrown = mistake;
        }
        Thread.currentThread().setContextClassLoader(own);
        done = true;
        LockSupport.unpark(waiting);
    }

    boolean isDone() {
        return done;
    }

    /** Takes the work back, if no thread has taken it up. */
    boolean cancel() {
        return taken.compareAndSet(false, true);
    }

    /**
     * The call that was abandoned because its time was up; null if there is none. It must be found overdue in two looks:
     * after a pause of the whole machine every call is overdue, and most end in the next moment.
     */
    CpuCall abandonOverrun(CpuPool pool) {
        CpuCall call = current;
        if (call == null || !call.isOverdue()) {
            return null;
        }
        boolean seenBefore = suspect == call;
        suspect = call;
        return seenBefore && call.abandon(pool) ? call : null;
    }

    /** Throws the platform's own mistake, if there was one. */
    void rethrow() {
        switch (thrown) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(thrown);
        }
    }

    @Override
    public <C> Optional<Failure> call(Guarded<C> component, Consumer<? super C> body) {
        if (hasOverrun(component)) {
            return Optional.of(Failure.overran());
        }
        Optional<Failure> refused = component.gate().enter();
        if (refused.isPresent()) {
            return refused;
        }
        long start = System.nanoTime();
        Throwable caught = null;
        CpuCall call = begin(component, start);
        try {
            body.accept(component.component());
        } catch (Throwable anything) {
            caught = anything;
        }
        end(call);
        long nanos = System.nanoTime() - start;
        if (caught == null) {
            component.gate().succeeded(nanos);
            return Optional.empty();
        }
        Failure failure = Failure.of(caught);
        component.gate().failed(failure, caught, nanos);
        return Optional.of(failure);
    }

    @Override
    public <C> Answer ask(Guarded<C> component, Predicate<? super C> question) {
        if (hasOverrun(component)) {
            return new Answer(false, Optional.of(Failure.overran()));
        }
        if (!component.gate().isPassable()) {
            return Answer.YES;
        }
        boolean yes = false;
        Throwable caught = null;
        CpuCall call = begin(component, System.nanoTime());
        try {
            yes = question.test(component.component());
        } catch (Throwable anything) {
            caught = anything;
        }
        end(call);
        if (caught == null) {
            return yes ? Answer.YES : Answer.NO;
        }
        return new Answer(false, Optional.of(charge(component, caught)));
    }

    @Override
    public Failure charge(Guarded<?> component, Throwable fault) {
        Failure failure = Failure.of(fault);
        component.gate().noteFailure(failure, fault);
        return failure;
    }

    private boolean hasOverrun(Guarded<?> component) {
        if (overran != component) {
            return false;
        }
        overran = null;
        return true;
    }

    private CpuCall begin(Guarded<?> component, long startNanos) {
        Thread.currentThread().setContextClassLoader(component.classLoader());
        long limit = Math.max(CpuPool.MIN_CALL_NANOS, deadline.remaining().toNanos() / 4);
        CpuCall call = new CpuCall(component, startNanos, limit);
        current = call;
        return call;
    }

    private void end(CpuCall call) {
        if (!call.end()) {
            throw AbandonedError.INSTANCE;
        }
        current = null;
        Thread.interrupted();
    }
}
