package dev.medley.commodity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.commodity.feature.CommodityFeatures;
import dev.medley.commodity.feature.OfferFeatureProvider;
import dev.medley.commodity.feature.PriceFitFeatureProvider;
import dev.medley.commodity.filter.AlreadyBoughtFilter;
import dev.medley.commodity.filter.HiddenProductFilter;
import dev.medley.commodity.filter.SoldOutFilter;
import dev.medley.commodity.index.ShelfIndex;
import dev.medley.commodity.safety.CountrySafetyRule;
import dev.medley.commodity.safety.StockSafetyRule;
import dev.medley.commodity.score.LowStockAdjuster;
import dev.medley.commodity.score.PriceFitAdjuster;
import dev.medley.commodity.score.RestockedAdjuster;
import dev.medley.commodity.source.BackInStockSource;
import dev.medley.commodity.source.BoughtTogetherSource;
import dev.medley.commodity.source.CohortPopularSource;
import dev.medley.commodity.source.PopularSource;
import dev.medley.commodity.source.PriceBandSource;
import dev.medley.commodity.source.SameCategorySource;
import dev.medley.commodity.source.SmallSellerSource;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.RecordingFeatureWriter;
import dev.medley.testkit.RecordingVerdicts;
import dev.medley.testkit.TestBatch;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommodityComponentsTest {
    private static final ScenarioId COMMODITY = new ScenarioId("commodity");
    private static final SurfaceId SURFACE = new SurfaceId("commodity");
    private static final UserId ADA = new UserId("ada");

    private final FakeWorld world = new FakeWorld();
    private final ShelfIndex shelves = new ShelfIndex();

    @BeforeEach
    void follow() {
        world.items().follow(SURFACE, shelves);
    }

    @Test
    void boughtTogetherFollowsTheNewestProducts() throws Exception {
        buy(ADA, "tent", 2);
        buy(ADA, "lamp", 1);
        world.neighbours().set(id("tent"), new ScoredItem(id("stove"), 0.5f));
        world.neighbours().set(id("lamp"), new ScoredItem(id("bulb"), 0.5f), new ScoredItem(id("stove"), 0.1f));

        assertThat(fetch(new BoughtTogetherSource(world.neighbours(), SURFACE, 10), ADA))
                .containsExactly("stove", "bulb");
    }

    @Test
    void sameCategoryBringsTheBestOfTheUsersCategories() throws Exception {
        world.items()
                .put(product("tent", "camp", 9_000), product("stove", "camp", 3_000), product("sofa", "home", 50_000));
        buy(ADA, "tent", 1);
        buy(new UserId("bo"), "stove", 1);
        buy(new UserId("cy"), "sofa", 1);

        assertThat(fetch(new SameCategorySource(world.counters(), world.items(), shelves, SURFACE, 10), ADA))
                .containsExactlyInAnyOrder("tent", "stove");
    }

    @Test
    void priceBandIsNearestFirstAndWithinTheBand() throws Exception {
        world.items().put(product("mine", "camp", 1_000));
        world.items()
                .put(product("near", "camp", 1_050), product("below", "camp", 900), product("edge", "camp", 1_300));
        world.items()
                .put(product("dear", "camp", 1_301), product("cheap", "camp", 699), product("other", "home", 1_000));
        buy(ADA, "mine", 1);

        assertThat(fetch(new PriceBandSource(world.items(), shelves, SURFACE, 0.3, 10), ADA))
                .containsExactly("mine", "near", "below", "edge");
    }

    @Test
    void backInStockIsNewestFirstAndForgets() throws Exception {
        world.items()
                .put(restocked("old", 20, 5), restocked("new", 1, 5), restocked("mid", 3, 5), restocked("gone", 1, 0));

        assertThat(fetch(new BackInStockSource(shelves, 14, 10), ADA)).containsExactly("new", "mid");
    }

    @Test
    void smallSellersAreDrawnByTheSeedAlone() throws Exception {
        for (int i = 0; i < 40; i++) {
            world.items().put(attributes("p" + i, Map.of("seller_size", i % 2 == 0 ? "small" : "large")));
        }
        SmallSellerSource source = new SmallSellerSource(shelves, 5);
        Set<List<String>> draws = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            RankRequest request = world.request(COMMODITY).seed(seed).build();
            List<String> draw = keys(source.fetch(request));
            assertThat(draw)
                    .hasSize(5)
                    .doesNotHaveDuplicates()
                    .allMatch(key -> Integer.parseInt(key.substring(1)) % 2 == 0);
            assertThat(keys(source.fetch(request))).isEqualTo(draw);
            draws.add(draw);
        }
        assertThat(draws.size()).isGreaterThan(3);
    }

    @Test
    void cohortPopularFallsBackToEverybody() throws Exception {
        world.users().put(ADA, UserProfile.of(30, "US"));
        buy(new UserId("bo"), "sofa", 1);

        assertThat(fetch(new CohortPopularSource(world.counters(), SURFACE, 10), ADA))
                .containsExactly("sofa");
    }

    @Test
    void popularEndsWithWhateverIsOnTheShelves() throws Exception {
        world.items()
                .put(product("tent", "camp", 1), product("sofa", "home", 1), attributes("void", Map.of("stock", 0)));
        buy(ADA, "sofa", 1);

        assertThat(fetch(new PopularSource(world.counters(), shelves, SURFACE, 10), ADA))
                .containsExactly("sofa", "tent");
    }

    @Test
    void shelvesForgetWhatIsSoldOutMovedOrGone() {
        world.items()
                .put(product("tent", "camp", 1_000), product("stove", "camp", 1_000), product("rope", "camp", 1_000));
        world.items().put(attributes("tent", Map.of("stock", 0)), product("stove", "home", 2_000));
        world.items().remove(id("rope"));

        assertThat(shelves.inCategory("camp", 10)).isEmpty();
        assertThat(shelves.inCategory("home", 10)).containsExactly(id("stove"));
        assertThat(shelves.nearPrice("camp", 1_000, 500, 10)).isEmpty();
        assertThat(shelves.nearPrice("home", 2_000, 0, 10)).containsExactly(id("stove"));
    }

    @Test
    void offersAreReadFromTheCatalogueAndMissingIsMissing() {
        TestBatch batch = TestBatch.of(
                attributes("full", Map.of("price_cents", 500, "stock", 2, "seller_size", "small")),
                Item.of(id("bare"), ""));
        RecordingFeatureWriter writer = new RecordingFeatureWriter(2, Set.copyOf(CommodityFeatures.SCHEMA.features()));
        new OfferFeatureProvider().provide(world.request(COMMODITY).build(), batch, writer);

        assertThat(writer.floats(CommodityFeatures.PRICE_CENTS).get(0)).isEqualTo(500);
        assertThat(writer.floats(CommodityFeatures.STOCK_UNITS).get(0)).isEqualTo(2);
        assertThat(writer.state(CommodityFeatures.SELLER_SIZE, 0)).isEqualTo(FeatureState.PRESENT);
        assertThat(CommodityFeatures.SCHEMA.features())
                .allSatisfy(feature -> assertThat(writer.state(feature, 1)).isEqualTo(FeatureState.MISSING));
    }

    @Test
    void priceFitFallsWithTheFactorFromTheUsualPrice() {
        world.items().put(product("mine", "camp", 1_000));
        buy(ADA, "mine", 1);
        TestBatch batch = TestBatch.of(
                        product("same", "camp", 1_000), product("eight", "camp", 8_007), Item.of(id("bare"), ""))
                .set(CommodityFeatures.PRICE_CENTS, 0, 1_000)
                .set(CommodityFeatures.PRICE_CENTS, 1, 8_007);
        RecordingFeatureWriter writer = new RecordingFeatureWriter(3, Set.of(CommodityFeatures.PRICE_FIT));
        new PriceFitFeatureProvider(world.items(), SURFACE)
                .provide(world.request(COMMODITY, ADA).build(), batch, writer);

        assertThat(writer.floats(CommodityFeatures.PRICE_FIT).get(0)).isEqualTo(1);
        assertThat(writer.floats(CommodityFeatures.PRICE_FIT).get(1)).isBetween(0f, 0.001f);
        assertThat(writer.state(CommodityFeatures.PRICE_FIT, 2)).isEqualTo(FeatureState.MISSING);
    }

    @Test
    void filtersDropTheSoldOutTheHiddenAndTheBought() {
        world.interactions().add(ADA, id("hidden"), InteractionType.HIDE, world.now());
        buy(ADA, "bought", 1);
        TestBatch batch = TestBatch.of(
                attributes("empty", Map.of("stock", 0)),
                Item.of(id("hidden"), ""),
                Item.of(id("bought"), ""),
                Item.of(id("fine"), ""));

        assertThat(dropped(new SoldOutFilter(), batch)).containsExactly("empty");
        assertThat(dropped(new HiddenProductFilter(world.interactions()), batch))
                .containsExactly("hidden");
        assertThat(dropped(new AlreadyBoughtFilter(), batch)).containsExactly("bought");
    }

    @Test
    void adjustersTouchOnlyWhatTheyKnow() {
        TestBatch batch = TestBatch.of(Item.of(id("a"), ""), Item.of(id("b"), ""), Item.of(id("c"), ""))
                .set(CommodityFeatures.PRICE_FIT, 0, 0)
                .set(CommodityFeatures.STOCK_UNITS, 0, 3)
                .set(CommodityFeatures.STOCK_UNITS, 1, 4)
                .set(CommodityFeatures.RESTOCK_AGE_DAYS, 0, 14)
                .set(CommodityFeatures.RESTOCK_AGE_DAYS, 1, 15);

        assertThat(factors(new PriceFitAdjuster(0.2), batch)).containsExactly(0.8f, 1, 1);
        assertThat(factors(new LowStockAdjuster(3, 0.5), batch)).containsExactly(0.5f, 1, 1);
        assertThat(factors(new RestockedAdjuster(1.5, 14), batch)).containsExactly(1.5f, 1, 1);
    }

    @Test
    void stockIsJudgedAtTheMomentOfTheAnswer() {
        Item tent = attributes("tent", Map.of("stock", 1));
        world.items().put(tent);
        TestBatch batch = TestBatch.of(tent);
        StockSafetyRule rule = new StockSafetyRule(world.items());
        RankRequest request = world.request(COMMODITY).build();

        assertThat(rule.judge(request, batch, 0).isAllowed()).isTrue();
        world.items().put(attributes("tent", Map.of("stock", 0)));
        assertThat(rule.judge(request, batch, 0).isAllowed()).isFalse();
        world.items().remove(tent.id());
        assertThat(rule.judge(request, batch, 0).isAllowed()).isFalse();
    }

    @Test
    void aRestrictedProductNeedsAKnownCountry() {
        TestBatch batch = TestBatch.of(
                attributes("us", Map.of("countries", List.of("US", "CA"))),
                Item.of(id("free"), ""),
                attributes("odd", Map.of("countries", "US")),
                attributes("none", Map.of("countries", List.of())));
        UserProfile american = UserProfile.of(30, "US");
        IntStream.range(0, batch.rowCount()).forEach(row -> world.items().put(batch.item(row)));

        assertThat(allowed(batch, RankRequest.builder(COMMODITY).user(ADA, american)))
                .containsExactly("us", "free");
        assertThat(allowed(batch, RankRequest.builder(COMMODITY))).containsExactly("free");
        assertThat(allowed(
                        batch,
                        RankRequest.builder(COMMODITY).user(ADA, american).context(Map.of("country", "DE"))))
                .containsExactly("free");
    }

    @Test
    void aRestrictionCountsFromTheMomentItIsWritten() {
        Item tent = Item.of(id("tent"), "");
        world.items().put(tent);
        TestBatch batch = TestBatch.of(tent);

        assertThat(allowed(batch, RankRequest.builder(COMMODITY))).containsExactly("tent");
        world.items().put(attributes("tent", Map.of("countries", List.of("US"))));
        assertThat(allowed(batch, RankRequest.builder(COMMODITY))).isEmpty();
    }

    @Test
    void everySourceSaysWhy() throws Exception {
        world.users().put(ADA, UserProfile.of(30, "US"));
        world.items()
                .put(product("tent", "camp", 1_000), product("stove", "camp", 1_100), restocked("lamp", 1, 5))
                .put(attributes("rope", Map.of("seller_size", "small")));
        world.neighbours().set(id("tent"), new ScoredItem(id("stove"), 0.5f));
        buy(ADA, "tent", 1);
        buy(new UserId("bo"), "stove", 1);

        assertThat(reasons(new BoughtTogetherSource(world.neighbours(), SURFACE, 10)))
                .containsOnly("BOUGHT_TOGETHER");
        assertThat(reasons(new SameCategorySource(world.counters(), world.items(), shelves, SURFACE, 10)))
                .containsOnly("SAME_CATEGORY");
        assertThat(reasons(new PriceBandSource(world.items(), shelves, SURFACE, 0.3, 10)))
                .containsOnly("NEAR_USUAL_PRICE");
        assertThat(reasons(new BackInStockSource(shelves, 14, 10))).containsOnly("BACK_IN_STOCK");
        assertThat(reasons(new SmallSellerSource(shelves, 10))).containsOnly("SMALL_SELLER");
        assertThat(reasons(new CohortPopularSource(world.counters(), SURFACE, 10)))
                .containsExactly("POPULAR_IN_COHORT", "POPULAR");
        assertThat(reasons(new PopularSource(world.counters(), shelves, SURFACE, 10)))
                .containsExactly("POPULAR", "POPULAR");
    }

    private List<String> reasons(CandidateSource source) throws Exception {
        return source.fetch(world.request(COMMODITY, ADA).build()).stream()
                .flatMap(candidate -> candidate.reasons().stream())
                .map(Reason::toString)
                .toList();
    }

    private List<String> allowed(TestBatch batch, RankRequest.Builder request) {
        CountrySafetyRule rule = new CountrySafetyRule(world.items());
        return IntStream.range(0, batch.rowCount())
                .filter(row -> rule.judge(request.build(), batch, row).isAllowed())
                .mapToObj(row -> batch.itemId(row).key())
                .toList();
    }

    private List<String> fetch(CandidateSource source, UserId user) throws Exception {
        return keys(source.fetch(world.request(COMMODITY, user).build()));
    }

    private List<String> dropped(CandidateFilter filter, TestBatch batch) {
        RecordingVerdicts verdicts = new RecordingVerdicts(batch);
        filter.apply(world.request(COMMODITY, ADA).build(), batch, verdicts);
        return verdicts.dropped().keySet().stream()
                .map(row -> batch.itemId(row).key())
                .toList();
    }

    private float[] factors(ScoreAdjuster adjuster, TestBatch batch) {
        float[] factors = new float[batch.rowCount()];
        Arrays.fill(factors, 1);
        adjuster.adjust(world.request(COMMODITY, ADA).build(), batch, factors);
        return factors;
    }

    private void buy(UserId user, String key, int daysAgo) {
        world.interactions()
                .add(user, id(key), InteractionType.PURCHASE, world.now().minus(Duration.ofDays(daysAgo)));
    }

    private Item restocked(String key, int daysAgo, int stock) {
        long at = world.now().minus(Duration.ofDays(daysAgo)).toEpochMilli();
        return attributes(key, Map.of("restocked_at_ms", at, "stock", stock));
    }

    private static Item product(String key, String category, int priceCents) {
        return attributes(key, Map.of("price_cents", priceCents)).withCategories(category);
    }

    private static Item attributes(String key, Map<String, Object> attributes) {
        return Item.of(id(key), key).withAttributes(Attributes.of(new HashMap<>(attributes)));
    }

    private static ItemId id(String key) {
        return new ItemId(SURFACE, key);
    }

    private static List<String> keys(List<Candidate> candidates) {
        return candidates.stream().map(candidate -> candidate.item().key()).toList();
    }
}
