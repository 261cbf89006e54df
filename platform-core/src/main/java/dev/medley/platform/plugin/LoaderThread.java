package dev.medley.platform.plugin;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Calls plugin code under a time limit, each time on a thread of its own: what hangs holds nobody else up, and what was
 * left in thread locals goes with the thread.
 */
final class LoaderThread {
    private static final System.Logger LOGGER = System.getLogger(LoaderThread.class.getName());

    private final Duration usualLimit;

    LoaderThread(Duration limit) {
        usualLimit = limit;
    }

    /** As {@link #call(String, Duration, ClassLoader, Callable, Consumer)}, under the usual limit. */
    <T> T call(String step, ClassLoader contextLoader, Callable<T> work, Consumer<T> late) throws RejectedException {
        return call(step, Duration.ZERO, contextLoader, work, late);
    }

    /**
     * Runs the work with that context class loader.
     *
     * @param step names the call in reasons, such as {@code create()}
     * @param extra what the limit is longer than usual
     * @param late takes a result that came after the limit, on the loader thread
     * @throws RejectedException if it throws anything, or the limit has passed; its thread is interrupted then
     */
    <T> T call(String step, Duration extra, ClassLoader contextLoader, Callable<T> work, Consumer<T> late)
            throws RejectedException {
        Duration limit = usualLimit.plus(extra);
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("medley-loader " + step)
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> {
                    try {
                        T value = work.call();
                        if (!outcome.complete(value)) {
                            late.accept(value);
                        }
                    } catch (Throwable thrown) { // a plugin may throw anything, linkage errors above all
                        outcome.completeExceptionally(thrown);
                    }
                });
        thread.setContextClassLoader(contextLoader);
        thread.start();
        try {
            return outcome.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw rejected(step, failed.getCause());
        } catch (TimeoutException timeUp) {
            return lateOrRejected(step, limit, outcome, thread);
        } catch (InterruptedException stopping) {
            outcome.cancel(false);
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw rejected(step + ": the platform is stopping");
        }
    }

    /** As {@link #call}, for work that leaves nothing behind. */
    void run(String step, ClassLoader contextLoader, Runnable work) throws RejectedException {
        call(
                step,
                contextLoader,
                () -> {
                    work.run();
                    return true;
                },
                done -> {});
    }

    private <T> T lateOrRejected(String step, Duration limit, CompletableFuture<T> outcome, Thread thread)
            throws RejectedException {
        if (outcome.cancel(false)) {
            thread.interrupt();
            throw rejected(step + ": did not return within " + limit.toMillis() + " ms");
        }
        // It finished between the limit and here.
        if (outcome.isCompletedExceptionally()) {
            throw rejected(step, outcome.exceptionNow());
        }
        return outcome.resultNow();
    }

    /** The work may have found the reason itself. */
    private static RejectedException rejected(String step, Throwable thrown) {
        LOGGER.log(System.Logger.Level.DEBUG, step, thrown);
        return thrown instanceof RejectedException rejection
                ? rejection
                : rejected(step + ": " + Failures.describe(thrown));
    }

    private static RejectedException rejected(String reason) {
        return new RejectedException(List.of(reason));
    }
}
