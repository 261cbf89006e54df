package dev.medley.platform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.explain.Explanation;
import dev.medley.platform.explain.Explanation.CandidateStory;
import dev.medley.platform.pipeline.RankResult.PlacedItem;
import dev.medley.platform.rerank.SlateExploration;
import dev.medley.platform.rerank.exposure.Prices;
import dev.medley.platform.rerank.slate.PlaceExplanation;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.component.CandidateFilter.OnFailure;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.slate.SlateConstraint;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.SimpleSharedFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators turn about slates, of one scenario and of mixed pages. The model's score of item {@code i7} is 0.007. */
class SlatesOfPagesTest {
    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());
    private static final int ITEMS = 60;

    private final FakeWorld world = new FakeWorld();
    private final Map<String, Float> factors = new ConcurrentHashMap<>();
    private final TestScenario live = scenario("live");
    private final TestScenario video = scenario("video");
    private final TestScenario shop = scenario("shop");
    private final List<Impressions> impressions = Collections.synchronizedList(new ArrayList<>());
    private TestPlatform platform;

    /** Groups of authors and categories; every fifth item is mature. */
    private TestScenario scenario(String name) {
        TestScenario scenario = new TestScenario(name);
        for (int i = 0; i < ITEMS; i++) {
            Item plain = Item.of(scenario.item(i), "item " + i);
            world.items()
                    .put(new Item(
                            plain.id(),
                            plain.title(),
                            "",
                            Optional.of("author-" + i % 7),
                            List.of("category-" + i % 4),
                            Optional.empty(),
                            Attributes.of(Map.of("mature", i % 5 == 0)),
                            null));
        }
        return scenario.source("all", 0, ITEMS).value((request, batch, scores, values) -> {
            for (int i = 0; i < batch.selectedCount(); i++) {
                int row = batch.selectedRow(i);
                int number = Integer.parseInt(batch.itemId(row).key().substring(1));
                values[row] = factors.getOrDefault(name, 1f) * number / 1_000f;
            }
        });
    }

    @AfterEach
    void close() {
        if (platform != null) {
            platform.close();
        }
    }

    private TestPlatform platform() {
        if (platform == null) {
            platform = new TestPlatform(
                    world,
                    List.of(live.build(), video.build(), shop.build()),
                    new SimpleSharedFeatures(world.counters())::fill,
                    TestScenario.byNumber(number -> number),
                    ComponentMetrics.NONE,
                    impressions::add,
                    PipelineSettings.defaults());
        }
        return platform;
    }

    private List<ScenarioId> all() {
        return List.of(live.id(), video.id(), shop.id());
    }

    private static RankCommand command(int limit, long seed) {
        return TestScenario.command(limit, seed);
    }

    private static long count(RankResult result, TestScenario scenario) {
        return result.items().stream()
                .filter(item -> item.scenario().equals(scenario.id()))
                .count();
    }

    private static List<ItemId> items(RankResult result) {
        return result.items().stream().map(PlacedItem::item).toList();
    }

    private List<CandidateStory> placed(RankResult result) {
        return platform.pipeline.traces().explain(result.requestId()).orElseThrow().candidates().stream()
                .filter(story -> story.position().isPresent())
                .toList();
    }

    private static PlaceExplanation told(CandidateStory story) {
        return story.placement().orElseThrow().story().numbers();
    }

    @Test
    void quotasCapsAndPinsOfThreeScenariosHoldAtOnce() throws Exception {
        live.constraints(
                new SlateConstraint.Pinned(new ComponentId("show"), live.item(3), 2),
                new SlateConstraint.MaxInSlate(new ComponentId("host"), SharedFeatures.ITEM_AUTHOR, 1));
        video.constraints(new SlateConstraint.MinGap(new ComponentId("gap"), SharedFeatures.ITEM_CATEGORY, 2));
        shop.constraints(
                new SlateConstraint.Pinned(new ComponentId("offer"), shop.item(5), 0),
                new SlateConstraint.MaxInSlate(new ComponentId("seller"), SharedFeatures.ITEM_AUTHOR, 2));
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            // Whatever scenario is worth most: a factor that would give it the page.
            all().forEach(scenario -> factors.put(scenario.value(), random.nextFloat() * 4));
            platform();
            platform.layPages(
                    Map.of("rerank-relative-values", false, "rerank-scenario-max", 8, "rerank-scenario-window", 9),
                    Prices.NONE);
            platform.lay(live.id(), Map.of("rerank-page-min-share", 0.25));
            platform.lay(video.id(), Map.of("rerank-page-max-share", 0.4));
            platform.lay(shop.id(), Map.of("rerank-page-min-share", 0.3, "rerank-page-max-share", 0.5));
            RankResult result = platform.pipeline.rankPage(all(), command(20, round));
            assertThat(result.degraded()).as("seed %s", SEED).isEmpty();
            assertThat(result.items()).hasSize(20);
            assertThat(items(result)).doesNotHaveDuplicates();
            assertThat(items(result).get(2)).isEqualTo(live.item(3));
            assertThat(items(result).getFirst()).isEqualTo(shop.item(5));
            for (int k = 1; k <= 20; k++) {
                List<PlacedItem> first = result.items().subList(0, k);
                assertThat(first.stream()
                                .filter(item -> item.scenario().equals(live.id()))
                                .count())
                        .isGreaterThanOrEqualTo((long) Math.floor(0.25 * k + 1e-9));
                assertThat(first.stream()
                                .filter(item -> item.scenario().equals(shop.id()))
                                .count())
                        .isGreaterThanOrEqualTo((long) Math.floor(0.3 * k + 1e-9));
            }
            assertThat(count(result, video)).isLessThanOrEqualTo(8);
            assertThat(count(result, shop)).isLessThanOrEqualTo(10);
            assertThat(mostOfOneAuthor(result, live)).isEqualTo(1);
            assertThat(mostOfOneAuthor(result, shop)).isLessThanOrEqualTo(2);
        }
    }

    private long mostOfOneAuthor(RankResult result, TestScenario scenario) {
        return result.items().stream()
                .filter(item -> item.scenario().equals(scenario.id()))
                .collect(Collectors.groupingBy(
                        item -> world.items().find(item.item()).orElseThrow().author(), Collectors.counting()))
                .values()
                .stream()
                .max(Long::compare)
                .orElse(0L);
    }

    @Test
    void aScenarioThatIsRemovedTakesOnlyItsShareAway() throws Exception {
        platform();
        platform.lay(live.id(), Map.of("rerank-page-min-share", 0.3));
        platform.lay(video.id(), Map.of("rerank-page-min-share", 0.3));
        platform.lay(shop.id(), Map.of("rerank-page-min-share", 0.2));
        AtomicBoolean isRemoved = new AtomicBoolean();
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> asking = new ArrayList<>();
            for (int client = 0; client < 4; client++) {
                asking.add(clients.submit(() -> {
                    int without = 0;
                    while (without < 50) {
                        boolean knewBefore = isRemoved.get();
                        RankResult result = platform.pipeline.rankPage(all(), command(20, without));
                        assertThat(result.items()).hasSize(20);
                        assertThat(count(result, live)).isGreaterThanOrEqualTo(6);
                        assertThat(count(result, shop)).isGreaterThanOrEqualTo(4);
                        if (result.scenarios().contains(video.id())) {
                            assertThat(count(result, video)).isGreaterThanOrEqualTo(6);
                            assertThat(result.degraded()).isEmpty();
                            assertThat(knewBefore).isFalse();
                        } else {
                            assertThat(count(result, video)).isZero();
                            assertThat(result.degraded())
                                    .hasSize(1)
                                    .first()
                                    .asString()
                                    .startsWith("page: video: ");
                            without++;
                        }
                    }
                    return without;
                }));
            }
            Thread.sleep(50);
            platform.scenarios.remove(video.id());
            isRemoved.set(true);
            for (Future<Integer> each : asking) {
                assertThat(each.get()).isEqualTo(50);
            }
        }
    }

    @Test
    void whatIsSaidOfTheItemsOfAScenarioThatIsGoneGoesWithIt() throws Exception {
        platform().scenarios.remove(video.id());
        RankCommand some = command(5, 1);
        RankCommand command = new RankCommand(
                some.requestId(),
                some.userId(),
                some.sessionId(),
                some.query(),
                some.limit(),
                some.context(),
                Set.of(video.item(1), live.item(59)),
                List.of(),
                some.deadline(),
                some.seed(),
                some.explain());
        RankResult result = platform.pipeline.rankPage(all(), command);
        assertThat(items(result)).hasSize(5).doesNotContain(live.item(59)).contains(live.item(58));
        assertThat(result.degraded()).hasSize(1).first().asString().startsWith("page: video: ");
    }

    @Test
    void theNumbersOfAnExplanationAddUpToTheOrder() throws Exception {
        live.policy("spread", (request, batch, slate, gains) -> {
            for (int row = 0; row < gains.length; row++) {
                gains[row] = (row * 31 + slate.size()) % 7 / 1_000f;
            }
        });
        live.constraints(new SlateConstraint.MaxInWindow(new ComponentId("window"), SharedFeatures.ITEM_AUTHOR, 1, 4));
        shop.constraints(new SlateConstraint.Pinned(new ComponentId("offer"), shop.item(5), 4));
        Random random = new Random(SEED);
        int moved = 0;
        for (int round = 0; round < 100; round++) {
            platform();
            Map<String, Object> settings = new HashMap<>();
            settings.put("rerank-diversity", random.nextDouble());
            settings.put("rerank-diversity-method", random.nextBoolean() ? "spectrum" : "log-determinant");
            settings.put("rerank-diversity-window", random.nextInt(6));
            settings.put("rerank-coverage", random.nextDouble() / 4);
            settings.put("rerank-interests", random.nextDouble() / 4);
            settings.put("rerank-risk", random.nextDouble() / 4);
            settings.put("rerank-risk-spacing", random.nextDouble());
            settings.put("rerank-exploration", random.nextDouble());
            settings.put("rerank-exploration-share", random.nextInt(2) * 0.3);
            settings.put("rerank-fairness", 1);
            settings.put("rerank-max-per-author", random.nextInt(4));
            platform.layPages(
                    settings,
                    prices(Map.of("author", Map.of("author-3", 0.3), "surface", Map.of("shop", 0.1)), Map.of()));
            RankResult result = platform.pipeline.rankPage(all(), command(12, round));
            assertThat(result.revisions().prices()).isEqualTo(42);
            assertThat(result.revisions().config()).endsWith(",page=page-2");
            List<CandidateStory> stories = placed(result);
            assertThat(stories).hasSize(12);
            for (CandidateStory story : stories) {
                PlaceExplanation told = told(story);
                assertThat(told.sumOfParts()).as("seed %s", SEED).isCloseTo(told.gain(), within(1e-9));
                Explanation.Other other =
                        story.placement().orElseThrow().other().orElseThrow();
                boolean isBeaten = other.gain() > told.gain() + 1e-12;
                assertThat(isBeaten && other.blockedBy().isEmpty() && told.propensity() == 1)
                        .as("seed %s: %s", SEED, story)
                        .isFalse();
                moved += told.movedBy().isPresent() ? 1 : 0;
            }
        }
        assertThat(moved).as("places that a rule decided").isPositive();
    }

    private static Prices prices(Map<String, Map<String, Double>> prices, Map<String, Double> scales) {
        return new Prices() {
            @Override
            public double of(String attribute, String group) {
                return prices.getOrDefault(attribute, Map.of()).getOrDefault(group, 0.0);
            }

            @Override
            public Set<String> attributes() {
                return prices.keySet();
            }

            @Override
            public double scale(String scenario) {
                return scales.getOrDefault(scenario, 1.0);
            }

            @Override
            public boolean knows(String scenario) {
                return scales.containsKey(scenario);
            }

            @Override
            public long revision() {
                return 42;
            }
        };
    }

    @Test
    void aPriceBringsItsGroupForwardAndIsTold() throws Exception {
        platform().lay(video.id(), Map.of("rerank-fairness", 1));
        platform.layPages(Map.of(), prices(Map.of("author", Map.of("author-1", 2.0)), Map.of()));
        RankResult result = platform.pipeline.rank(video.id(), command(8, 1));
        assertThat(mostOfOneAuthor(result, video)).isEqualTo(8);
        // The mean of the ten best is the unit: items 50 to 59 of scores 0.050 to 0.059.
        Map<String, Float> prices =
                placed(result).getFirst().placement().orElseThrow().story().prices();
        assertThat(prices).containsOnlyKeys("author");
        assertThat(prices.get("author")).isCloseTo(2 * 0.0545f, within(1e-6f));
        platform.lay(video.id(), Map.of());
        assertThat(items(platform.pipeline.rank(video.id(), command(2, 1))))
                .as("with a factor of 0 prices are ignored")
                .containsExactly(video.item(59), video.item(58));
    }

    @Test
    void aScenarioWhoseValuesAllDoubleTakesNothingFromTheOthers() throws Exception {
        platform();
        platform.layPages(Map.of("rerank-diversity", 0.1), Prices.NONE);
        RankResult before = platform.pipeline.rankPage(all(), command(20, 1));
        factors.put("video", 1_000f);
        assertThat(items(platform.pipeline.rankPage(all(), command(20, 1)))).isEqualTo(items(before));
        platform.layPages(Map.of("rerank-diversity", 0.1, "rerank-relative-values", false), Prices.NONE);
        assertThat(count(platform.pipeline.rankPage(all(), command(20, 1)), video))
                .isGreaterThan(count(before, video));
    }

    @Test
    void riskyItemsStandApartAndMayLose() throws Exception {
        video.filter("risky-and-three-others", OnFailure.KEEP_ALL, (request, batch, verdicts) -> {
            for (int i = 0; i < batch.selectedCount(); i++) {
                int number = Integer.parseInt(
                        batch.itemId(batch.selectedRow(i)).key().substring(1));
                if (number % 5 != 0 && number > 8) {
                    verdicts.drop(batch.selectedRow(i), new ReasonCode("OTHER"));
                }
            }
        });
        platform();
        assertThat(mature(platform.pipeline.rank(video.id(), command(6, 1)))).containsExactly(0, 1, 2, 3, 4, 5);
        platform.lay(video.id(), Map.of("rerank-risk-spacing", 3, "rerank-risk-window", 3));
        assertThat(mature(platform.pipeline.rank(video.id(), command(6, 1)))).containsExactly(0, 3);
        platform.lay(video.id(), Map.of("rerank-risk", 5));
        assertThat(mature(platform.pipeline.rank(video.id(), command(6, 1)))).isEmpty();
        platform.lay(video.id(), Map.of("rerank-risk", 5, "rerank-risky", List.of("violent")));
        assertThat(mature(platform.pipeline.rank(video.id(), command(6, 1)))).hasSize(6);
    }

    private List<Integer> mature(RankResult result) {
        return result.items().stream()
                .filter(item -> world.items()
                        .find(item.item())
                        .orElseThrow()
                        .attributes()
                        .flag("mature")
                        .orElseThrow())
                .map(PlacedItem::position)
                .toList();
    }

    @Test
    void diversityAndCapsSpreadASlate() throws Exception {
        platform().lay(video.id(), Map.of("rerank-diversity", 1));
        RankResult diverse = platform.pipeline.rank(video.id(), command(7, 1));
        assertThat(mostOfOneAuthor(diverse, video)).isEqualTo(1);
        platform.lay(video.id(), Map.of("rerank-max-per-category", 2));
        RankResult capped = platform.pipeline.rank(video.id(), command(8, 1));
        assertThat(capped.items().stream()
                        .collect(Collectors.groupingBy(
                                item -> world.items()
                                        .find(item.item())
                                        .orElseThrow()
                                        .category(),
                                Collectors.counting()))
                        .values())
                .containsExactlyInAnyOrder(2L, 2L, 2L, 2L);
        RankResult relaxed = platform.pipeline.rank(video.id(), command(9, 1));
        assertThat(relaxed.degraded())
                .containsExactly("rerank: max-per-category: relaxed at place 8: 3 instead of 2, TOO_FEW_ROWS");
    }

    @Test
    void whatIsHardlyKnownIsShownForABonusThatHasABudget() throws Exception {
        for (int i = 0; i < ITEMS; i++) {
            world.counters().set(video.item(i), CounterWindow.TOTAL, i < 40 || i >= 50 ? 40 : 0);
        }
        platform().lay(video.id(), Map.of("rerank-exploration", 10, "rerank-exploration-budget", 0.2));
        RankResult result = platform.pipeline.rank(video.id(), command(5, 1));
        assertThat(items(result)).contains(video.item(49));
        SlateExploration exploration = impressions.getLast().exploration();
        assertThat(exploration.budget()).isEqualTo(0.2);
        assertThat(exploration.name()).isEqualTo("video");
        for (PlacedItem item : result.items()) {
            boolean isUnknown = Integer.parseInt(item.item().key().substring(1)) < 50;
            assertThat(exploration.isDecidedBy(item.position())).isEqualTo(isUnknown);
        }
        platform.pace(Map.of("video", 0.0));
        assertThat(items(platform.pipeline.rank(video.id(), command(2, 1))))
                .as("nothing is left of the budget")
                .containsExactly(video.item(59), video.item(58));
    }

    @Test
    void chanceTellsItsPropensityAndTheSameRequestGivesTheSameSlate() throws Exception {
        platform().lay(video.id(), Map.of("rerank-exploration-share", 0.5, "rerank-exploration-temperature", 1));
        Set<List<ItemId>> slates = new HashSet<>();
        for (int seed = 0; seed < 30; seed++) {
            RankResult result = platform.pipeline.rank(video.id(), command(5, seed));
            slates.add(items(result));
            double[] propensities = impressions.getLast().exploration().propensities();
            assertThat(Arrays.stream(propensities)).hasSize(5).allMatch(each -> each > 0 && each < 1);
            assertThat(items(platform.pipeline.rank(video.id(), command(5, seed))))
                    .isEqualTo(items(result));
        }
        assertThat(slates).hasSizeGreaterThan(10);
        platform.lay(video.id(), Map.of());
        platform.pipeline.rank(video.id(), command(5, 1));
        assertThat(impressions.getLast().exploration().propensities()).containsOnly(1);
    }
}
