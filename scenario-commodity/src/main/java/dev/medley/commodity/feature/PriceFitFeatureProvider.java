package dev.medley.commodity.feature;

import dev.medley.commodity.taste.Taste;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import java.util.OptionalDouble;
import java.util.Set;

/** How near a price is to what the user usually pays, on a logarithmic scale. */
public final class PriceFitFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("price-fit");
    private static final double WIDEST_FACTOR_LOG = Math.log(8);

    private final Catalog catalog;
    private final SurfaceId surface;

    public PriceFitFeatureProvider(Catalog catalog, SurfaceId surface) {
        this.catalog = catalog;
        this.surface = surface;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(CommodityFeatures.PRICE_FIT);
    }

    @Override
    public Set<FeatureSpec> inputs() {
        return Set.of(CommodityFeatures.PRICE_CENTS);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        OptionalDouble usual = Taste.usualPriceCents(request, catalog, surface);
        if (usual.isEmpty()) {
            return;
        }
        double usualLog = Math.log(1 + usual.getAsDouble());
        FloatColumn prices = batch.floats(CommodityFeatures.PRICE_CENTS);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (prices.state(row) == FeatureState.PRESENT) {
                double distance = Math.abs(Math.log(1 + prices.get(row)) - usualLog);
                writer.set(CommodityFeatures.PRICE_FIT, row, (float) Math.max(0, 1 - distance / WIDEST_FACTOR_LOG));
            }
        }
    }
}
