package dev.medley.commodity.safety;

import dev.medley.commodity.index.Offer;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** Never shows a product where it may not be sold; a restricted one is not shown to somebody of unknown country. */
public final class CountrySafetyRule implements SafetyRule {
    private static final ComponentId ID = new ComponentId("country");
    private static final Verdict NOT_SOLD_THERE = Verdict.drop(new ReasonCode("NOT_SOLD_IN_COUNTRY"));

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Verdict judge(RankRequest request, CandidateBatch batch, int row) {
        return Offer.isSoldIn(batch.item(row), Offer.country(request)) ? Verdict.allow() : NOT_SOLD_THERE;
    }
}
