package dev.medley.platform.execute;

import dev.medley.spi.request.Deadline;
import java.lang.System.Logger.Level;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The platform threads on which pure components run: as many as there are cores. Threads of its own, because a component
 * that spins on a virtual thread takes a carrier from everybody for ever, while a busy platform thread is preempted.
 *
 * <p>A thread that a component does not give back is replaced, up to a bound, and its replacement goes when it returns.
 */
public final class CpuPool implements AutoCloseable {
    /** A pure component always gets so long, also where the deadline is near: a pause of the JVM is not its mistake. */
    static final long MIN_CALL_NANOS = 20_000_000;

    private static final long LOOK_NANOS = 5_000_000;
    private static final long QUEUE_GRACE_NANOS = 1_000_000_000;

    private final ThreadPoolExecutor executor;
    private final int maxReplaced;
    private int lost;

    /** A pool of so many threads, which grows by at most that many replacements. */
    public CpuPool(int threads, int maxReplaced) {
        this.maxReplaced = maxReplaced;
        executor = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("medley-cpu-", 0).factory());
    }

    /**
     * Runs the work to its end, going on without components that overrun. Blocks.
     *
     * @param deadline each component gets a quarter of what is left of it, but never less than 20 ms
     * @throws RejectedExecutionException if no thread took the work up within a second after the deadline
     */
    public void run(CpuWork work, Deadline deadline) {
        boolean interrupted = false;
        CpuSegment segment = new CpuSegment(work, deadline, Thread.currentThread(), null);
        executor.execute(segment);
        long latestStart = System.nanoTime() + deadline.remaining().toNanos() + QUEUE_GRACE_NANOS;
        long wait = MIN_CALL_NANOS;
        while (!segment.isDone()) {
            LockSupport.parkNanos(this, wait);
            interrupted |= Thread.interrupted();
            if (segment.isDone()) {
                break;
            }
            wait = LOOK_NANOS;
            if (System.nanoTime() - latestStart >= 0 && segment.cancel()) {
                throw new RejectedExecutionException("no thread was free for the request");
            }
            CpuCall overrun = segment.abandonOverrun(this);
            if (overrun != null) {
                segment = new CpuSegment(work, deadline, Thread.currentThread(), overrun.component());
                executor.execute(segment);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        segment.rethrow();
    }

    /** Threads that components have not given back. */
    public synchronized int lostThreads() {
        return lost;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    synchronized void threadLost() {
        lost++;
        if (lost <= maxReplaced) {
            resize(executor.getCorePoolSize() + 1);
        } else {
            System.getLogger(CpuPool.class.getName())
                    .log(Level.ERROR, "components hold {0} threads; no more are replaced", lost);
        }
    }

    synchronized void threadBack() {
        if (lost <= maxReplaced) {
            resize(executor.getCorePoolSize() - 1);
        }
        lost--;
    }

    private void resize(int threads) {
        if (threads > executor.getMaximumPoolSize()) {
            executor.setMaximumPoolSize(threads);
            executor.setCorePoolSize(threads);
            return;
        }
        executor.setCorePoolSize(threads);
        executor.setMaximumPoolSize(threads);
    }
}
