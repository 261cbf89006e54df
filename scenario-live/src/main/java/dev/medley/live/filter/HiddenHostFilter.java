package dev.medley.live.filter;

import dev.medley.live.config.LiveSurface;
import dev.medley.live.source.RoomHistory;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.UserHistories;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drops rooms that the user has hidden or reported, and every other room of the same host. */
public final class HiddenHostFilter implements CandidateFilter {
    private static final ComponentId ID = new ComponentId("hidden-host");
    private static final ReasonCode HIDDEN_BY_USER = new ReasonCode("HIDDEN_BY_USER");
    private static final Set<InteractionType> HIDING = Set.of(InteractionType.HIDE, InteractionType.REPORT);
    private static final int WHOLE_HISTORY = 10_000;

    private final Catalog catalog;
    private final UserHistories histories;

    /** A filter that learns hosts from the catalogue, and from the histories what is too old for the request. */
    public HiddenHostFilter(Catalog catalog, UserHistories histories) {
        this.catalog = catalog;
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
        List<Interaction> history = wholeHistory(request);
        Set<ItemId> rooms = hiddenRooms(history);
        if (rooms.isEmpty()) {
            return;
        }
        Set<String> hosts = RoomHistory.hosts(history, catalog, HIDING);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (rooms.contains(batch.itemId(row)) || hosts.contains(LiveSurface.host(batch.item(row)))) {
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

    private static Set<ItemId> hiddenRooms(List<Interaction> history) {
        Set<ItemId> hidden = new HashSet<>();
        for (Interaction interaction : history) {
            if (interaction.type().isNegative()) {
                hidden.add(interaction.item());
            }
        }
        return hidden;
    }
}
