package dev.medley.platform.http;

import dev.medley.platform.config.ConfigStore;
import dev.medley.platform.event.Ingest;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.pipeline.RankCommand;
import dev.medley.platform.pipeline.RankRefusedException;
import dev.medley.platform.pipeline.RankResult;
import dev.medley.platform.pipeline.Ranker;
import dev.medley.platform.plugin.ActiveScenario;
import dev.medley.platform.plugin.PluginRegistry;
import dev.medley.platform.plugin.PluginSettings;
import dev.medley.platform.plugin.ScenarioDirectory;
import dev.medley.platform.score.ModelRegistry;
import dev.medley.platform.train.ModelTraining;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.Judgment;
import dev.medley.platform.world.Users;
import dev.medley.platform.world.World;
import dev.medley.platform.world.WorldCounts;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ItemNeighbours;
import dev.medley.spi.context.UserHistories;
import dev.medley.spi.context.VectorRetrieval;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.id.UserId;
import dev.medley.testkit.FakeMetrics;
import dev.medley.testkit.FakeWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Parts that answer at once and remember what they were asked: what tests of the interface put behind it. */
final class FakePlatform implements World, Ingest, Ranker, ScenarioDirectory {
    private static final List<String> SCENARIOS = List.of("commodity", "live", "search", "video");

    final List<LogRecord> written = new CopyOnWriteArrayList<>();
    final List<RankCommand> asked = new CopyOnWriteArrayList<>();
    volatile RankRefusedException refusal;
    volatile RuntimeException failure;
    volatile CompletableFuture<Void> acknowledgement = CompletableFuture.completedFuture(null);
    private final FakeWorld fakes = new FakeWorld();

    ServedPlatform served(Path folder) {
        ConfigStore config = new ConfigStore(folder.resolve("config"));
        PluginRegistry plugins = new PluginRegistry(
                PluginSettings.of(List.of(), folder.resolve("staging")),
                config,
                this,
                scenario -> List.of(),
                scenario -> new FakeMetrics(),
                InstantSource.system());
        return new ServedPlatform(
                this,
                this,
                this,
                this,
                plugins,
                config,
                requestId -> Optional.empty(),
                training(folder.resolve("models")));
    }

    private ModelTraining training(Path folder) {
        try {
            ModelRegistry models = ModelRegistry.open(folder, weights -> {
                throw new IOException("no test has weights");
            });
            return new ModelTraining(this, models, 1);
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
                    RankRefusedException.Kind.INVALID_REQUEST, "query", "scenario search requires it");
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
                new RankResult.Revisions("c-1", "m-1", Map.of("b", "2", "a", "1")));
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
                List.of());
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

    @Override
    public Catalog catalog() {
        return fakes.items();
    }

    @Override
    public Users users() {
        return new Users() {
            @Override
            public Optional<UserProfile> find(UserId user) {
                return Optional.empty();
            }

            @Override
            public void forEach(BiConsumer<UserId, UserProfile> action) {}
        };
    }

    @Override
    public UserHistories histories() {
        return fakes.interactions();
    }

    @Override
    public Counters counters() {
        return fakes.counters();
    }

    @Override
    public ItemNeighbours neighbours() {
        return fakes.neighbours();
    }

    @Override
    public VectorRetrieval vectors() {
        return fakes.vectors();
    }

    @Override
    public List<Judgment> judgments() {
        return List.of();
    }

    @Override
    public List<DatasetDeclaration> datasets() {
        return List.of();
    }

    @Override
    public InstantSource clock() {
        return fakes.clock();
    }

    @Override
    public WorldCounts counts() {
        return new WorldCounts(Map.of(new SurfaceId("video"), 2L), 1, Map.of(), 0);
    }
}
