package dev.medley.platform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.component.CandidateFilter.OnFailure;
import dev.medley.spi.failure.RankingException;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.id.ItemId;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.SimpleSharedFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A scenario with every mistake at once, under load, beside one that has none. */
class IsolationTest {
    private static final FloatFeature PRICE = FloatFeature.item("item_price_cents", 7, "price");
    private static final FloatFeature STOCK = FloatFeature.item("item_stock", 0, "stock");
    private static final FloatFeature SIZE = FloatFeature.item("item_size", 0, "size");
    private static final FloatFeature COLOUR = FloatFeature.item("item_colour", 0, "colour");
    private static final FloatFeature WEIGHT = FloatFeature.item("item_weight", 0, "weight");
    private static final FloatFeature UNDECLARED = FloatFeature.item("item_undeclared", 0, "nobody's");

    private static final Duration BAD_DEADLINE = Duration.ofMillis(800);
    private static final Duration GOOD_DEADLINE = Duration.ofSeconds(6);
    private static final Duration SLACK = Duration.ofMillis(2_500);
    private static final int CLIENTS = 4;
    private static final Duration LOAD = Duration.ofSeconds(4);

    /** Ends what ignores interrupts, when the test is over. */
    private volatile boolean over;

    private final FakeWorld world = new FakeWorld();
    private final TestScenario good = new TestScenario("good")
            .items(world, 60)
            .source("first", 0, 40)
            .source("second", 20, 60)
            .schema(PRICE)
            .provider("prices", Set.of(PRICE), (request, batch, writer) -> writer.set(PRICE, 0, 1))
            .filter("none", OnFailure.DROP_ALL, (request, batch, verdicts) -> {})
            .adjuster("none", (request, batch, factors) -> {})
            .policy("none", (request, batch, slate, gains) -> {})
            .rule("all", Set.of(), (request, batch, row) -> Verdict.allow());

    @AfterEach
    void release() {
        over = true;
    }

    @Test
    void everyMistakeAtOnceUnderLoadTouchesNobodyElse() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        TestScenario bad = new TestScenario("bad")
                .items(world, 60)
                .source("works", 0, 50)
                .source("throws-checked", request -> {
                    throw RankingException.dependency("the shop does not answer", null);
                })
                .source("throws-unchecked", request -> List.of((Candidate) null))
                .source("overflows", request -> overflow(0))
                .source("out-of-memory", request -> {
                    throw new OutOfMemoryError("pretended");
                })
                .source("no-class", request -> {
                    throw new NoClassDefFoundError("lost/Library");
                })
                .source("sleeps", request -> {
                    Thread.sleep(60_000);
                    return List.of();
                })
                .source("spins", request -> {
                    spin();
                    return List.of();
                })
                .source("foreign", request -> List.of(Candidate.of(ItemId.of("good", "i1"), 1)))
                .schema(PRICE, STOCK, SIZE, COLOUR, WEIGHT)
                .provider("not-a-number", Set.of(PRICE), (request, batch, writer) -> {
                    writer.set(PRICE, 0, 100);
                    writer.set(PRICE, 1, Float.NaN);
                })
                .provider("undeclared", Set.of(STOCK), (request, batch, writer) -> writer.set(UNDECLARED, 0, 1))
                .provider(
                        "wrong-length",
                        Set.of(SIZE),
                        (request, batch, writer) -> writer.setAll(SIZE, new float[batch.rowCount() + 1]))
                .provider("spins", Set.of(COLOUR), (request, batch, writer) -> {
                    spin();
                    writer.set(COLOUR, 0, 1);
                })
                .provider("sleeps", Set.of(WEIGHT), (request, batch, writer) -> Thread.sleep(60_000))
                .filter("spins", OnFailure.KEEP_ALL, (request, batch, verdicts) -> spin())
                .filter("wrong-row", OnFailure.KEEP_ALL, (request, batch, verdicts) -> verdicts.drop(10_000, null))
                .adjuster("spins", (request, batch, factors) -> spin())
                .adjuster("not-a-number", (request, batch, factors) -> factors[0] = Float.NaN)
                .adjuster("sleeps", (request, batch, factors) -> sleep())
                .policy("spins", (request, batch, slate, gains) -> {
                    if (slate.size() == 3) {
                        spin();
                    }
                })
                .policy("throws", (request, batch, slate, gains) -> {
                    throw new AbstractMethodError("old interface");
                })
                .rule("throws-for-one", Set.of(), (request, batch, row) -> {
                    calls.incrementAndGet();
                    if (batch.itemId(row).key().equals("i3")) {
                        throw new IllegalStateException("not this one");
                    }
                    return Verdict.allow();
                });
        List<RankResult> goodResults;
        List<Answered> badResults;
        try (TestPlatform platform = platform(good, bad)) {
            warmUp(platform);
            Load load = new Load(platform, bad);
            load.run();
            goodResults = load.goodResults();
            badResults = load.badResults();
        }
        assertThat(goodResults).hasSizeGreaterThan(CLIENTS);
        assertThat(goodResults).allSatisfy(result -> {
            assertThat(result.degraded()).isEmpty();
            assertThat(result.items()).hasSize(10);
        });
        assertThat(badResults).hasSizeGreaterThan(CLIENTS);
        assertThat(badResults).allSatisfy(answered -> {
            assertThat(answered.took()).isLessThan(BAD_DEADLINE.plus(SLACK));
            assertThat(answered.result().items()).hasSize(10);
            assertThat(answered.result().items())
                    .noneMatch(item -> item.item().key().equals("i3"));
            assertThat(answered.result().degraded().stream().map(IsolationTest::component))
                    .contains(
                            "retrieve: throws-checked",
                            "retrieve: throws-unchecked",
                            "retrieve: overflows",
                            "retrieve: out-of-memory",
                            "retrieve: no-class",
                            "retrieve: sleeps",
                            "retrieve: spins",
                            "retrieve: foreign",
                            "hydrate: not-a-number",
                            "hydrate: undeclared",
                            "hydrate: wrong-length",
                            "hydrate: spins",
                            "hydrate: sleeps",
                            "filter: spins",
                            "filter: wrong-row",
                            "value: spins",
                            "value: not-a-number",
                            "value: sleeps",
                            "rerank: spins",
                            "rerank: throws",
                            "safety: throws-for-one");
        });
        assertThat(calls).hasPositiveValue();
    }

    @Test
    void aSpinningSafetyRuleShowsNothingAndHoldsNobodyUp() throws Exception {
        TestScenario bad = new TestScenario("bad")
                .items(world, 60)
                .source("works", 0, 50)
                .rule("spins", Set.of(), (request, batch, row) -> {
                    spin();
                    return Verdict.allow();
                });
        try (TestPlatform platform = platform(good, bad)) {
            warmUp(platform);
            Load load = new Load(platform, bad);
            load.run();
            assertThat(load.goodResults()).allSatisfy(result -> {
                assertThat(result.degraded()).isEmpty();
                assertThat(result.items()).hasSize(10);
            });
            assertThat(load.badResults()).isNotEmpty().allSatisfy(answered -> {
                assertThat(answered.took()).isLessThan(BAD_DEADLINE.plus(SLACK));
                assertThat(answered.result().items()).isEmpty();
                assertThat(answered.result().degraded().stream().map(IsolationTest::component))
                        .containsExactly("safety: spins");
            });
        }
    }

    private record Answered(RankResult result, Duration took) {}

    /** Clients of both scenarios, side by side, for a while. */
    private final class Load {
        private final TestPlatform platform;
        private final TestScenario bad;
        private final ConcurrentLinkedQueue<RankResult> goodResults = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Answered> badResults = new ConcurrentLinkedQueue<>();

        Load(TestPlatform platform, TestScenario bad) {
            this.platform = platform;
            this.bad = bad;
        }

        void run() throws Exception {
            long end = System.nanoTime() + LOAD.toNanos();
            List<Callable<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(() -> {
                    while (System.nanoTime() < end) {
                        goodResults.add(platform.pipeline.rank(good.id(), command(GOOD_DEADLINE)));
                    }
                    return null;
                });
                clients.add(() -> {
                    while (System.nanoTime() < end) {
                        long start = System.nanoTime();
                        RankResult result = platform.pipeline.rank(bad.id(), command(BAD_DEADLINE));
                        badResults.add(new Answered(result, Duration.ofNanos(System.nanoTime() - start)));
                    }
                    return null;
                });
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Void> client : threads.invokeAll(clients)) {
                    client.get();
                }
            }
        }

        List<RankResult> goodResults() {
            return List.copyOf(goodResults);
        }

        List<Answered> badResults() {
            return List.copyOf(badResults);
        }
    }

    private TestPlatform platform(TestScenario... scenarios) {
        return new TestPlatform(
                world,
                List.of(scenarios[0].build(), scenarios[1].build()),
                new SimpleSharedFeatures(world.counters())::fill,
                TestScenario.byNumber(number -> number),
                ComponentMetrics.NONE,
                ImpressionSink.NONE,
                PipelineSettings.defaults());
    }

    private void warmUp(TestPlatform platform) throws RankRefusedException {
        for (int i = 0; i < 50; i++) {
            platform.pipeline.rank(good.id(), command(Duration.ofSeconds(10)));
        }
    }

    private static RankCommand command(Duration deadline) {
        RankCommand some = TestScenario.command(10);
        return new RankCommand(
                some.requestId(),
                some.userId(),
                some.sessionId(),
                some.query(),
                some.limit(),
                some.context(),
                some.exclude(),
                some.candidates(),
                Optional.of(deadline),
                some.seed(),
                some.explain());
    }

    private static String component(String degraded) {
        String[] parts = degraded.split(": ", 3);
        return parts[0] + ": " + parts[1];
    }

    private static List<Candidate> overflow(int depth) {
        return List.of(overflow(depth + 1).get(depth));
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException wakened) {
            throw new IllegalStateException(wakened);
        }
    }

    private void spin() {
        while (!over) {
            Thread.onSpinWait();
        }
    }
}
