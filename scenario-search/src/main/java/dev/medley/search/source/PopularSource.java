package dev.medley.search.source;

import dev.medley.search.index.ItemIndex;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** For a query that nothing matches: what others open most, and the plain statement that it is that. */
public final class PopularSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("popular");
    private static final List<Reason> DROPPED =
            List.of(Reason.of("QUERY_DROPPED", "nothing matches; this is what others open most"));

    private final Counters counters;
    private final ItemIndex index;
    private final SurfaceId surface;
    private final int size;

    public PopularSource(Counters counters, ItemIndex index, SurfaceId surface, int size) {
        this.counters = counters;
        this.index = index;
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
        for (String key : index.firstKeys(size)) {
            if (items.size() >= size) {
                break;
            }
            items.add(new ItemId(surface, key));
        }
        List<Candidate> candidates = new ArrayList<>(items.size());
        for (ItemId item : items) {
            candidates.add(new Candidate(item, 1f / (1 + candidates.size()), DROPPED));
        }
        return candidates;
    }
}
