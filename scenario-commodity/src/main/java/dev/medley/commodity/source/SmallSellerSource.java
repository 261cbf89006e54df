package dev.medley.commodity.source;

import dev.medley.commodity.index.ShelfIndex;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.List;

/** A fair draw of small sellers' products: without it the slate's floor for them would have nothing to stand on. */
public final class SmallSellerSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("small-seller");
    private static final Reason SMALL_SELLER = Reason.of("SMALL_SELLER");

    private final ShelfIndex shelves;
    private final int size;

    public SmallSellerSource(ShelfIndex shelves, int size) {
        this.shelves = shelves;
        this.size = size;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        double start = request.random(ID).nextDouble();
        return Candidates.ofRanked(shelves.ofSmallSellers(start, size), size, SMALL_SELLER);
    }
}
