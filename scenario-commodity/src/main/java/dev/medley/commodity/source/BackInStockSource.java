package dev.medley.commodity.source;

import dev.medley.commodity.index.ShelfIndex;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.time.Duration;
import java.util.List;

/** What was sold out and is there again, the newest first. */
public final class BackInStockSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("back-in-stock");
    private static final Reason BACK_IN_STOCK = Reason.of("BACK_IN_STOCK");

    private final ShelfIndex shelves;
    private final Duration window;
    private final int size;

    public BackInStockSource(ShelfIndex shelves, int withinDays, int size) {
        this.shelves = shelves;
        this.window = Duration.ofDays(withinDays);
        this.size = size;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        double since = request.now().minus(window).toEpochMilli();
        return Candidates.ofRanked(shelves.restockedSince(since, size), size, BACK_IN_STOCK);
    }
}
