package dev.medley.commodity.config;

import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.DoubleProperty;
import dev.medley.spi.config.IntProperty;
import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.config.ScenarioConfig;
import java.util.ArrayList;
import java.util.List;

/** Everything that an operator may turn in the scenario {@code commodity}. */
public final class CommodityConfig {
    public static final IntProperty CANDIDATES_PER_SOURCE =
            new IntProperty("candidates-per-source", 150, 1, 2_000, "most products that one source proposes");

    public static final DoubleProperty PRICE_BAND_SHARE = new DoubleProperty(
            "price-band-share", 0.3, 0.01, 2, "half width of the price band, as a share of the user's usual price");

    public static final IntProperty RESTOCKED_WITHIN_DAYS =
            new IntProperty("restocked-within-days", 14, 1, 365, "how long a product counts as back in stock");

    public static final DoubleProperty CLICK_WEIGHT =
            new DoubleProperty("click-weight", 0.2, 0, 100, "worth of a click in the value");

    public static final DoubleProperty PURCHASE_WEIGHT =
            new DoubleProperty("purchase-weight", 1.0, 0, 100, "worth of a purchase in the value");

    public static final DoubleProperty PRICE_FIT_STRENGTH = new DoubleProperty(
            "price-fit-strength", 0.2, 0, 1, "share of the value that a price far from the user's usual one costs");

    public static final DoubleProperty RESTOCKED_FACTOR =
            new DoubleProperty("restocked-factor", 1.1, 1, 10, "factor on products that are back in stock");

    public static final IntProperty LOW_STOCK_UNITS =
            new IntProperty("low-stock-units", 3, 0, 1_000, "units up to which a product counts as nearly sold out");

    public static final DoubleProperty LOW_STOCK_FACTOR =
            new DoubleProperty("low-stock-factor", 0.8, 0, 1, "factor on products that are nearly sold out");

    public static final IntProperty MAX_PER_SELLER =
            new IntProperty("max-per-seller", 3, 1, 200, "products of one seller in a slate");

    public static final DoubleProperty SMALL_SELLER_SHARE = new DoubleProperty(
            "small-seller-share",
            0.2,
            0,
            1,
            "least share of small sellers' products in every beginning of a slate; 0 for none");

    public static final IntProperty MAX_PER_CATEGORY = new IntProperty(
            "max-per-category", 6, 1, 100, "products of one category in any category-window consecutive places");

    public static final IntProperty CATEGORY_WINDOW = new IntProperty(
            "category-window", 8, 2, 200, "consecutive places that max-per-category is about; more than it");

    /** All of them. */
    public static final ConfigSchema SCHEMA = ConfigSchema.of(
            CANDIDATES_PER_SOURCE,
            PRICE_BAND_SHARE,
            RESTOCKED_WITHIN_DAYS,
            CLICK_WEIGHT,
            PURCHASE_WEIGHT,
            PRICE_FIT_STRENGTH,
            RESTOCKED_FACTOR,
            LOW_STOCK_UNITS,
            LOW_STOCK_FACTOR,
            MAX_PER_SELLER,
            SMALL_SELLER_SHARE,
            MAX_PER_CATEGORY,
            CATEGORY_WINDOW);

    private CommodityConfig() {}

    /**
     * Checks what no single property can: how they go together.
     *
     * @throws InvalidConfigException with every problem
     */
    public static ScenarioConfig checked(ScenarioConfig config) {
        List<String> problems = new ArrayList<>();
        int max = config.get(MAX_PER_CATEGORY);
        int window = config.get(CATEGORY_WINDOW);
        if (window <= max) {
            problems.add("category-window: " + window + " is not allowed; more than max-per-category, which is " + max
                    + ", is");
        }
        if (config.get(CLICK_WEIGHT) + config.get(PURCHASE_WEIGHT) <= 0) {
            problems.add("click-weight, purchase-weight: both are 0; at least one of them above 0 is allowed");
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return config;
    }
}
