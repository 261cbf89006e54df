package dev.medley.benchmarks.stage;

import dev.medley.platform.batch.ColumnLayout;
import dev.medley.platform.batch.ColumnWriter;
import dev.medley.platform.batch.FeatureBatch;
import dev.medley.platform.batch.Finds;
import dev.medley.platform.config.ScenarioSlate;
import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.execute.ScenarioPlan;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.plugin.ActiveScenario;
import dev.medley.platform.rerank.LayingTables;
import dev.medley.platform.rerank.SlateLaying;
import dev.medley.platform.rerank.SlateTerms;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.TaskScores;
import dev.medley.spi.slate.SlateConstraint;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The re-ranker alone: one slate over rows of random authors, categories and values, under a cap on authors, a cap on
 * categories in a window, a gap between an author's rows and a share for one category; no policies. On one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class RerankBenchmark {
    private static final int BATCHES = 64;
    private static final int AUTHORS = 60;
    private static final int CATEGORIES = 12;
    private static final long FAVOURED = 7;

    /** Rows to choose from. */
    @Param({"100", "500"})
    public int rows;

    /** Places to fill. */
    @Param({"20", "50"})
    public int places;

    /** By value alone, or as operators find it: with diversity. */
    @Param({"value-only", "usual"})
    public String settings;

    private final ScenarioRun[] runs = new ScenarioRun[BATCHES];
    private final LayingTables tables = new LayingTables();
    private int next;

    @Setup
    public void makeBatches() {
        Random random = new Random(1);
        ScenarioPlan plan = new ScenarioPlan(scenario(), PipelineSettings.defaults(), ComponentMetrics.NONE);
        for (int i = 0; i < BATCHES; i++) {
            // The re-ranker asks the request nothing; only policies do.
            runs[i] = new ScenarioRun(plan, null, ComponentMetrics.NONE);
            runs[i].setBatch(batch(plan.layout(), random));
            float[] values = new float[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = random.nextFloat();
            }
            runs[i].setValues(values);
        }
    }

    @Benchmark
    public int lay() {
        SlateLaying laying = new SlateLaying(List.of(runs[next++ % BATCHES]), places, SlateTerms.VALUE_ONLY, tables);
        // Nobody is called where there is no policy.
        laying.run(null);
        return laying.size();
    }

    private FeatureBatch batch(ColumnLayout layout, Random random) {
        Item[] items = new Item[rows];
        int[] authors = random.ints(rows, 0, AUTHORS).toArray();
        int[] categories = random.ints(rows, 0, CATEGORIES).toArray();
        Finds finds = new Finds(List.of(new ComponentId("caller")), rows);
        for (int row = 0; row < rows; row++) {
            items[row] = new Item(
                    ItemId.of("video", "video-" + row),
                    "a video",
                    "",
                    Optional.of("author-" + authors[row]),
                    List.of("category-" + categories[row]),
                    Optional.empty(),
                    Attributes.none(),
                    null);
            finds.addRow(0, row, Candidate.of(items[row].id(), 0));
        }
        FeatureBatch batch = new FeatureBatch(layout, items, finds);
        ColumnWriter writer = batch.writer(List.of(SharedFeatures.ITEM_AUTHOR, SharedFeatures.ITEM_CATEGORY));
        for (int row = 0; row < rows; row++) {
            writer.set(SharedFeatures.ITEM_AUTHOR, row, 1L + authors[row]);
            writer.set(SharedFeatures.ITEM_CATEGORY, row, 1L + categories[row]);
        }
        writer.close();
        batch.publish(writer);
        return batch;
    }

    private ActiveScenario scenario() {
        return new ActiveScenario(
                new ScenarioId("video"),
                "benchmark",
                "1",
                "1",
                RerankBenchmark.class.getClassLoader(),
                Set.of(new SurfaceId("video")),
                List.of(),
                Set.of(),
                FeatureSchema.empty(),
                null,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                new UnaskedValueModel(),
                List.of(),
                List.of(
                        new SlateConstraint.MaxInSlate(new ComponentId("author-cap"), SharedFeatures.ITEM_AUTHOR, 2),
                        new SlateConstraint.MaxInWindow(
                                new ComponentId("category-window"), SharedFeatures.ITEM_CATEGORY, 2, 6),
                        new SlateConstraint.MinGap(new ComponentId("author-gap"), SharedFeatures.ITEM_AUTHOR, 3),
                        new SlateConstraint.MinExposure(
                                new ComponentId("share"), SharedFeatures.ITEM_CATEGORY, FAVOURED, 0.1)),
                List.of(),
                List.of(),
                settings.equals("usual")
                        ? ScenarioSlate.of(
                                ScenarioSlate.schema(ConfigSchema.empty()).defaults())
                        : ScenarioSlate.VALUE_ONLY);
    }

    /** A scenario must have one; the re-ranker finds the values made. */
    private static final class UnaskedValueModel implements ValueModel {
        @Override
        public ComponentId id() {
            return new ComponentId("unasked");
        }

        @Override
        public void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values) {
            throw new UnsupportedOperationException("nobody asks for values here");
        }
    }
}
