package dev.medley.video.filter;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.source.WatchedVideos;
import java.util.Set;

/** Drops what the user has just watched. The sources leave it out already; a caller's own candidates may have it. */
public final class WatchedFilter implements CandidateFilter {
    private static final ComponentId ID = new ComponentId("watched");
    private static final ReasonCode WATCHED = new ReasonCode("WATCHED");

    private final WatchedVideos watched;

    /** A filter with that notion of watched. */
    public WatchedFilter(WatchedVideos watched) {
        this.watched = watched;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts) {
        Set<ItemId> seen = watched.of(request);
        if (seen.isEmpty()) {
            return;
        }
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (seen.contains(batch.itemId(row))) {
                verdicts.drop(row, WATCHED);
            }
        }
    }
}
