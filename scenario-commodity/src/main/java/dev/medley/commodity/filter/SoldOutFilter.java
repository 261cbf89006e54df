package dev.medley.commodity.filter;

import dev.medley.commodity.index.Offer;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** Drops what is sold out already, so that it takes no place among the scored. */
public final class SoldOutFilter implements CandidateFilter {
    private static final ComponentId ID = new ComponentId("sold-out");
    private static final ReasonCode SOLD_OUT = new ReasonCode("SOLD_OUT");

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts) {
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (!Offer.isAvailable(batch.item(row))) {
                verdicts.drop(row, SOLD_OUT);
            }
        }
    }
}
