package dev.medley.platform.event;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Numbers that one node keeps for all of them, such as what it has counted. The newest ones of a key stand for all before.
 *
 * @param key whose numbers, and of what; 1 to 256 characters
 * @param tables by table and row, sorted; finite numbers
 */
public record SharedNumbers(String key, Map<String, Map<String, List<Double>>> tables) {
    /** Copies the tables. */
    public SharedNumbers {
        Objects.requireNonNull(key, "key");
        TreeMap<String, Map<String, List<Double>>> sorted = new TreeMap<>();
        tables.forEach((table, rows) -> {
            TreeMap<String, List<Double>> copied = new TreeMap<>();
            rows.forEach((row, numbers) -> copied.put(row, List.copyOf(numbers)));
            sorted.put(table, Collections.unmodifiableMap(copied));
        });
        tables = Collections.unmodifiableMap(sorted);
    }
}
