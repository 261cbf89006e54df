package dev.medley.commodity.slate;

import dev.medley.commodity.config.CommodityConfig;
import dev.medley.commodity.feature.CommodityFeatures;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.slate.SlateConstraint;
import dev.medley.spi.slate.SlateConstraint.MaxInSlate;
import dev.medley.spi.slate.SlateConstraint.MaxInWindow;
import dev.medley.spi.slate.SlateConstraint.MinExposure;
import java.util.ArrayList;
import java.util.List;

/**
 * What the slate must hold. One seller filling the page is worse than a page without small sellers, and that is worse
 * than one category filling it: in this order they give way where there are too few products.
 */
public final class CommodityConstraints {
    private CommodityConstraints() {}

    /** The constraints, most important first. */
    public static List<SlateConstraint> of(ScenarioConfig config) {
        List<SlateConstraint> constraints = new ArrayList<>();
        constraints.add(new MaxInSlate(
                new ComponentId("max-per-seller"),
                SharedFeatures.ITEM_AUTHOR,
                config.get(CommodityConfig.MAX_PER_SELLER)));
        double smallSellerShare = config.get(CommodityConfig.SMALL_SELLER_SHARE);
        if (smallSellerShare > 0) {
            constraints.add(new MinExposure(
                    new ComponentId("small-seller-share"),
                    CommodityFeatures.SELLER_SIZE,
                    FeatureHash.of(CommodityFeatures.SMALL_SELLER),
                    smallSellerShare));
        }
        constraints.add(new MaxInWindow(
                new ComponentId("max-per-category"),
                SharedFeatures.ITEM_CATEGORY,
                config.get(CommodityConfig.MAX_PER_CATEGORY),
                config.get(CommodityConfig.CATEGORY_WINDOW)));
        return List.copyOf(constraints);
    }
}
