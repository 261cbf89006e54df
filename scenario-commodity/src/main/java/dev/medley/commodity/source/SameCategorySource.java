package dev.medley.commodity.source;

import dev.medley.commodity.index.ShelfIndex;
import dev.medley.commodity.taste.Taste;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.Counters;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The best of the categories that the user buys in; of a category that nobody has bought in yet, what there is. */
public final class SameCategorySource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("same-category");
    private static final Reason SAME_CATEGORY = Reason.of("SAME_CATEGORY");
    private static final int CATEGORIES = 3;

    private final Counters counters;
    private final Catalog catalog;
    private final ShelfIndex shelves;
    private final SurfaceId surface;
    private final int size;

    public SameCategorySource(Counters counters, Catalog catalog, ShelfIndex shelves, SurfaceId surface, int size) {
        this.counters = counters;
        this.catalog = catalog;
        this.shelves = shelves;
        this.surface = surface;
        this.size = size;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public boolean isEnabled(RankRequest request) {
        return !request.history().isEmpty();
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        List<String> categories = Taste.categories(request, catalog, surface);
        int used = Math.min(Math.min(CATEGORIES, size), categories.size());
        Set<ItemId> items = new LinkedHashSet<>();
        for (int i = 0; i < used; i++) {
            int share = size / used;
            List<ItemId> best =
                    Candidates.mostCounted(counters, surface, CounterGroup.category(categories.get(i)), share);
            items.addAll(best);
            if (best.isEmpty()) {
                items.addAll(shelves.inCategory(categories.get(i), share));
            }
        }
        return Candidates.ofRanked(items, size, SAME_CATEGORY);
    }
}
