package dev.medley.platform.app;

import dev.medley.platform.event.Ingest;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.execute.BreakerState;
import dev.medley.platform.execute.ComponentKey;
import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.Stage;
import dev.medley.spi.context.Metrics;
import dev.medley.spi.failure.FailureOwner;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.UserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the parts measure, as {@code medley_*} metrics. Labels are names that authors chose (scenario, stage, component,
 * owner), never users or items. Meters are looked up once and kept: the registry's own look-up is too slow for a request.
 */
final class MicrometerMetrics implements ComponentMetrics {
    private record StageKey(ScenarioId scenario, Stage stage) {}

    private record FailureKey(ComponentKey component, FailureOwner owner) {}

    private final MeterRegistry registry;
    private final Map<StageKey, Timer> stages = new ConcurrentHashMap<>();
    private final Map<ComponentKey, Timer> calls = new ConcurrentHashMap<>();
    private final Map<FailureKey, Counter> failures = new ConcurrentHashMap<>();
    private final Map<ComponentKey, AtomicInteger> breakers = new ConcurrentHashMap<>();

    MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void called(ComponentKey component, long nanos) {
        calls.computeIfAbsent(
                        component,
                        key -> Timer.builder("medley.component")
                                .description("Calls of a component that returned in time")
                                .tags(tags(key))
                                .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(ComponentKey component, FailureOwner owner) {
        failures.computeIfAbsent(
                        new FailureKey(component, owner),
                        key -> Counter.builder("medley.component.failures")
                                .description("Failures of a component, by who has to act")
                                .tags(tags(key.component())
                                        .and("owner", key.owner().name()))
                                .register(registry))
                .increment();
    }

    @Override
    public void breakerChanged(ComponentKey component, BreakerState state) {
        breakers.computeIfAbsent(
                        component, key -> registry.gauge("medley.component.breaker", tags(key), new AtomicInteger()))
                .set(
                        switch (state) {
                            case CLOSED -> 0;
                            case HALF_OPEN -> 1;
                            case OPEN -> 2;
                        });
    }

    @Override
    public void stageEnded(ScenarioId scenario, Stage stage, long nanos) {
        stages.computeIfAbsent(
                        new StageKey(scenario, stage),
                        key -> Timer.builder("medley.stage")
                                .description("How long the steps of a request take")
                                .tags(
                                        "scenario",
                                        key.scenario().value(),
                                        "stage",
                                        key.stage().label())
                                .publishPercentileHistogram()
                                .minimumExpectedValue(Duration.ofNanos(100_000))
                                .maximumExpectedValue(Duration.ofSeconds(10))
                                .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Tags tags(ComponentKey key) {
        return Tags.of(
                "scenario", key.scenario().value(),
                "stage", key.stage().label(),
                "component", key.component().value());
    }

    /** A scenario's own metrics: {@code medley_scenario_<name>}. */
    Metrics of(ScenarioId scenario) {
        Map<String, Counter> counters = new ConcurrentHashMap<>();
        Map<String, DistributionSummary> summaries = new ConcurrentHashMap<>();
        Tags tags = Tags.of("scenario", scenario.value());
        return new Metrics() {
            @Override
            public void count(String name, long amount) {
                counters.computeIfAbsent(name, key -> registry.counter("medley.scenario." + key, tags))
                        .increment(amount);
            }

            @Override
            public void record(String name, double value) {
                summaries
                        .computeIfAbsent(name, key -> registry.summary("medley.scenario." + key, tags))
                        .record(value);
            }
        };
    }

    /** The same door for writes, with a count of what goes through: {@code medley_ingest_records_total} by kind. */
    Ingest counting(Ingest ingest) {
        return new Ingest() {
            @Override
            public CompletableFuture<Void> write(List<? extends LogRecord> records) {
                // A bulk is of one kind, so the first record speaks for all.
                String kind = records.isEmpty() ? "none" : kind(records.getFirst());
                return ingest.write(records).thenRun(() -> count(kind, records.size()));
            }

            @Override
            public CompletableFuture<Long> forget(UserId user) {
                return ingest.forget(user).thenApply(removed -> {
                    count("user_forgotten", 1);
                    return removed;
                });
            }
        };
    }

    private void count(String kind, int amount) {
        registry.counter("medley.ingest.records", "kind", kind).increment(amount);
    }

    private static String kind(LogRecord record) {
        return switch (record) {
            case LogRecord.ItemWritten written -> "item";
            case LogRecord.ItemRemoved removed -> "item_removed";
            case LogRecord.UserWritten written -> "user";
            case LogRecord.InteractionWritten written -> "interaction";
            case LogRecord.JudgmentWritten written -> "judgment";
            case LogRecord.DatasetDeclared declared -> "dataset";
            case LogRecord.NumbersShared shared -> "shared_numbers";
        };
    }
}
