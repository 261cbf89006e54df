package dev.medley.platform.score.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.Model;
import dev.medley.platform.score.ScoredRows;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.TestBatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShadowTest {
    private static final RankRequest REQUEST =
            new FakeWorld().request(new ScenarioId("video")).build();
    private static final CandidateBatch BATCH = TestBatch.of(
            Item.of(ItemId.of("video", "a"), "a"),
            Item.of(ItemId.of("video", "b"), "b"),
            Item.of(ItemId.of("video", "c"), "c"),
            Item.of(ItemId.of("video", "d"), "d"));
    private static final List<TaskId> TASKS = List.of(Tasks.CLICK, Tasks.LIKE);

    private interface Scores {
        void write(float[][] scores);
    }

    private static Model model(Scores written) {
        return new Model() {
            @Override
            public String revision() {
                return "m-shadow";
            }

            @Override
            public Optional<ScoredRows> score(
                    RankRequest request, CandidateBatch batch, List<TaskId> tasks, float[][] scores) {
                written.write(scores);
                return Optional.empty();
            }
        };
    }

    @Test
    void theDifferencesAreThoseOfTheTwoModels() {
        ShadowMeasurement measurement = new ShadowMeasurement(
                model(scores -> {
                    write(scores[0], 0.5f, 0.25f, 0.75f, 0.5f);
                    write(scores[1], 0.1f, 0.2f, 0.3f, 0.4f);
                }),
                "m-active");
        float[][] active = {{0.25f, 0.5f, 0.75f, 1f}, {0.4f, 0.3f, 0.2f, 0.1f}};
        measurement.measure(REQUEST, BATCH, TASKS, active);
        measurement.measure(REQUEST, BATCH, TASKS, active);

        ShadowFigures figures = measurement.figures();
        assertThat(figures.batches()).isEqualTo(2);
        assertThat(figures.revision()).isEqualTo("m-shadow");
        assertThat(figures.against()).isEqualTo("m-active");
        assertThat(figures.differences()).hasSize(2);
        ShadowFigures.Difference click = figures.differences().getFirst();
        assertThat(click.task()).isEqualTo("click");
        assertThat(click.scenario()).isEqualTo(REQUEST.scenario().value());
        assertThat(click.count()).isEqualTo(8);
        assertThat(click.meanAbsolute()).isEqualTo((0.25 + 0.25 + 0 + 0.5) / 4);
        assertThat(click.mean()).isEqualTo((0.25 - 0.25 + 0 - 0.5) / 4);
        assertThat(click.max()).isEqualTo(0.5);
        assertThat(click.topKept()).isEqualTo(1);
        assertThat(figures.differences().get(1).rankCorrelation()).isCloseTo(-1, within(1e-12));
    }

    @Test
    void whatTheShadowCannotScoreIsCountedAndMeasuresNothing() {
        ShadowMeasurement throwing = new ShadowMeasurement(
                model(_ -> {
                    throw new StackOverflowError();
                }),
                "m-active");
        throwing.measure(REQUEST, BATCH, TASKS, new float[2][4]);
        throwing.measure(REQUEST, BATCH, TASKS, new float[2][4]);
        assertThat(throwing.figures()).isEqualTo(new ShadowFigures("m-shadow", "m-active", 0, 0, 2, List.of()));
        ShadowMeasurement infinite =
                new ShadowMeasurement(model(scores -> scores[1][2] = Float.POSITIVE_INFINITY), "m-active");
        infinite.measure(REQUEST, BATCH, TASKS, new float[2][4]);
        assertThat(infinite.figures()).isEqualTo(new ShadowFigures("m-shadow", "m-active", 0, 0, 1, List.of()));
    }

    @Test
    void aSlowShadowHoldsNobodyUpAndWhatDoesNotFitIsCounted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ShadowMeasurement measurement = new ShadowMeasurement(
                model(_ -> {
                    begun.countDown();
                    awaitQuietly(go);
                }),
                "m-active");
        int offered = 1_000;
        try (ShadowThread thread = new ShadowThread()) {
            thread.listener(measurement).scored(REQUEST, BATCH, TASKS, new float[2][4]);
            begun.await();
            for (int i = 1; i < offered; i++) {
                thread.listener(measurement).scored(REQUEST, BATCH, TASKS, new float[2][4]);
            }
            ShadowFigures waiting = measurement.figures();
            assertThat(waiting.batches()).isZero();
            assertThat(waiting.dropped()).isPositive().isLessThan(offered);
            go.countDown();
            while (measurement.figures().batches() + measurement.figures().dropped() < offered) {
                Thread.sleep(1);
            }
            assertThat(measurement.figures().dropped()).isEqualTo(waiting.dropped());
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(float[] target, float... values) {
        System.arraycopy(values, 0, target, 0, values.length);
    }
}
