package dev.medley.platform.pipeline;

import dev.medley.platform.execute.PipelineSettings;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests are answered at the same time, and how much work each may make: with more than half of the bound
 * running a request scores half as many rows, with more than three quarters a quarter. Any thread.
 */
final class LoadLimit {
    private final int maxRequests;
    private final int trimRows;
    private final AtomicInteger running = new AtomicInteger();

    LoadLimit(PipelineSettings settings) {
        maxRequests = settings.maxConcurrentRequests();
        trimRows = settings.trimRows();
    }

    /** Whether there is room for one more; if so, it must leave. */
    boolean enter() {
        if (running.incrementAndGet() <= maxRequests) {
            return true;
        }
        running.decrementAndGet();
        return false;
    }

    void leave() {
        running.decrementAndGet();
    }

    /** Rows that a request which starts now may score. */
    int trimRows() {
        long now = running.get();
        if (now * 4 > maxRequests * 3L) {
            return trimRows / 4;
        }
        return now * 2 > maxRequests ? trimRows / 2 : trimRows;
    }
}
