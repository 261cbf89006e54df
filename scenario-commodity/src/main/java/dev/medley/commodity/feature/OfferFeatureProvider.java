package dev.medley.commodity.feature;

import dev.medley.commodity.index.Offer;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.Set;

/** Price, stock, restock and the size of the seller, from the catalogue. */
public final class OfferFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("offer");

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(
                CommodityFeatures.PRICE_CENTS,
                CommodityFeatures.STOCK_UNITS,
                CommodityFeatures.RESTOCK_AGE_DAYS,
                CommodityFeatures.SELLER_SIZE);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        long now = request.now().toEpochMilli();
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            Item item = batch.item(row);
            double price = Offer.priceCents(item);
            if (!Double.isNaN(price)) {
                writer.set(CommodityFeatures.PRICE_CENTS, row, (float) price);
            }
            double stock = Offer.stock(item);
            if (stock < Double.POSITIVE_INFINITY) {
                writer.set(CommodityFeatures.STOCK_UNITS, row, (float) stock);
            }
            double restockAge = Offer.daysSinceRestock(item, now);
            if (restockAge < Double.POSITIVE_INFINITY) {
                writer.set(CommodityFeatures.RESTOCK_AGE_DAYS, row, (float) restockAge);
            }
            Offer.sellerSize(item)
                    .ifPresent(size -> writer.set(CommodityFeatures.SELLER_SIZE, row, FeatureHash.of(size)));
        }
    }
}
