package dev.medley.platform.store;

import dev.medley.platform.event.SharedNumbers;
import dev.medley.platform.event.SharedState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;

/** What nodes share, as the log's newest record of each key has it. Written by the follower, read from any thread. */
final class SharedNumbersStore implements SharedState {
    private final ConcurrentMap<String, SharedNumbers> newest;

    SharedNumbersStore(ConcurrentMap<String, SharedNumbers> newest) {
        this.newest = newest;
    }

    void put(SharedNumbers numbers) {
        newest.put(numbers.key(), numbers);
    }

    @Override
    public Optional<SharedNumbers> find(String key) {
        return Optional.ofNullable(newest.get(key));
    }

    @Override
    public List<SharedNumbers> startingWith(String prefix) {
        List<SharedNumbers> found = new ArrayList<>();
        newest.forEach((key, numbers) -> {
            if (key.startsWith(prefix)) {
                found.add(numbers);
            }
        });
        found.sort(Comparator.comparing(SharedNumbers::key));
        return found;
    }
}
