package dev.medley.platform.kafka;

import dev.medley.platform.event.LogRecord;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.UserId;

/**
 * What the follower tells about the log. One thread calls it. Each call must leave the same state however often and in
 * whichever order among different keys it comes, for partitions are read side by side and compaction drops records that
 * a newer one of the same key replaces.
 */
public interface LogTarget {
    /** Runs a batch of the calls below while nobody else may see half of it: whoever follows the items waits. */
    void inBatch(Runnable calls);

    /** The record was written. */
    void apply(LogRecord logRecord);

    /** The user's profile was removed. */
    void removeProfile(UserId user);

    /** The interaction with that identity was removed; value and context say nothing. */
    void removeInteraction(Interaction identity);

    /** A record of that time, milliseconds since the epoch, was read; times do not always ascend. */
    void observeTime(long epochMillis);
}
