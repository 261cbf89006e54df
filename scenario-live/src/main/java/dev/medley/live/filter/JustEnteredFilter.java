package dev.medley.live.filter;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops rooms that the user has entered in the last minutes: they are in there, or have just left. A follow says nothing
 * of the kind, nor does an interaction without a time.
 */
public final class JustEnteredFilter implements CandidateFilter {
    private static final ComponentId ID = new ComponentId("just-entered");
    private static final ReasonCode JUST_ENTERED = new ReasonCode("JUST_ENTERED");
    private static final Set<InteractionType> ENTERING = Set.of(InteractionType.CLICK, InteractionType.WATCH);

    private final Duration span;

    /** A filter that looks back that long. */
    public JustEnteredFilter(Duration span) {
        this.span = span;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts) {
        Set<ItemId> entered = entered(request.history(), request.now().minus(span));
        if (entered.isEmpty()) {
            return;
        }
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (entered.contains(batch.itemId(row))) {
                verdicts.drop(row, JUST_ENTERED);
            }
        }
    }

    private static Set<ItemId> entered(List<Interaction> history, Instant since) {
        Set<ItemId> entered = new HashSet<>();
        for (Interaction interaction : history) {
            if (ENTERING.contains(interaction.type())
                    && interaction.item().surface().equals(LiveSurface.ID)
                    && interaction.time().isPresent()
                    && interaction.time().get().isAfter(since)) {
                entered.add(interaction.item());
            }
        }
        return entered;
    }
}
