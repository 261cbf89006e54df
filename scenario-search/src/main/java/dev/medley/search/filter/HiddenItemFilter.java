package dev.medley.search.filter;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.HashSet;
import java.util.Set;

/** Drops what the user has hidden or reported. */
public final class HiddenItemFilter implements CandidateFilter {
    private static final ComponentId ID = new ComponentId("hidden-item");
    private static final ReasonCode HIDDEN_BY_USER = new ReasonCode("HIDDEN_BY_USER");

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public boolean isEnabled(RankRequest request) {
        return !request.history().isEmpty();
    }

    @Override
    public void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts) {
        Set<ItemId> unwanted = new HashSet<>();
        for (Interaction interaction : request.history()) {
            if (interaction.type().isNegative()) {
                unwanted.add(interaction.item());
            }
        }
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (unwanted.contains(batch.itemId(row))) {
                verdicts.drop(row, HIDDEN_BY_USER);
            }
        }
    }
}
