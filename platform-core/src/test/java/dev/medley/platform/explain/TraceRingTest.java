package dev.medley.platform.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.batch.ColumnLayout;
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
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.TaskScores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceRingTest {
    private static final ScenarioId LIVE = new ScenarioId("live");

    @Test
    void keepsTheNewestByNumber() {
        TraceRing ring = new TraceRing(2, Long.MAX_VALUE);
        ring.add(trace("one"));
        ring.add(trace("two"));
        ring.add(trace("three"));
        assertThat(ring.explain("one")).isEmpty();
        assertThat(ring.explain("two")).isPresent();
        assertThat(ring.explain("three").orElseThrow().requestId()).isEqualTo("three");
        assertThat(ring.size()).isEqualTo(2);
    }

    @Test
    void keepsTheNewestByBytes() {
        long bytes = trace("any").bytes();
        TraceRing ring = new TraceRing(100, 2 * bytes);
        for (int i = 0; i < 10; i++) {
            ring.add(trace("request-" + i));
        }
        assertThat(ring.size()).isEqualTo(2);
        TraceRing none = new TraceRing(100, bytes - 1);
        none.add(trace("one"));
        assertThat(none.size()).isZero();
    }

    @Test
    void theNewestOfEqualIdsIsFoundAndStaysFoundWhenTheOlderOneGoes() {
        TraceRing ring = new TraceRing(2, Long.MAX_VALUE);
        ring.add(trace("same"));
        ring.add(trace("same"));
        ring.add(trace("other"));
        assertThat(ring.explain("same")).isPresent();
        assertThat(ring.explain("other")).isPresent();
    }

    private static DecisionTrace trace(String requestId) {
        ValueModel model = new ValueModel() {
            @Override
            public ComponentId id() {
                return new ComponentId("value");
            }

            @Override
            public void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values) {}
        };
        ActiveScenario scenario = new ActiveScenario(
                LIVE,
                "plugin",
                "1",
                "1",
                null,
                Set.of(new SurfaceId("live")),
                List.of(Tasks.CLICK),
                Set.of(),
                FeatureSchema.empty(),
                null,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                model,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                ScenarioSlate.VALUE_ONLY);
        ScenarioPlan plan = new ScenarioPlan(scenario, PipelineSettings.defaults(), ComponentMetrics.NONE);
        RankRequest request = RankRequest.builder(LIVE).requestId(requestId).build();
        ScenarioRun run = new ScenarioRun(plan, request, ComponentMetrics.NONE);
        run.setBatch(new FeatureBatch(
                new ColumnLayout(FeatureSchema.empty()), new Item[0], new Finds(List.<ComponentId>of(), 0)));
        run.setScores(new float[1][0], "none", Optional.empty());
        run.setValues(new float[0]);
        SlateLaying laying = new SlateLaying(List.of(run), 5, SlateTerms.VALUE_ONLY, new LayingTables());
        laying.run(null);
        return new DecisionTrace(List.of(run), laying, new int[0], List.of(), List.of(), "1", "none", Map.of());
    }
}
