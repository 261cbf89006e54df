package dev.medley.platform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.pipeline.RankResult.PlacedItem;
import dev.medley.platform.pipeline.TestPlatform.ScoringModel;
import dev.medley.platform.score.Model;
import dev.medley.platform.score.ModelChoice;
import dev.medley.platform.score.ModelSelection;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.id.UserId;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.SimpleSharedFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One request has one model, whatever fails. */
class OneModelTest {
    private final FakeWorld world = new FakeWorld();
    private final List<TestScenario> scenarios = List.of(scenario("left"), scenario("middle"), scenario("right"));

    private TestScenario scenario(String name) {
        return new TestScenario(name)
                .items(world, 20)
                .source("all", 0, 20)
                .adjuster("double", (request, batch, factors) -> {
                    for (int i = 0; i < batch.selectedCount(); i++) {
                        factors[batch.selectedRow(i)] = 2;
                    }
                });
    }

    private TestPlatform platform(ModelSelection models) {
        return new TestPlatform(
                world,
                scenarios.stream().map(TestScenario::build).toList(),
                new SimpleSharedFeatures(world.counters())::fill,
                models,
                ComponentMetrics.NONE,
                ImpressionSink.NONE,
                PipelineSettings.defaults());
    }

    /** Scores every row alike, and nothing of the scenarios that it cannot score. */
    private static Model constant(String revision, float score, String... failing) {
        return new ScoringModel(revision, (request, batch, tasks) -> {
            if (Set.of(failing).contains(request.scenario().value())) {
                throw new QuietException();
            }
            float[][] scores = new float[tasks.size()][batch.rowCount()];
            for (float[] column : scores) {
                Arrays.fill(column, score);
            }
            return scores;
        });
    }

    private static List<ScenarioId> all() {
        return List.of(new ScenarioId("left"), new ScenarioId("middle"), new ScenarioId("right"));
    }

    @Test
    void aModelThatFailsForOneScenarioOfAPageScoresNoneOfIt() throws Exception {
        ModelChoice choice =
                ModelChoice.of(constant("m-3", 0.3f, "middle"), constant("m-2", 0.2f, "left"), constant("m-1", 0.1f));
        try (TestPlatform platform = platform(_ -> choice)) {
            RankResult result = platform.pipeline.rankPage(all(), TestScenario.command(60));
            assertThat(result.revisions().model()).isEqualTo("m-1");
            assertThat(result.items()).hasSize(60).allSatisfy(item -> {
                assertThat(item.tasks()).containsEntry(Tasks.CLICK, 0.1f);
                assertThat(item.value()).isEqualTo(0.2f);
            });
            assertThat(result.items()).extracting(PlacedItem::scenario).contains(all().toArray(ScenarioId[]::new));
            assertThat(result.degraded())
                    .filteredOn(each -> each.startsWith("score: "))
                    .containsExactlyInAnyOrder(
                            "score: model: platform: revision m-3 cannot score",
                            "score: model: platform: revision m-2 cannot score");
        }
    }

    @Test
    void aScenarioThatNoModelScoresLeavesTheOthersTheirs() throws Exception {
        ModelChoice choice = ModelChoice.of(constant("m-2", 0.2f, "middle"), constant("m-1", 0.1f, "middle"));
        try (TestPlatform platform = platform(_ -> choice)) {
            RankResult result = platform.pipeline.rankPage(all(), TestScenario.command(60));
            assertThat(result.revisions().model()).isEqualTo("m-2,none");
            assertThat(result.items())
                    .allSatisfy(item -> assertThat(item.tasks())
                            .containsEntry(Tasks.CLICK, item.scenario().value().equals("middle") ? 0f : 0.2f));
        }
    }

    @Test
    void theModelsAreChosenOnceForAPageByUserThenSessionThenRequest() throws Exception {
        List<String> units = new ArrayList<>();
        try (TestPlatform platform = platform(unit -> {
            units.add(unit);
            return ModelChoice.of(constant("m-" + units.size(), 0.1f));
        })) {
            RankCommand anonymous = TestScenario.command(3);
            RankResult first = platform.pipeline.rankPage(all(), anonymous);
            assertThat(first.revisions().model()).isEqualTo("m-1");
            platform.pipeline.rankPage(all(), asked(anonymous, Optional.empty(), Optional.of("s-1")));
            platform.pipeline.rank(
                    all().getFirst(), asked(anonymous, Optional.of(new UserId("u-1")), Optional.of("s-1")));
            assertThat(units).containsExactly(first.requestId(), "s-1", "u-1");
        }
    }

    @Test
    void whoListensSeesTheBatchAsItWasScoredAlsoWhenTheAnswerIsGiven() throws Exception {
        List<CandidateBatch> heard = new ArrayList<>();
        List<Long> authors = new ArrayList<>();
        Model model = new ScoringModel("m-1", (request, batch, tasks) -> {
            authors.addAll(authors(batch));
            return new float[tasks.size()][batch.rowCount()];
        });
        ModelChoice choice =
                new ModelChoice(List.of(model), Optional.of((request, batch, tasks, scores) -> heard.add(batch)));
        try (TestPlatform platform = platform(_ -> choice)) {
            platform.pipeline.rank(all().getFirst(), TestScenario.command(3));
        }
        assertThat(heard).singleElement().satisfies(batch -> {
            assertThat(batch.selectedCount()).isEqualTo(20);
            assertThat(authors(batch)).isEqualTo(authors);
        });
        assertThat(authors).hasSize(20).doesNotContain(FeatureHash.NONE);
    }

    @Test
    void nobodyListensToAModelThatStandsIn() throws Exception {
        List<CandidateBatch> heard = new ArrayList<>();
        ModelChoice choice = new ModelChoice(
                List.of(constant("m-2", 0.2f, "left"), constant("m-1", 0.1f)),
                Optional.of((request, batch, tasks, scores) -> heard.add(batch)));
        try (TestPlatform platform = platform(_ -> choice)) {
            assertThat(platform.pipeline
                            .rank(all().getFirst(), TestScenario.command(3))
                            .revisions()
                            .model())
                    .isEqualTo("m-1");
        }
        assertThat(heard).isEmpty();
    }

    private static List<Long> authors(CandidateBatch batch) {
        IdColumn column = batch.ids(SharedFeatures.ITEM_AUTHOR);
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < batch.selectedCount(); i++) {
            values.add(column.get(batch.selectedRow(i)));
        }
        return values;
    }

    private static RankCommand asked(RankCommand command, Optional<UserId> user, Optional<String> session) {
        return new RankCommand(
                command.requestId(),
                user,
                session,
                command.query(),
                command.limit(),
                command.context(),
                command.exclude(),
                command.candidates(),
                command.deadline(),
                command.seed(),
                command.explain());
    }

    /** Without a stack trace, which would fill the test's output. */
    private static final class QuietException extends RuntimeException {
        QuietException() {
            super("pretended", null, false, false);
        }
    }
}
