package dev.medley.commodity.source;

import dev.medley.commodity.index.ShelfIndex;
import dev.medley.commodity.taste.Taste;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Products of the user's categories at about the price that they usually pay. Finds nothing where prices are absent. */
public final class PriceBandSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("price-band");
    private static final Reason NEAR_USUAL_PRICE = Reason.of("NEAR_USUAL_PRICE");
    private static final int CATEGORIES = 3;

    private final Catalog catalog;
    private final ShelfIndex shelves;
    private final SurfaceId surface;
    private final double halfWidthShare;
    private final int size;

    public PriceBandSource(Catalog catalog, ShelfIndex shelves, SurfaceId surface, double halfWidthShare, int size) {
        this.catalog = catalog;
        this.shelves = shelves;
        this.surface = surface;
        this.halfWidthShare = halfWidthShare;
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
        OptionalDouble usual = Taste.usualPriceCents(request, catalog, surface);
        if (usual.isEmpty()) {
            return List.of();
        }
        double price = usual.getAsDouble();
        List<String> categories = Taste.categories(request, catalog, surface);
        int used = Math.min(Math.min(CATEGORIES, size), categories.size());
        List<ItemId> items = new ArrayList<>();
        for (int i = 0; i < used; i++) {
            items.addAll(shelves.nearPrice(categories.get(i), price, price * halfWidthShare, size / used));
        }
        return Candidates.ofRanked(items, size, NEAR_USUAL_PRICE);
    }
}
