package dev.medley.benchmarks.stage;

import dev.medley.platform.app.ModelFamilies;
import dev.medley.platform.config.ConfigStore;
import dev.medley.platform.config.PageConfig;
import dev.medley.platform.dataset.DatasetFile;
import dev.medley.platform.dataset.DatasetFolder;
import dev.medley.platform.dataset.DatasetImport;
import dev.medley.platform.dataset.DatasetLine;
import dev.medley.platform.dataset.DatasetSink;
import dev.medley.platform.dataset.DemoWorld;
import dev.medley.platform.dataset.ImportListener;
import dev.medley.platform.event.ImpressionLog;
import dev.medley.platform.event.LogRecord.DatasetDeclared;
import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.http.ImpressionRecords;
import dev.medley.platform.pipeline.RankCommand;
import dev.medley.platform.pipeline.RankRefusedException;
import dev.medley.platform.pipeline.RankResult;
import dev.medley.platform.pipeline.RankingPipeline;
import dev.medley.platform.plugin.PluginRegistry;
import dev.medley.platform.plugin.PluginSettings;
import dev.medley.platform.rerank.SlateTerms;
import dev.medley.platform.rerank.exposure.Prices;
import dev.medley.platform.score.feature.SharedFeatureColumns;
import dev.medley.platform.score.feature.SharedFeatureFiller;
import dev.medley.platform.score.packed.PackedReader;
import dev.medley.platform.score.registry.ModelRegistry;
import dev.medley.platform.store.InfinispanWorld;
import dev.medley.platform.train.ModelTraining;
import dev.medley.platform.train.TrainingStatus;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.spi.context.Metrics;
import dev.medley.spi.id.ScenarioId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * The platform as it serves, but for HTTP and Kafka: the demo world in the store, the model that has learnt from it, and
 * the plugins that the launcher names. What is written to the log of impressions is made and then thrown away.
 */
final class DemoPlatform implements AutoCloseable {
    private static final String PLUGINS = "medley.plugins";
    private static final long SEED = 1;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MAX_COUNTED_ITEMS = 100_000;
    /** As a first start learns. */
    private static final int EPOCHS = 2;

    private static final int MAX_ROWS = 100_000;
    private static final Duration TRAINING_AT_MOST = Duration.ofMinutes(5);
    private static final Metrics UNHEARD = new Metrics() {
        @Override
        public void count(String name, long amount) {}

        @Override
        public void record(String name, double value) {}
    };

    private final Path home;
    private final InfinispanWorld world = new InfinispanWorld(MAX_COUNTED_ITEMS);
    private final ModelRegistry models;
    private final PluginRegistry plugins;
    private final RankingPipeline pipeline;

    private DemoPlatform(Path home, ComponentMetrics metrics) throws Exception {
        this.home = home;
        fill();
        models = ModelRegistry.open(home.resolve("models"), new PackedReader(world));
        train();
        SharedFeatureFiller features = new SharedFeatureColumns(world);
        // Nobody changes a plugin here, so a look once an hour keeps the watch out of what is measured.
        PluginSettings settings = new PluginSettings(
                pluginRoots(), home.resolve("staging"), PluginSettings.DEFAULT_CALL_LIMIT, Duration.ofHours(1));
        ConfigStore config = new ConfigStore(home.resolve("config"));
        PageConfig page = new PageConfig(config, InstantSource.system());
        plugins = new PluginRegistry(
                settings, config, world, scenario -> List.of(), scenario -> UNHEARD, InstantSource.system());
        pipeline = new RankingPipeline(
                plugins,
                world,
                models,
                features,
                new ImpressionRecords(new CountedBytes()),
                metrics,
                PipelineSettings.defaults(),
                () -> new SlateTerms(page.current(), Prices.NONE, Map.of()));
        plugins.start();
    }

    /** Opens one in a temporary folder; takes some seconds. */
    static DemoPlatform open(ComponentMetrics metrics) throws Exception {
        return new DemoPlatform(Files.createTempDirectory("medley-benchmark-"), metrics);
    }

    /** Answers as the server would. */
    RankResult rank(ScenarioId scenario, RankCommand command) throws RankRefusedException {
        return pipeline.rank(scenario, command);
    }

    /** How many candidates that request had. */
    int candidatesOf(RankResult result) {
        return pipeline.traces()
                .explain(result.requestId())
                .orElseThrow()
                .candidates()
                .size();
    }

    /** @throws IllegalStateException if no plugin serves that scenario, saying why */
    void require(ScenarioId scenario) {
        if (!plugins.scenarios().contains(scenario)) {
            throw new IllegalStateException("no plugin in " + pluginRoots() + " (system property " + PLUGINS
                    + ") serves '" + scenario + "'; found: " + plugins.plugins());
        }
    }

    @Override
    public void close() throws IOException {
        plugins.close();
        pipeline.close();
        models.close();
        world.close();
        try (Stream<Path> content = Files.walk(home)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void fill() throws Exception {
        Path folder = home.resolve("demo");
        DemoWorld.write(folder, SEED, NOW);
        new DatasetImport(new WorldSink(world), new ImportListener() {}).run(DatasetFolder.open(folder));
        world.observeTime(NOW.toEpochMilli());
    }

    private void train() throws InterruptedException {
        long end = System.nanoTime() + TRAINING_AT_MOST.toNanos();
        try (ModelTraining training =
                new ModelTraining(world, models, ModelFamilies.inProcess(ModelFamilies.USUAL, SEED), SEED)) {
            training.startWithin(EPOCHS, MAX_ROWS);
            while (training.status().training() instanceof TrainingStatus.Running && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            if (!(training.status().training() instanceof TrainingStatus.Idle)) {
                throw new IllegalStateException(
                        "the model did not learn: " + training.status().training());
            }
        }
    }

    private static List<Path> pluginRoots() {
        String roots = System.getProperty(PLUGINS);
        if (roots == null) {
            throw new IllegalStateException(
                    "system property " + PLUGINS
                            + " is missing; folders with one directory a plugin are needed, as ./medley bench stages names them");
        }
        return Arrays.stream(roots.split(File.pathSeparator)).map(Path::of).toList();
    }

    /** What the follower of the log does, without a log. */
    private record WorldSink(InfinispanWorld world) implements DatasetSink {
        @Override
        public synchronized void declare(DatasetDeclaration declaration) {
            world.inBatch(() -> world.apply(new DatasetDeclared(declaration)));
        }

        /** The world has one writer, an import has several. */
        @Override
        public synchronized List<DatasetLine.Rejected> write(DatasetFile file, List<DatasetLine.Accepted> lines) {
            world.inBatch(() -> lines.forEach(line -> world.apply(line.record())));
            return List.of();
        }
    }

    /** Takes records as the Kafka client does, at once, and keeps nothing but their size. */
    private static final class CountedBytes implements ImpressionLog {
        private final LongAdder bytes = new LongAdder();

        @Override
        public boolean offer(byte[] key, byte[] json) {
            bytes.add(json.length);
            return true;
        }

        @Override
        public long dropped() {
            return 0;
        }
    }
}
