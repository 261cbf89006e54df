package dev.medley.platform.exposure;

import dev.medley.platform.codec.SharedNumbersCodec;
import dev.medley.platform.codec.StrictJson;
import dev.medley.platform.event.Ingest;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.LogUnavailableException;
import dev.medley.platform.event.SharedNumbers;
import dev.medley.platform.event.SharedState;
import dev.medley.spi.id.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** The newest record of each key, in the bytes that the log would have; every node reads it at once. */
final class FakeLog implements Ingest, SharedState {
    volatile boolean broken;
    private final ConcurrentSkipListMap<String, SharedNumbers> newest = new ConcurrentSkipListMap<>();

    @Override
    public CompletableFuture<Void> write(List<? extends LogRecord> records) {
        if (broken) {
            return CompletableFuture.failedFuture(new LogUnavailableException("no broker", null));
        }
        for (LogRecord each : records) {
            SharedNumbers numbers = ((LogRecord.NumbersShared) each).numbers();
            newest.put(numbers.key(), SharedNumbersCodec.decode(StrictJson.parse(SharedNumbersCodec.encode(numbers))));
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Long> forget(UserId user) {
        throw new UnsupportedOperationException("nobody forgets here");
    }

    @Override
    public Optional<SharedNumbers> find(String key) {
        return Optional.ofNullable(newest.get(key));
    }

    @Override
    public List<SharedNumbers> startingWith(String prefix) {
        return newest.values().stream()
                .filter(numbers -> numbers.key().startsWith(prefix))
                .toList();
    }
}
