package dev.medley.platform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.execute.Stage;
import dev.medley.platform.explain.Explanation;
import dev.medley.platform.explain.Explanation.CandidateStory;
import dev.medley.platform.pipeline.RankRefusedException.Kind;
import dev.medley.platform.pipeline.RankResult.PlacedItem;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.component.CandidateFilter.OnFailure;
import dev.medley.spi.failure.RankingException;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.plugin.RequiredField;
import dev.medley.spi.slate.SlateConstraint;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.SimpleSharedFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a request meets on its way, rule by rule. The model's score of item {@code i7} is 0.007. */
class PipelineTest {
    private static final FloatFeature PRICE = FloatFeature.item("item_price_cents", 7, "price");
    private static final FloatFeature STOCK = FloatFeature.item("item_stock", 1, "stock");

    private final FakeWorld world = new FakeWorld();
    private final TestScenario video = new TestScenario("video").items(world, 30);
    private final List<Impressions> impressions = Collections.synchronizedList(new ArrayList<>());
    private final List<Stage> ended = Collections.synchronizedList(new ArrayList<>());
    private PipelineSettings settings = PipelineSettings.defaults();
    private TestPlatform platform;

    @AfterEach
    void close() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void theStagesRunInTheOrderOfTheDesign() throws Exception {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        video.source("source", request -> {
                    calls.add("retrieve");
                    return List.of(Candidate.of(video.item(1), 1), Candidate.of(video.item(2), 1));
                })
                .schema(PRICE)
                .provider("provider", Set.of(PRICE), (request, batch, writer) -> {
                    assertThat(batch.ids(SharedFeatures.ITEM_AUTHOR).state(0)).isEqualTo(FeatureState.PRESENT);
                    calls.add("hydrate");
                })
                .filter("filter", OnFailure.KEEP_ALL, (request, batch, verdicts) -> calls.add("filter"))
                .value((request, batch, scores, values) -> {
                    assertThat(scores.tasks()).containsExactly(Tasks.CLICK);
                    calls.add("value");
                })
                .adjuster("adjuster", (request, batch, factors) -> calls.add("adjust"))
                .policy("policy", (request, batch, slate, gains) -> calls.add("rerank"))
                .rule("rule", Set.of(), (request, batch, row) -> {
                    calls.add("safety");
                    return Verdict.allow();
                });
        rank(command(1));
        assertThat(calls)
                .containsExactly(
                        "retrieve", "hydrate", "filter", "value", "adjust", "rerank", "safety", "safety", "safety");
        assertThat(ended)
                .containsExactly(
                        Stage.ADMIT,
                        Stage.RETRIEVE,
                        Stage.MERGE,
                        Stage.HYDRATE,
                        Stage.HYDRATE,
                        Stage.FILTER,
                        Stage.TRIM,
                        Stage.SCORE,
                        Stage.VALUE,
                        Stage.RERANK,
                        Stage.SAFETY,
                        Stage.LOG);
        assertThat(impressions).hasSize(1);
    }

    @Test
    void refusesWhatItCannotAnswerAndNamesTheField() {
        video.source("source", 0, 5).requires(RequiredField.QUERY);
        refused(() -> rank(command(1)), Kind.MISSING_FIELD, "query");
        refused(() -> platform.pipeline.rank(new ScenarioId("radio"), command(1)), Kind.UNKNOWN_SCENARIO, "scenario");
        ItemId foreign = ItemId.of("live", "room");
        refused(
                () -> rank(command(1, Set.of(foreign), List.of(), OptionalLong.of(1), false)),
                Kind.INVALID_REQUEST,
                "exclude");
        refused(
                () -> rank(command(1, Set.of(), List.of(foreign), OptionalLong.of(1), false)),
                Kind.INVALID_REQUEST,
                "candidates");
        refused(() -> platform.pipeline.rankPage(List.of(), command(1)), Kind.INVALID_REQUEST, "surfaces");
        refused(
                () -> platform.pipeline.rankPage(List.of(video.id(), video.id()), command(1)),
                Kind.INVALID_REQUEST,
                "surfaces");
    }

    @Test
    void theFallbackIsAskedWhenThereIsNoRow() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        video.source("empty", request -> List.of())
                .source("unknown", request -> List.of(Candidate.of(ItemId.of("video", "nobody-knows"), 1)))
                .fallback("popular", request -> {
                    asked.incrementAndGet();
                    return List.of(Candidate.of(video.item(3), 1));
                });
        RankResult result = rank(command(5));
        assertThat(items(result)).containsExactly("i3");
        assertThat(result.degraded()).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void everySourceFailedAndNoFallbackIsUnavailable() {
        video.source("fails", request -> {
            throw RankingException.dependency("closed", null);
        });
        refused(() -> rank(command(5)), Kind.UNAVAILABLE, "");
    }

    @Test
    void aFailingFallbackIsUnavailableOnlyIfEverySourceFailed() throws Exception {
        video.source("empty", request -> List.of()).fallback("popular", request -> {
            throw RankingException.dependency("closed", null);
        });
        RankResult result = rank(command(5));
        assertThat(result.items()).isEmpty();
        assertThat(result.degraded()).containsExactly("retrieve: popular: dependency: closed");
    }

    @Test
    void callersCandidatesAreTheOnlyOnes() throws Exception {
        video.source("source", request -> {
            throw new AssertionError("not asked");
        });
        RankResult result = rank(
                command(5, Set.of(video.item(2)), List.of(video.item(1), video.item(2)), OptionalLong.of(1), false));
        assertThat(items(result)).containsExactly("i1");
        assertThat(result.items().getFirst().provenance().getFirst().source()).isEqualTo(new ComponentId("caller"));
    }

    @Test
    void aSourceThatBreaksTheContractFailsWhole() throws Exception {
        List<Candidate> tooMany = Collections.nCopies(10_001, Candidate.of(video.item(1), 1));
        video.source("many", request -> tooMany).source("null", request -> null).source("works", 4, 6);
        RankResult result = rank(command(5));
        assertThat(items(result)).containsExactly("i5", "i4");
        assertThat(result.degraded()).hasSize(2).allMatch(text -> text.contains(": plugin: "));
    }

    @Test
    void keepsTheBestRankedRowsAndSaysWhyTheOthersWent() throws Exception {
        settings = settings.withLoad(4, 16);
        video.source("first", 0, 6).source("second", 20, 24);
        RankResult result = rank(command(10));
        assertThat(items(result)).containsExactly("i21", "i20", "i1", "i0");
        assertThat(story("i5", result).dropped().orElseThrow().reason()).isEqualTo(new ReasonCode("TRIMMED"));
        assertThat(result.degraded()).isEmpty();
    }

    @Test
    void providersRunAfterThoseWhoseOutputsTheyReadEvenIfThoseFail() throws Exception {
        AtomicReference<FeatureState> seen = new AtomicReference<>();
        video.source("source", 0, 3)
                .schema(PRICE, STOCK)
                .provider("prices", Set.of(PRICE), (request, batch, writer) -> {
                    Thread.sleep(30);
                    writer.set(PRICE, 0, 1);
                    throw RankingException.dependency("closed", null);
                })
                .provider("stock", Set.of(PRICE), Set.of(STOCK), (request, batch, writer) -> {
                    seen.set(batch.floats(PRICE).state(0));
                    writer.set(STOCK, 0, 5);
                })
                .adjuster("stock", (request, batch, factors) -> {
                    if (batch.floats(STOCK).get(0) == 5) {
                        factors[0] = 100;
                    }
                });
        RankResult result = rank(command(5));
        assertThat(seen).hasValue(FeatureState.FAILED);
        assertThat(items(result)).containsExactly("i2", "i1", "i0");
        assertThat(result.degraded()).containsExactly("hydrate: prices: dependency: closed");
    }

    @Test
    void whatALateProviderWritesIsNeverSeen() throws Exception {
        CountDownLatch wrote = new CountDownLatch(1);
        AtomicReference<FeatureState> seen = new AtomicReference<>();
        video.source("source", 0, 3).schema(PRICE).provider("slow", Set.of(PRICE), (request, batch, writer) -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException ignoredOnPurpose) {
                writer.set(PRICE, 0, 99);
                wrote.countDown();
            }
        });
        video.policy("looks", (request, batch, slate, gains) -> {
            try {
                assertThat(wrote.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException end) {
                throw new IllegalStateException(end);
            }
            seen.set(batch.floats(PRICE).state(0));
        });
        RankResult result = rank(withDeadline(command(5), Duration.ofMillis(400)));
        assertThat(result.degraded()).containsExactly("hydrate: slow: timeout: did not return in time");
        assertThat(seen).hasValue(FeatureState.FAILED);
    }

    @Test
    void aFailingFilterKeepsAllOrDropsAll() throws Exception {
        video.source("source", 0, 3).filter("keeps", OnFailure.KEEP_ALL, (request, batch, verdicts) -> {
            verdicts.drop(0, new ReasonCode("HALF_DONE"));
            throw new IllegalStateException("fails");
        });
        assertThat(rank(command(5)).items()).hasSize(3);
        platform.close();
        video.filter("drops", OnFailure.DROP_ALL, (request, batch, verdicts) -> {
            throw new IllegalStateException("fails");
        });
        platform = null;
        RankResult result = rank(command(5));
        assertThat(result.items()).isEmpty();
        assertThat(story("i1", result).dropped().orElseThrow().reason()).isEqualTo(new ReasonCode("FILTER_FAILED"));
        assertThat(result.degraded())
                .containsExactly(
                        "filter: keeps: plugin: threw java.lang.IllegalStateException",
                        "filter: drops: plugin: threw java.lang.IllegalStateException");
    }

    @Test
    void aValueThatIsNoNumberGoesLastAndAnAdjusterWithABadFactorIsSkippedWhole() throws Exception {
        video.source("source", 0, 4)
                .value((request, batch, scores, values) -> {
                    values[0] = Float.NaN;
                    values[1] = 1;
                    values[2] = Float.POSITIVE_INFINITY;
                    values[3] = 2;
                })
                .adjuster("bad", (request, batch, factors) -> {
                    factors[1] = 10;
                    factors[3] = -1;
                })
                .adjuster("good", (request, batch, factors) -> factors[1] = 1.5f);
        RankResult result = rank(command(5));
        assertThat(items(result)).containsExactly("i3", "i1", "i0", "i2");
        assertThat(result.items().get(1).value()).isEqualTo(1.5f);
        assertThat(result.degraded())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("value: bad: plugin: factor -1.0"),
                        line -> assertThat(line).startsWith("rerank: platform: plugin: 2 of source VALUE contained"));
    }

    @Test
    void withoutAValueModelTheFirstTaskDecides() throws Exception {
        video.source("source", 0, 3).value((request, batch, scores, values) -> {
            throw new IllegalStateException("fails");
        });
        assertThat(items(rank(command(5)))).containsExactly("i2", "i1", "i0");
    }

    @Test
    void relaxedConstraintsAreNamedInTheAnswerAndOnTheItem() throws Exception {
        video.source("source", 0, 15)
                .constraints(new SlateConstraint.MaxInSlate(
                        new ComponentId("one-of-an-author"), SharedFeatures.ITEM_AUTHOR, 1));
        RankResult result = rank(command(8));
        assertThat(items(result)).containsExactly("i14", "i13", "i12", "i11", "i10", "i9", "i8", "i7");
        assertThat(result.degraded())
                .containsExactly("rerank: one-of-an-author: relaxed at place 7: 2 instead of 1, TOO_FEW_ROWS");
        assertThat(result.items().get(7).reasons()).containsExactly(Reason.of("RELAXED", "one-of-an-author"));
    }

    @Test
    void unsafeRowsAreReplacedFromTheReserve() throws Exception {
        video.source("source", 0, 10).rule("odd", Set.of(), (request, batch, row) -> {
            int number = Integer.parseInt(batch.itemId(row).key().substring(1));
            return number % 2 == 1 ? Verdict.drop(new ReasonCode("ODD")) : Verdict.allow();
        });
        RankResult result = rank(command(3));
        assertThat(items(result)).containsExactly("i8", "i6", "i4");
        assertThat(story("i9", result).dropped().orElseThrow())
                .isEqualTo(new Explanation.Drop("safety", "odd", new ReasonCode("ODD")));
        assertThat(result.degraded()).isEmpty();
    }

    @Test
    void aFailedInputIsUnsafeAndTheRuleIsNotAsked() throws Exception {
        video.source("source", 0, 4)
                .schema(STOCK)
                .provider("stock", Set.of(STOCK), (request, batch, writer) -> writer.fail(STOCK, 3))
                .rule("stock", Set.of(STOCK), (request, batch, row) -> {
                    assertThat(row).isNotEqualTo(3);
                    return Verdict.allow();
                });
        RankResult result = rank(command(4));
        assertThat(items(result)).containsExactly("i2", "i1", "i0");
        assertThat(story("i3", result).dropped().orElseThrow().reason())
                .isEqualTo(new ReasonCode("SAFETY_INPUT_FAILED"));
        assertThat(result.degraded()).isEmpty();
    }

    @Test
    void theSlateIsJudgedOnceMoreBecauseTheWorldMoves() throws Exception {
        AtomicInteger judged = new AtomicInteger();
        video.source("source", 0, 10).rule("moves", Set.of(), (request, batch, row) -> {
            boolean wasSafe = judged.incrementAndGet() <= 3;
            return batch.itemId(row).equals(video.item(9)) && !wasSafe
                    ? Verdict.drop(new ReasonCode("OFF_AIR"))
                    : Verdict.allow();
        });
        assertThat(items(rank(command(3)))).containsExactly("i8", "i7", "i6");
    }

    @Test
    void aWorldThatNeverSettlesMakesAShorterSlateNotAnUnsafeOne() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        video.source("source", 0, 30).rule("moves", Set.of(), (request, batch, row) -> {
            return calls.incrementAndGet() % 4 == 0 ? Verdict.drop(new ReasonCode("MOVED")) : Verdict.allow();
        });
        RankResult result = rank(command(10));
        Set<String> dropped =
                Set.copyOf(platform.pipeline.traces().explain(result.requestId()).orElseThrow().candidates().stream()
                        .filter(story -> story.dropped().isPresent())
                        .map(story -> story.item().key())
                        .toList());
        assertThat(result.items()).isNotEmpty();
        assertThat(items(result)).doesNotContainAnyElementsOf(dropped);
        for (int place = 0; place < result.items().size(); place++) {
            assertThat(result.items().get(place).position()).isEqualTo(place);
        }
    }

    @Test
    void equalRequestsGetEqualAnswersToTheLastByte() throws Exception {
        video.source("source", 0, 30).policy("chance", (request, batch, slate, gains) -> {
            var random = request.random(new ComponentId("chance"));
            for (int row = 0; row < gains.length; row++) {
                gains[row] = (float) random.nextDouble();
            }
        });
        RankResult first = rank(command(10));
        assertThat(first.requestId()).hasSize(32);
        for (int i = 0; i < 20; i++) {
            assertThat(rank(command(10))).isEqualTo(first);
        }
        RankResult otherSeed = rank(command(10, Set.of(), List.of(), OptionalLong.of(2), false));
        assertThat(otherSeed.requestId()).isNotEqualTo(first.requestId());
        assertThat(items(otherSeed)).isNotEqualTo(items(first));
        RankCommand unseeded = command(10, Set.of(), List.of(), OptionalLong.empty(), false);
        assertThat(rank(unseeded).requestId()).isNotEqualTo(rank(unseeded).requestId());
    }

    @Test
    void explainsEveryCandidate() throws Exception {
        video.source("first", 0, 4)
                .source("second", 3, 6)
                .source("lost", request -> List.of(Candidate.of(ItemId.of("video", "lost"), 1)))
                .filter("not-five", OnFailure.KEEP_ALL, (request, batch, verdicts) -> {
                    for (int row = 0; row < batch.rowCount(); row++) {
                        if (batch.itemId(row).equals(video.item(5))) {
                            verdicts.drop(row, new ReasonCode("FIVE"));
                        }
                    }
                })
                .adjuster("double", (request, batch, factors) -> factors[0] = 2);
        RankResult result = rank(command(2, Set.of(video.item(1)), List.of(), OptionalLong.of(1), true));
        Explanation told =
                platform.pipeline.traces().explain(result.requestId()).orElseThrow();
        assertThat(told.candidates().stream().map(story -> story.item().key()))
                .containsExactly("i4", "i3", "i0", "i2", "i5");
        assertThat(told.notRows())
                .containsExactly(
                        new Explanation.NotRow(video.item(1), "first", new ReasonCode("EXCLUDED")),
                        new Explanation.NotRow(ItemId.of("video", "lost"), "lost", new ReasonCode("UNKNOWN_ITEM")));
        CandidateStory four = told.candidates().getFirst();
        assertThat(four.position()).hasValue(0);
        assertThat(four.placement().orElseThrow().story().numbers().gain())
                .isEqualTo(four.value().orElseThrow());
        assertThat(four.features()).containsKey("item_author");
        CandidateStory zero = story("i0", result);
        assertThat(zero.factors()).containsExactly(new Explanation.Factor("double", 2));
        assertThat(zero.dropped()).isEmpty();
        assertThat(zero.position()).isEmpty();
        CandidateStory five = story("i5", result);
        assertThat(five.dropped()).contains(new Explanation.Drop("filter", "not-five", new ReasonCode("FIVE")));
        assertThat(five.tasks()).isEmpty();
        assertThat(five.value()).isEmpty();
        assertThat(told.stages().stream().map(Explanation.StageTime::stage)).contains("retrieve", "rerank");
        assertThat(platform.pipeline.traces().explain("another")).isEmpty();
    }

    @Test
    void handsOnWhatWasShown() throws Exception {
        video.source("source", 0, 5);
        RankResult result = rank(command(3));
        assertThat(impressions).singleElement().satisfies(shown -> {
            assertThat(shown.result()).isEqualTo(result);
            assertThat(shown.seed()).isEqualTo(1);
            assertThat(shown.time()).isEqualTo(world.now());
        });
    }

    @Test
    void refusesWhatDoesNotFitAndServesAgainAfterwards() throws Exception {
        settings = settings.withLoad(500, 1);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        video.source("waits", request -> {
            inside.countDown();
            go.await();
            return List.of(Candidate.of(video.item(1), 1));
        });
        platform();
        AtomicReference<RankResult> first = new AtomicReference<>();
        Thread client = Thread.startVirtualThread(() -> {
            try {
                first.set(rank(command(1)));
            } catch (RankRefusedException refused) {
                throw new IllegalStateException(refused);
            }
        });
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        refused(() -> rank(command(1)), Kind.UNAVAILABLE, "");
        go.countDown();
        client.join();
        assertThat(first.get().items()).hasSize(1);
        assertThat(rank(command(1)).items()).hasSize(1);
    }

    @Test
    void aPageIsLaidOnceOverAllScenariosAndNoneTakesItAll() throws Exception {
        TestScenario live = new TestScenario("live").items(world, 30).source("rooms", 20, 30);
        TestScenario lost = new TestScenario("lost").source("none", request -> {
            throw RankingException.dependency("closed", null);
        });
        video.source("source", 0, 15);
        platform(video, live, lost);
        RankResult result =
                platform.pipeline.rankPage(List.of(live.id(), video.id(), lost.id(), new ScenarioId("no")), command(7));
        assertThat(result.scenarios()).containsExactly(live.id(), video.id());
        assertThat(items(result)).containsExactly("i29", "i28", "i27", "i26", "i14", "i13", "i25");
        assertThat(result.degraded()).hasSize(2);
        assertThat(result.degraded().get(0)).startsWith("page: no: ");
        assertThat(result.degraded().get(1)).startsWith("page: lost: ");
        assertThat(result.revisions().plugins()).containsOnlyKeys("live-plugin", "video-plugin");
        assertThat(story("i29", result).scenario()).isEqualTo(live.id());
        refused(() -> platform.pipeline.rankPage(List.of(lost.id()), command(7)), Kind.UNAVAILABLE, "");
    }

    @Test
    void aReplacedScenarioStartsWithClosedBreakers() throws Exception {
        settings = settings.withBreaker(2, Duration.ofMinutes(5));
        video.source("works", 0, 3).source("fails", request -> {
            throw new IllegalStateException("fails");
        });
        platform();
        for (int i = 0; i < 3; i++) {
            rank(command(1));
        }
        assertThat(rank(command(1)).degraded()).containsExactly("retrieve: fails: plugin: left out: failed too often");
        platform.scenarios.put(video.id(), TestPlatform.active(video.build()));
        assertThat(rank(command(1)).degraded())
                .containsExactly("retrieve: fails: plugin: threw java.lang.IllegalStateException");
    }

    private void platform(TestScenario... scenarios) {
        if (platform == null) {
            List<TestScenario> all = scenarios.length == 0 ? List.of(video) : List.of(scenarios);
            platform = new TestPlatform(
                    world,
                    all.stream().map(TestScenario::build).toList(),
                    new SimpleSharedFeatures(world.counters())::fill,
                    TestScenario.byNumber(number -> number),
                    new ComponentMetrics() {
                        @Override
                        public void stageEnded(ScenarioId scenario, Stage stage, long nanos) {
                            ended.add(stage);
                        }
                    },
                    impressions::add,
                    settings);
        }
    }

    private RankResult rank(RankCommand command) throws RankRefusedException {
        platform();
        return platform.pipeline.rank(video.id(), command);
    }

    private CandidateStory story(String key, RankResult result) {
        return platform.pipeline.traces().explain(result.requestId()).orElseThrow().candidates().stream()
                .filter(story -> story.item().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> items(RankResult result) {
        return result.items().stream().map(PlacedItem::item).map(ItemId::key).toList();
    }

    private static RankCommand command(int limit) {
        return TestScenario.command(limit);
    }

    private static RankCommand command(
            int limit, Set<ItemId> exclude, List<ItemId> candidates, OptionalLong seed, boolean explain) {
        return new RankCommand(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit,
                Map.of(),
                exclude,
                candidates,
                Optional.of(Duration.ofSeconds(5)),
                seed,
                explain);
    }

    private static RankCommand withDeadline(RankCommand some, Duration deadline) {
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

    private interface Ranking {
        RankResult run() throws RankRefusedException;
    }

    private void refused(Ranking ranking, Kind kind, String field) {
        platform();
        assertThatThrownBy(ranking::run).isInstanceOfSatisfying(RankRefusedException.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.field()).isEqualTo(field);
        });
    }
}
