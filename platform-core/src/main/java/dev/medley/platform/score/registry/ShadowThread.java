package dev.medley.platform.score.registry;

import dev.medley.platform.score.ScoreListener;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where shadows score: one thread of the lowest priority beside the requests, with a short queue before it. What does
 * not fit is dropped and counted, so a slow shadow is measured on fewer batches and slows no answer.
 */
final class ShadowThread implements AutoCloseable {
    /** At 500 rows and 40 columns of four bytes a batch, some three megabytes wait at most. */
    private static final int MAX_WAITING = 32;

    private final ThreadPoolExecutor executor;

    ShadowThread() {
        executor = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                Thread.ofPlatform()
                        .daemon()
                        .priority(Thread.MIN_PRIORITY)
                        .name("medley-shadow")
                        .factory());
        executor.allowCoreThreadTimeOut(true);
    }

    /** Hears what the active model scores, for that measurement. */
    ScoreListener listener(ShadowMeasurement measurement) {
        return (request, batch, tasks, scores) -> {
            try {
                executor.execute(() -> measurement.measure(request, batch, tasks, scores));
            } catch (RejectedExecutionException full) {
                measurement.drop();
            }
        };
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
