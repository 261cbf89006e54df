package dev.medley.platform.kafka;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * The system's clock, except that the counter that Kafka measures sessions with can be put forward. The time of day stays
 * as it is. Any thread.
 */
final class StartClock implements Time {
    private final AtomicLong skippedNanos = new AtomicLong();

    /** From now on {@link #nanoseconds} is ahead by so much more. */
    void skip(Duration duration) {
        skippedNanos.addAndGet(duration.toNanos());
    }

    @Override
    public long milliseconds() {
        return SYSTEM.milliseconds();
    }

    @Override
    public long nanoseconds() {
        return SYSTEM.nanoseconds() + skippedNanos.get();
    }

    @Override
    public void sleep(long milliseconds) {
        SYSTEM.sleep(milliseconds);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMilliseconds)
            throws InterruptedException {
        SYSTEM.waitObject(object, condition, deadlineMilliseconds);
    }
}
