package dev.medley.commodity.source;

import dev.medley.commodity.index.ShelfIndex;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.Counters;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The last resort: what is taken most, then whatever is on the shelves. */
public final class PopularSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("popular");
    private static final Reason POPULAR = Reason.of("POPULAR");
    private static final Reason ON_THE_SHELVES = Reason.of("ON_THE_SHELVES");

    private final Counters counters;
    private final ShelfIndex shelves;
    private final SurfaceId surface;
    private final int size;

    public PopularSource(Counters counters, ShelfIndex shelves, SurfaceId surface, int size) {
        this.counters = counters;
        this.shelves = shelves;
        this.surface = surface;
        this.size = size;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        Set<ItemId> taken = new HashSet<>();
        List<Candidate> found = new ArrayList<>();
        List<ItemId> popular = Candidates.mostCounted(counters, surface, CounterGroup.all(), size);
        Candidates.addRanked(popular, size, POPULAR, taken, found);
        for (String category : shelves.categories()) {
            if (found.size() >= size) {
                break;
            }
            Candidates.addRanked(shelves.inCategory(category, size), size, ON_THE_SHELVES, taken, found);
        }
        return found;
    }
}
