package dev.medley.platform.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medley.platform.config.ConfiguredProperty;
import dev.medley.spi.component.RankingComponent;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A good plugin's life: loaded, reconfigured, replaced, removed, forgotten. */
class PluginLifecycleTest {
    private static final ScenarioId GOOD = new ScenarioId("good");

    @TempDir
    Path home;

    private TestRegistry test;
    private PluginRegistry registry;

    @BeforeEach
    void open() {
        test = new TestRegistry(home);
        registry = test.registry;
    }

    @AfterEach
    void close() {
        test.close();
    }

    private static TestPlugin good() {
        return TestPlugin.of("good");
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Test
    void aPluginServesAndIsDescribed() {
        good().writeInto(test.builtIn);
        registry.rescan();

        PluginStatus status = test.status("good");
        assertThat(status.state()).isEqualTo(PluginStatus.State.ACTIVE);
        assertThat(status.revision()).matches("1\\.0\\.0\\+[0-9a-f]{8}");
        assertThat(status.scenarios()).containsExactly(GOOD);
        assertThat(registry.scenarios()).containsExactly(GOOD);
        try (ScenarioDirectory.Lease lease = registry.acquire(GOOD).orElseThrow()) {
            assertThat(lease.scenario().featureProviders())
                    .extracting(RankingComponent::id)
                    .as("who writes comes before who reads")
                    .hasToString("[base, derived]");
            assertThat(lease.scenario().pluginRevision()).isEqualTo(status.revision());
            assertThat(lease.scenario().configRevision()).matches("c-[0-9a-f]{8}");
            assertThat(lease.scenario().classLoader()).isNotSameAs(getClass().getClassLoader());
        }
        ScenarioDetails details = registry.scenarioDetails().getFirst();
        assertThat(details.properties())
                .startsWith(new ConfiguredProperty("boost", 2, 2, "a whole number from 1 to 10", "default", "how much"))
                .extracting(ConfiguredProperty::key)
                .contains("rerank-diversity", "rerank-page-max-share")
                .doesNotContain("rerank-scenario-max");
        assertThat(details.components())
                .containsOnlyKeys("source", "feature provider", "value model", "slate constraint");
        assertThat(details.features())
                .extracting(ScenarioDetails.Feature::name)
                .containsExactly("item_base", "item_derived");
        assertThat(registry.acquire(new ScenarioId("nobody"))).isEmpty();
    }

    @Test
    void whoIndexesTheCatalogueWhenCreatedIsGivenMoreTimeForIt() {
        for (int i = 0; i < 10_000; i++) {
            test.world.add(Item.of(ItemId.of("shelf", "book-" + i), "A book"));
        }
        good().replacing(
                        "return new TestScenario(config.get(BOOST));",
                        "try { Thread.sleep(3500); } catch (InterruptedException limit) { return null; }"
                                + " return new TestScenario(config.get(BOOST));")
                .writeInto(test.builtIn);
        registry.rescan();

        assertThat(test.status("good").reasons()).isEmpty();
    }

    @Test
    void theSameJarsHaveTheSameRevisionWhereverTheyAre() {
        good().writeInto(test.builtIn);
        registry.rescan();
        String revision = test.status("good").revision();
        try (TestRegistry other = new TestRegistry(home.resolve("other"))) {
            good().writeInto(other.dropIn);
            other.registry.rescan();

            assertThat(other.status("good").revision()).isEqualTo(revision);
        }
    }

    @Test
    void aRemovedPluginIsForgottenAltogether() {
        Path directory = good().writeInto(test.dropIn);
        registry.rescan();
        WeakReference<ClassLoader> classLoader = classLoader();
        assertThat(test.world.catalog().followerCount()).isOne();
        delete(directory);
        registry.rescan();

        assertThat(registry.scenarios()).isEmpty();
        assertThat(registry.everShown(GOOD)).as("it was there once").isNotEmpty();
        assertThat(registry.plugins()).isEmpty();
        Await.until(
                "the forgotten subscription is closed",
                () -> test.world.catalog().followerCount() == 0);
        Await.until("the class loader is collected", () -> {
            System.gc();
            return classLoader.get() == null;
        });
        Await.until("the copied jars are removed", () -> isEmpty(home.resolve("staging")));
    }

    /** A method of its own: an interpreted frame keeps what its dead variables point to. */
    private WeakReference<ClassLoader> classLoader() {
        try (ScenarioDirectory.Lease lease = registry.acquire(GOOD).orElseThrow()) {
            return new WeakReference<>(lease.scenario().classLoader());
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException failed) {
            return false;
        }
    }

    @Test
    void requestsInFlightFinishOnWhatTheyBeganWith() {
        good().writeInto(test.dropIn);
        registry.rescan();
        String firstRevision = test.status("good").revision();
        ScenarioDirectory.Lease inFlight = registry.acquire(GOOD).orElseThrow();
        good().replacing("Arrays.fill(values, boost)", "Arrays.fill(values, 10 * boost)")
                .writeInto(test.dropIn);
        registry.rescan();

        assertThat(test.status("good").revision()).isNotEqualTo(firstRevision);
        assertThat(test.value("good")).isEqualTo(20);
        assertThat(TestRegistry.value(inFlight.scenario())).isEqualTo(2);

        inFlight.close();
        inFlight.close();
        ActiveScenario old = inFlight.scenario();
        Await.until("the old one is closed", () -> {
            try {
                TestRegistry.value(old);
                return false;
            } catch (IllegalStateException usedAfterClose) {
                return true;
            }
        });
        assertThat(test.value("good")).isEqualTo(20);
    }

    @Test
    void aBrokenReplacementLeavesTheOldOneServing() throws IOException {
        good().writeInto(test.dropIn);
        registry.rescan();
        String revision = test.status("good").revision();
        byte[] working = Files.readAllBytes(test.dropIn.resolve("good/plugin.jar"));
        good().replacing(
                        "return new TestScenario(",
                        "if (true) throw new IllegalStateException(\"v2\"); return new TestScenario(")
                .writeInto(test.dropIn);
        registry.rescan();

        assertThat(test.status("good").state()).isEqualTo(PluginStatus.State.ACTIVE);
        assertThat(test.status("good").revision()).isEqualTo(revision);
        assertThat(test.status("good").reasons()).singleElement().asString().contains("v2");
        assertThat(test.value("good")).isEqualTo(2);

        Files.write(test.dropIn.resolve("good/plugin.jar"), working);
        registry.rescan();
        assertThat(test.status("good").reasons()).isEmpty();
    }

    @Test
    void anOverwrittenJarDoesNotBreakWhatServes() throws IOException {
        good().replacing("Arrays.fill(values, boost);", "Arrays.fill(values, Later.value());")
                .withSource(
                        "medleytest/Later.java",
                        "package medleytest; class Later { static float value() { return 5; } }")
                .replacing(
                        "if (closed) {",
                        "if (request == null && values.length == 1 && !warm) { warm = true; return; } if (closed) {")
                .replacing("private volatile boolean closed;", "private volatile boolean closed; private boolean warm;")
                .writeInto(test.dropIn);
        registry.rescan();
        Files.write(test.dropIn.resolve("good/plugin.jar"), new byte[] {1, 2, 3});

        assertThat(test.value("good")).as("a class that is loaded only now").isEqualTo(5);
    }

    @Test
    void aFreedScenarioIdGoesToWhoWaitedForIt() {
        Path first = good().writeInto(test.builtIn);
        TestPlugin.of("waiting")
                .replacing("new ScenarioId(\"waiting\")", "new ScenarioId(\"good\")")
                .writeInto(test.dropIn);
        registry.rescan();
        assertThat(test.status("waiting").state()).isEqualTo(PluginStatus.State.REJECTED);
        delete(first);
        registry.rescan();

        assertThat(test.status("waiting").scenarios()).containsExactly(GOOD);
    }

    @Test
    void oneIdInTwoRootsIsToldWithBothPlaces() {
        good().writeInto(test.builtIn);
        good().writeInto(test.dropIn);
        registry.rescan();

        assertThat(registry.plugins())
                .extracting(PluginStatus::state)
                .containsExactly(PluginStatus.State.ACTIVE, PluginStatus.State.REJECTED);
        assertThat(registry.plugins().get(1).reasons())
                .singleElement()
                .asString()
                .contains(test.builtIn.toString());
    }

    @Test
    void theWatchTakesWhatIsDroppedIn() throws IOException {
        registry.start();
        good().writeInto(test.dropIn);
        Await.until("dropped in", () -> registry.scenarios().contains(GOOD));

        Path file =
                Files.createDirectories(test.configFolder.resolve("scenarios")).resolve("good.yaml");
        Files.writeString(file, "boost: 9");
        Await.until("reconfigured", () -> test.value("good") == 9);

        delete(test.dropIn.resolve("good"));
        Await.until("removed", () -> registry.scenarios().isEmpty());
    }

    @Test
    void anOverrideIsCheckedTakenStoredAndCleared() throws Exception {
        good().writeInto(test.builtIn);
        Files.writeString(test.configFolder.resolve("defaults.yaml"), "boost: 3\nof-nobody: 1\n");
        registry.rescan();
        assertThat(test.value("good")).isEqualTo(3);
        String before = revision();

        registry.override(GOOD, Map.of("boost", 8), "ada", "more of it");
        assertThat(test.value("good")).isEqualTo(8);
        assertThat(revision()).isNotEqualTo(before);
        assertThat(registry.scenarioDetails().getFirst().properties().getFirst().origin())
                .isEqualTo("override by ada: more of it");

        RejectedException refused = catchThrowableOfType(
                RejectedException.class,
                () -> registry.override(GOOD, Map.of("boost", 800, "bost", 1), "ada", "too much"));
        assertThat(refused.reasons()).hasSize(2);
        assertThat(test.value("good")).isEqualTo(8);
        refused = catchThrowableOfType(RejectedException.class, () -> registry.override(GOOD, Map.of(), " ", "why"));
        assertThat(refused.reasons()).singleElement().asString().contains("author");
        refused = catchThrowableOfType(
                RejectedException.class, () -> registry.override(new ScenarioId("nobody"), Map.of(), "ada", "why"));
        assertThat(refused.reasons()).singleElement().asString().contains("nobody", "good");

        registry.close();
        try (TestRegistry restarted = new TestRegistry(home)) {
            restarted.registry.rescan();
            assertThat(restarted.value("good")).as("after a restart").isEqualTo(8);
            restarted.registry.clearOverride(GOOD);
            assertThat(restarted.value("good")).isEqualTo(3);
            assertThat(restarted.registry.scenarioDetails().getFirst().configRevision())
                    .isEqualTo(before);
        }
    }

    @Test
    void whatIsThePlatformsIsLiveAndThePluginDoesNotSeeIt() throws Exception {
        good().replacing(
                        "return new TestScenario(",
                        "if (!config.asMap().keySet().equals(Set.of(\"boost\"))) {"
                                + " throw new IllegalStateException(config.asMap().toString()); }"
                                + " return new TestScenario(")
                .writeInto(test.builtIn);
        Files.writeString(test.configFolder.resolve("defaults.yaml"), "rerank-coverage: 0.5\n");
        Path file =
                Files.createDirectories(test.configFolder.resolve("scenarios")).resolve("good.yaml");
        Files.writeString(file, "rerank-max-per-author: 3\nrerank-page-min-share: 0.25\n");
        registry.rescan();
        assertThat(test.slate("good").settings().coverage()).isEqualTo(0.5);
        assertThat(test.slate("good").settings().maxPerAuthor()).isEqualTo(3);
        assertThat(test.slate("good").pageMinShare()).isEqualTo(0.25);
        String before = revision();

        registry.override(GOOD, Map.of("rerank-diversity", 2, "boost", 4), "ada", "more kinds");
        assertThat(revision()).isNotEqualTo(before);
        assertThat(test.slate("good").settings().diversity()).isEqualTo(2);
        assertThat(test.value("good")).isEqualTo(4);

        RejectedException refused = catchThrowableOfType(
                RejectedException.class,
                () -> registry.override(GOOD, Map.of("rerank-page-max-share", 0.2), "ada", "less of it"));
        assertThat(refused.reasons())
                .containsExactly("override by ada: less of it: rerank-page-min-share: '0.25' is not allowed;"
                        + " at most rerank-page-max-share, 0.2, is");
        refused = catchThrowableOfType(
                RejectedException.class,
                () -> registry.override(GOOD, Map.of("rerank-divrsity", 1, "rerank-risk-window", 0), "ada", "typing"));
        assertThat(refused.reasons())
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).contains("rerank-divrsity: no such property", "rerank-diversity"),
                        reason -> assertThat(reason).contains("rerank-risk-window: '0' is not allowed", "1 to 200"));
        assertThat(test.slate("good").settings().diversity()).as("serves on").isEqualTo(2);

        Files.writeString(file, "rerank-page-min-share: 0.25\nrerank-page-max-share: 0.2\n");
        registry.rescan();
        assertThat(test.status("good").reasons())
                .singleElement()
                .asString()
                .contains("scenario good: config/scenarios/good.yaml: rerank-page-min-share: '0.25' is not allowed");
        assertThat(test.slate("good").settings().maxPerAuthor()).isEqualTo(3);

        registry.close();
        Files.delete(file);
        try (TestRegistry restarted = new TestRegistry(home)) {
            restarted.registry.rescan();
            assertThat(restarted.slate("good").settings().diversity())
                    .as("after a restart")
                    .isEqualTo(2);
            restarted.registry.clearOverride(GOOD);
            assertThat(restarted.slate("good").settings().diversity()).isEqualTo(0.02);
            assertThat(restarted.slate("good").settings().coverage()).isEqualTo(0.5);
        }
    }

    @Test
    void aConfigurationThatFailsTheCanaryLeavesTheOldOneServing() throws Exception {
        good().replacing("if (closed) {", "if (boost == 6) { throw new ArithmeticException(\"six\"); } if (closed) {")
                .writeInto(test.builtIn);
        registry.rescan();
        Path file =
                Files.createDirectories(test.configFolder.resolve("scenarios")).resolve("good.yaml");
        Files.writeString(file, "boost: 6");
        registry.rescan();

        assertThat(test.value("good")).isEqualTo(2);
        assertThat(test.status("good").reasons()).singleElement().asString().contains("canary request", "six");

        Files.writeString(file, "boost: [6");
        registry.rescan();
        assertThat(test.status("good").reasons()).singleElement().asString().contains("config/scenarios/good.yaml");

        Files.writeString(file, "boost: 5");
        registry.rescan();
        assertThat(test.value("good")).isEqualTo(5);
        assertThat(test.status("good").reasons()).isEmpty();
    }

    private String revision() {
        return registry.scenarioDetails().getFirst().configRevision();
    }

    @Test
    void nobodyMeetsAClosedScenarioWhileItIsReplaced() throws Exception {
        good().writeInto(test.builtIn);
        registry.rescan();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    try {
                        test.value("good");
                    } catch (Throwable thrown) {
                        failure.set(thrown);
                        return;
                    }
                }
            }));
        }
        for (int i = 0; i < 50; i++) {
            registry.override(GOOD, Map.of("boost", 1 + i % 10), "ada", "round " + i);
            if (i % 10 == 0) {
                good().replacing("1.0.0", "1.0." + (i + 1)).writeInto(test.builtIn);
                registry.rescan();
            }
        }
        stop.set(true);
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(failure.get()).isNull();
    }
}
