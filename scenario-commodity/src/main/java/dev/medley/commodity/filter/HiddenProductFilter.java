package dev.medley.commodity.filter;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.context.UserHistories;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drops what the user has hidden or reported, however long ago. */
public final class HiddenProductFilter implements CandidateFilter {
    private static final ComponentId ID = new ComponentId("hidden-product");
    private static final ReasonCode HIDDEN_BY_USER = new ReasonCode("HIDDEN_BY_USER");
    private static final int WHOLE_HISTORY = 10_000;

    private final UserHistories histories;

    /** A filter that learns from the histories what is too old for the request. */
    public HiddenProductFilter(UserHistories histories) {
        this.histories = histories;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    /** Nobody must see again what they have reported. */
    @Override
    public OnFailure onFailure() {
        return OnFailure.DROP_ALL;
    }

    @Override
    public void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts) {
        Set<ItemId> hidden = new HashSet<>();
        for (Interaction interaction : wholeHistory(request)) {
            if (interaction.type().isNegative()) {
                hidden.add(interaction.item());
            }
        }
        if (hidden.isEmpty()) {
            return;
        }
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (hidden.contains(batch.itemId(row))) {
                verdicts.drop(row, HIDDEN_BY_USER);
            }
        }
    }

    /** A report does not lapse because the user was busy since: only a full history is worth the second look. */
    private List<Interaction> wholeHistory(RankRequest request) {
        if (request.history().size() < RankRequest.MAX_HISTORY
                || request.userId().isEmpty()) {
            return request.history();
        }
        return histories.newest(request.userId().get(), WHOLE_HISTORY);
    }
}
