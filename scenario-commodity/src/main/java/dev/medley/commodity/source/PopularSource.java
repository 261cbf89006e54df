package dev.medley.commodity.source;

import dev.medley.commodity.index.ShelfIndex;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The last resort: what is taken most, then whatever is on the shelves. */
public final class PopularSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("popular");

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
        Set<ItemId> items = new LinkedHashSet<>();
        for (ScoredItem item : counters.top(surface, CounterGroup.all(), CounterWindow.TOTAL, size)) {
            items.add(item.item());
        }
        for (String category : shelves.categories()) {
            if (items.size() >= size) {
                break;
            }
            items.addAll(shelves.inCategory(category, size));
        }
        return Candidates.ofRanked(items, size);
    }
}
