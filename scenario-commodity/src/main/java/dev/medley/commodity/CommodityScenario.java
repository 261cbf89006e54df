package dev.medley.commodity;

import dev.medley.commodity.config.CommodityConfig;
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
import dev.medley.commodity.score.PurchaseValueModel;
import dev.medley.commodity.score.RestockedAdjuster;
import dev.medley.commodity.slate.CommodityConstraints;
import dev.medley.commodity.source.BackInStockSource;
import dev.medley.commodity.source.BoughtTogetherSource;
import dev.medley.commodity.source.CohortPopularSource;
import dev.medley.commodity.source.PopularSource;
import dev.medley.commodity.source.PriceBandSource;
import dev.medley.commodity.source.SameCategorySource;
import dev.medley.commodity.source.SmallSellerSource;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.ScenarioContext;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.slate.SlateConstraint;
import java.util.List;
import java.util.Optional;

/** The wiring page. */
final class CommodityScenario implements Scenario {
    private final ScenarioConfig config;
    private final ScenarioContext context;
    private final SurfaceId surface;
    private final ShelfIndex shelves = new ShelfIndex();
    private final Catalog.Subscription subscription;

    CommodityScenario(ScenarioConfig config, ScenarioContext context, SurfaceId surface) {
        this.config = config;
        this.context = context;
        this.surface = surface;
        this.subscription = context.catalog().follow(surface, shelves);
    }

    @Override
    public List<CandidateSource> candidateSources() {
        int size = config.get(CommodityConfig.CANDIDATES_PER_SOURCE);
        return List.of(
                new BoughtTogetherSource(context.neighbours(), surface, size),
                new SameCategorySource(context.counters(), context.catalog(), shelves, surface, size),
                new PriceBandSource(
                        context.catalog(), shelves, surface, config.get(CommodityConfig.PRICE_BAND_SHARE), size),
                new BackInStockSource(shelves, config.get(CommodityConfig.RESTOCKED_WITHIN_DAYS), size),
                new SmallSellerSource(shelves, size),
                new CohortPopularSource(context.counters(), surface, size));
    }

    @Override
    public Optional<CandidateSource> fallbackSource() {
        return Optional.of(new PopularSource(
                context.counters(), shelves, surface, config.get(CommodityConfig.CANDIDATES_PER_SOURCE)));
    }

    @Override
    public List<FeatureProvider> featureProviders() {
        return List.of(new OfferFeatureProvider(), new PriceFitFeatureProvider(context.catalog(), surface));
    }

    @Override
    public List<CandidateFilter> filters() {
        return List.of(
                new SoldOutFilter(), new HiddenProductFilter(context.userHistories()), new AlreadyBoughtFilter());
    }

    @Override
    public ValueModel valueModel() {
        return new PurchaseValueModel(
                config.get(CommodityConfig.CLICK_WEIGHT), config.get(CommodityConfig.PURCHASE_WEIGHT));
    }

    @Override
    public List<ScoreAdjuster> scoreAdjusters() {
        return List.of(
                new PriceFitAdjuster(config.get(CommodityConfig.PRICE_FIT_STRENGTH)),
                new RestockedAdjuster(
                        config.get(CommodityConfig.RESTOCKED_FACTOR),
                        config.get(CommodityConfig.RESTOCKED_WITHIN_DAYS)),
                new LowStockAdjuster(
                        config.get(CommodityConfig.LOW_STOCK_UNITS), config.get(CommodityConfig.LOW_STOCK_FACTOR)));
    }

    @Override
    public List<SlateConstraint> slateConstraints() {
        return CommodityConstraints.of(config);
    }

    @Override
    public List<SafetyRule> safetyRules() {
        return List.of(new StockSafetyRule(context.catalog()), new CountrySafetyRule(context.catalog()));
    }

    @Override
    public void close() {
        subscription.close();
    }
}
