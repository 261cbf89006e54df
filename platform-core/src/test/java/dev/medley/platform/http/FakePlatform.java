package dev.medley.platform.http;

import dev.medley.platform.config.ConfigStore;
import dev.medley.platform.config.PageConfig;
import dev.medley.platform.config.ScenarioSlate;
import dev.medley.platform.event.Ingest;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.exposure.ExposureReport;
import dev.medley.platform.pipeline.RankCommand;
import dev.medley.platform.pipeline.RankRefusedException;
import dev.medley.platform.pipeline.RankResult;
import dev.medley.platform.pipeline.Ranker;
import dev.medley.platform.plugin.ActiveScenario;
import dev.medley.platform.plugin.PluginRegistry;
import dev.medley.platform.plugin.PluginSettings;
import dev.medley.platform.plugin.ScenarioDirectory;
import dev.medley.platform.rerank.exposure.ExposureGoal;
import dev.medley.platform.rerank.exposure.UserQuality;
import dev.medley.platform.score.registry.ModelRegistry;
import dev.medley.platform.score.registry.NamedModels;
import dev.medley.platform.train.ModelTraining;
import dev.medley.platform.train.TestLearning;
import dev.medley.platform.world.TestWorld;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.id.UserId;
import dev.medley.testkit.FakeMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Parts that answer at once and remember what they were asked: what tests of the interface put behind it. */
final class FakePlatform implements Ingest, Ranker, ScenarioDirectory {
    /** A scenario whose plugin is there no more. */
    static final String GONE = "radio";

    private static final List<String> SCENARIOS = List.of("commodity", "live", "search", "video");

    final List<LogRecord> written = new CopyOnWriteArrayList<>();
    final List<RankCommand> asked = new CopyOnWriteArrayList<>();
    volatile RankRefusedException refusal;
    volatile RuntimeException failure;
    volatile CompletableFuture<Void> acknowledgement = CompletableFuture.completedFuture(null);
    private final TestWorld world = new TestWorld();

    ServedPlatform served(Path folder) {
        ModelRegistry models = models(folder.resolve("models"));
        ConfigStore config = new ConfigStore(folder.resolve("config"));
        PluginRegistry plugins = new PluginRegistry(
                PluginSettings.of(List.of(), folder.resolve("staging")),
                config,
                world,
                scenario -> List.of(),
                scenario -> new FakeMetrics(),
                InstantSource.system());
        return new ServedPlatform(
                world,
                this,
                this,
                this,
                plugins,
                new PageConfig(config, InstantSource.system()),
                requestId -> Optional.empty(),
                new ModelTraining(world, models, TestLearning.of("lr"), 1),
                models,
                () -> new ExposureReport(
                        7,
                        new ExposureReport.Settings("e-0a1b2c3d", List.of()),
                        1,
                        Map.of(
                                "surface",
                                new ExposureReport.AttributeExposure(
                                        Optional.of(new ExposureGoal.Shares(Map.of("live", 0.5))),
                                        List.of(new ExposureReport.GroupExposure(
                                                "live", 3, 2.5, 1, OptionalDouble.of(0.5), 0.25)))),
                        Map.of("live", 0.5),
                        new UserQuality(1).report(),
                        0));
    }

    private static ModelRegistry models(Path folder) {
        try {
            return ModelRegistry.open(folder, new NamedModels());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public RankResult rank(ScenarioId scenario, RankCommand command) throws RankRefusedException {
        return rankPage(List.of(scenario), command);
    }

    @Override
    public RankResult rankPage(List<ScenarioId> scenarios, RankCommand command) throws RankRefusedException {
        asked.add(command);
        if (refusal != null) {
            throw refusal;
        }
        if (failure != null) {
            throw failure;
        }
        if (scenarios.contains(new ScenarioId("search")) && command.query().isEmpty()) {
            throw new RankRefusedException(
                    RankRefusedException.Kind.MISSING_FIELD, "query", "scenario 'search' requires it");
        }
        RankResult.PlacedItem item = new RankResult.PlacedItem(
                0,
                scenarios.getFirst(),
                ItemId.of(scenarios.getFirst().value(), "i-1"),
                0.1f,
                Map.of(Tasks.CLICK, 0.25f),
                List.of(new Provenance(new ComponentId("popular"), 0, Float.NEGATIVE_INFINITY)),
                List.of(Reason.of("FRESH", "an hour old")));
        return new RankResult(
                command.requestId().orElse("made"),
                scenarios,
                List.of(item),
                List.of(),
                new RankResult.Revisions("c-1", "m-1", 7, Map.of("b", "2", "a", "1")));
    }

    @Override
    public CompletableFuture<Void> write(List<? extends LogRecord> records) {
        written.addAll(records);
        return acknowledgement;
    }

    @Override
    public CompletableFuture<Long> forget(UserId user) {
        return CompletableFuture.completedFuture(3L);
    }

    @Override
    public Set<SurfaceId> everShown(ScenarioId scenario) {
        return scenario.value().equals(GONE) ? Set.of(new SurfaceId(GONE)) : Set.of();
    }

    @Override
    public Optional<Lease> acquire(ScenarioId scenario) {
        if (!SCENARIOS.contains(scenario.value())) {
            return Optional.empty();
        }
        ActiveScenario active = new ActiveScenario(
                scenario,
                scenario.value(),
                "1",
                "c-1",
                getClass().getClassLoader(),
                Set.of(new SurfaceId(scenario.value())),
                List.of(Tasks.CLICK),
                Set.of(),
                FeatureSchema.empty(),
                ConfigSchema.empty().defaults(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                ScenarioSlate.VALUE_ONLY);
        return Optional.of(new Lease() {
            @Override
            public ActiveScenario scenario() {
                return active;
            }

            @Override
            public void close() {}
        });
    }

    @Override
    public List<ScenarioId> scenarios() {
        return SCENARIOS.stream().map(ScenarioId::new).toList();
    }
}
