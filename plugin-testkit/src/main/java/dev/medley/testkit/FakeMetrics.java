package dev.medley.testkit;

import dev.medley.spi.context.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Metrics that a test can read. Safe for any thread. */
public final class FakeMetrics implements Metrics {
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, List<Double>> observations = new HashMap<>();

    @Override
    public synchronized void count(String name, long amount) {
        counts.merge(checked(name), amount, Long::sum);
    }

    @Override
    public synchronized void record(String name, double value) {
        observations.computeIfAbsent(checked(name), key -> new ArrayList<>()).add(value);
    }

    /** What that counter stands at; 0 if nobody has counted. */
    public synchronized long counted(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** What was recorded under that name, in order. */
    public synchronized List<Double> recorded(String name) {
        return List.copyOf(observations.getOrDefault(name, List.of()));
    }

    private static String checked(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "metric '" + name + "' is not allowed: a lower-case letter first, then a-z, 0-9 or '_'");
        }
        return name;
    }
}
