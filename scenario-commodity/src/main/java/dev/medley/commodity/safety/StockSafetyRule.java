package dev.medley.commodity.safety;

import dev.medley.commodity.index.Offer;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.Optional;

/** Never shows what cannot be bought: asks the catalogue at the moment of the answer, not the request's snapshot. */
public final class StockSafetyRule implements SafetyRule {
    private static final ComponentId ID = new ComponentId("stock");
    private static final Verdict SOLD_OUT = Verdict.drop(new ReasonCode("SOLD_OUT"));

    private final Catalog catalog;

    public StockSafetyRule(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Verdict judge(RankRequest request, CandidateBatch batch, int row) {
        Optional<Item> current = catalog.find(batch.itemId(row));
        return current.isPresent() && Offer.isAvailable(current.get()) ? Verdict.allow() : SOLD_OUT;
    }
}
