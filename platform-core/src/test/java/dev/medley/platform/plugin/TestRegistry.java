package dev.medley.platform.plugin;

import dev.medley.platform.config.ConfigStore;
import dev.medley.platform.config.ScenarioSlate;
import dev.medley.platform.world.TestWorld;
import dev.medley.spi.context.Metrics;
import dev.medley.spi.id.ScenarioId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A registry on a folder of a test: two roots, quick limits, and a canary that asks the value model only. */
final class TestRegistry implements AutoCloseable {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(3);
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(100);
    private static final Metrics NO_METRICS = new Metrics() {
        @Override
        public void count(String name, long amount) {}

        @Override
        public void record(String name, double value) {}
    };

    final Path builtIn;
    final Path dropIn;
    final Path configFolder;
    final TestWorld world = new TestWorld();
    final ConfigStore config;
    final PluginRegistry registry;

    TestRegistry(Path home) {
        this(home, TestRegistry::callValueModel);
    }

    TestRegistry(Path home, CanaryRunner canary) {
        builtIn = folder(home, "built-in");
        dropIn = folder(home, "plugins");
        configFolder = folder(home, "config");
        config = new ConfigStore(configFolder);
        registry = new PluginRegistry(
                new PluginSettings(List.of(builtIn, dropIn), home.resolve("staging"), CALL_LIMIT, WATCH_INTERVAL),
                config,
                world,
                canary,
                scenario -> NO_METRICS,
                InstantSource.system());
    }

    private static Path folder(Path home, String name) {
        try {
            return Files.createDirectories(home.resolve(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the value model gives, which is the configured boost. */
    static float value(ActiveScenario scenario) {
        float[] values = new float[1];
        scenario.valueModel().value(null, null, null, values);
        return values[0];
    }

    private static List<String> callValueModel(ActiveScenario scenario) {
        try {
            value(scenario);
            return List.of();
        } catch (Throwable thrown) {
            return List.of("value model: " + Failures.describe(thrown));
        }
    }

    PluginStatus status(String id) {
        return registry.plugins().stream()
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not among " + registry.plugins()));
    }

    float value(String scenario) {
        try (ScenarioDirectory.Lease lease =
                registry.acquire(new ScenarioId(scenario)).orElseThrow()) {
            return value(lease.scenario());
        }
    }

    ScenarioSlate slate(String scenario) {
        try (ScenarioDirectory.Lease lease =
                registry.acquire(new ScenarioId(scenario)).orElseThrow()) {
            return lease.scenario().slate();
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
