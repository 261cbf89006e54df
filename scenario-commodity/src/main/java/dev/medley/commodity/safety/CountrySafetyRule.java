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

/**
 * Never shows a product where it may not be sold; a restricted one is not shown to somebody of unknown country. It must be
 * allowed both as the request began and now: it may have been restricted in between.
 */
public final class CountrySafetyRule implements SafetyRule {
    private static final ComponentId ID = new ComponentId("country");
    private static final Verdict NOT_SOLD_THERE = Verdict.drop(new ReasonCode("NOT_SOLD_IN_COUNTRY"));

    private final Catalog catalog;

    /** A rule that asks that catalogue. */
    public CountrySafetyRule(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Verdict judge(RankRequest request, CandidateBatch batch, int row) {
        Optional<String> country = Offer.country(request);
        Optional<Item> now = catalog.find(batch.itemId(row));
        boolean isSold =
                now.isPresent() && Offer.isSoldIn(now.get(), country) && Offer.isSoldIn(batch.item(row), country);
        return isSold ? Verdict.allow() : NOT_SOLD_THERE;
    }
}
