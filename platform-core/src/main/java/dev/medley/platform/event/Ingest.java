package dev.medley.platform.event;

import dev.medley.spi.id.UserId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The one door for writes. Any thread. */
public interface Ingest {
    /**
     * Appends the records, in order for each item and user.
     *
     * @return completes when the broker has all of them and this node has applied them, so that whoever is answered
     *     reads what they wrote; fails with {@link LogUnavailableException} if the broker did not take all: those that
     *     it took stay, and writing all again is safe
     */
    CompletableFuture<Void> write(List<? extends LogRecord> records);

    /**
     * Removes the user with all their data: profile, history, and the records in the log.
     *
     * @return completes with the number of interactions removed, when this node has applied it
     */
    CompletableFuture<Long> forget(UserId user);
}
