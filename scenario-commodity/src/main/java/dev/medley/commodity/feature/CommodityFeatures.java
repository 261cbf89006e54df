package dev.medley.commodity.feature;

import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdFeature;

/** The scenario's own features. */
public final class CommodityFeatures {
    /** The category of {@link #SELLER_SIZE} that stands for small sellers. */
    public static final String SMALL_SELLER = "small";

    public static final FloatFeature PRICE_CENTS =
            FloatFeature.item("item_price_cents", 0, "price in cents; missing where the catalogue has none");

    public static final FloatFeature STOCK_UNITS =
            FloatFeature.item("item_stock_units", 0, "units in stock; missing where the catalogue does not count");

    public static final FloatFeature RESTOCK_AGE_DAYS =
            FloatFeature.item("item_restock_age_days", 3650, "days since it came back into stock");

    public static final IdFeature SELLER_SIZE = IdFeature.item("item_seller_size", "hash of small or large");

    public static final FloatFeature PRICE_FIT = FloatFeature.userItem(
            "user_item_price_fit", 1, "1 at the user's usual price, falling to 0 at a factor of 8 from it");

    public static final FeatureSchema SCHEMA =
            FeatureSchema.of(PRICE_CENTS, STOCK_UNITS, RESTOCK_AGE_DAYS, SELLER_SIZE, PRICE_FIT);

    private CommodityFeatures() {}
}
