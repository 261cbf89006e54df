package dev.medley.platform.event;

import java.util.List;
import java.util.Optional;

/** The newest shared numbers of each key that this node has applied. Any thread. */
public interface SharedState {
    /** Those of that key. */
    Optional<SharedNumbers> find(String key);

    /** Those of every key that begins so, sorted by key. */
    List<SharedNumbers> startingWith(String prefix);
}
