package dev.medley.commodity.source;

import dev.medley.commodity.taste.Taste;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.ItemNeighbours;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What others took together with the user's newest products; the newest count most. */
public final class BoughtTogetherSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("bought-together");
    private static final Reason BOUGHT_TOGETHER = Reason.of("BOUGHT_TOGETHER");
    private static final int NEIGHBOURS_PER_PRODUCT = 30;

    private final ItemNeighbours neighbours;
    private final SurfaceId surface;
    private final int size;

    public BoughtTogetherSource(ItemNeighbours neighbours, SurfaceId surface, int size) {
        this.neighbours = neighbours;
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
        Map<ItemId, Float> scores = new HashMap<>();
        float weight = 1;
        for (ItemId product : Taste.newestProducts(request, surface)) {
            for (ScoredItem neighbour : neighbours.neighbours(product, NEIGHBOURS_PER_PRODUCT)) {
                scores.merge(neighbour.item(), weight * neighbour.score(), Float::sum);
            }
            weight *= 0.95f;
        }
        return scores.entrySet().stream()
                .map(entry -> new Candidate(entry.getKey(), entry.getValue(), List.of(BOUGHT_TOGETHER)))
                .sorted(Comparator.comparing(Candidate::score).reversed().thenComparing(Candidate::item))
                .limit(size)
                .toList();
    }
}
