package dev.medley.platform.score.registry;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs changes one after the other on a platform thread of their own, for hashing and reading a large model is work that
 * would hold up virtual threads. Any thread may ask for one, and waits.
 */
final class ChangeThread implements AutoCloseable {
    private final ThreadPoolExecutor changes;

    ChangeThread() {
        changes = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("medley-models").factory());
        changes.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs the change after those that were asked for earlier, and waits for its end, also when interrupted.
     *
     * @param declared what the change may throw beside an {@link IOException}
     */
    <T, E extends Exception> T run(Class<E> declared, Callable<T> change) throws IOException, E {
        Future<T> running;
        try {
            running = changes.submit(change);
        } catch (RejectedExecutionException closed) {
            throw new IOException("the registry is closed", closed);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return running.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Exception e when declared.isInstance(e) -> throw declared.cast(e);
                default -> throw new IllegalStateException(failed.getCause());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes no further change. */
    @Override
    public void close() {
        changes.shutdown();
    }
}
