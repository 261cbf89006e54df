package dev.medley.video.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.ItemNeighbours;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.List;

/** Videos that share their viewers with the user's newest ones; a newer one weighs more. */
public final class ItemToItemSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("item-to-item");
    private static final Reason SHARED_VIEWERS = Reason.of("SHARED_VIEWERS");
    private static final int NEIGHBOURS = 100;

    private final ItemNeighbours neighbours;
    private final VideoSeeds seeds;
    private final int maxSeeds;
    private final double halfLife;
    private final WatchedVideos watched;
    private final int count;

    /**
     * A source of at most {@code count} videos.
     *
     * @param maxSeeds newest videos of the user that neighbours are sought for
     * @param halfLife after so many newer ones a video counts half
     */
    public ItemToItemSource(
            ItemNeighbours neighbours,
            VideoSeeds seeds,
            int maxSeeds,
            double halfLife,
            WatchedVideos watched,
            int count) {
        this.neighbours = neighbours;
        this.seeds = seeds;
        this.maxSeeds = maxSeeds;
        this.halfLife = halfLife;
        this.watched = watched;
        this.count = count;
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
        List<ItemId> newest = seeds.newest(request, maxSeeds);
        float totalWeight = 0;
        for (int i = 0; i < newest.size(); i++) {
            totalWeight += weight(i);
        }
        FoundVideos found = new FoundVideos(watched.of(request));
        for (int i = 0; i < newest.size(); i++) {
            float share = weight(i) / totalWeight;
            for (ScoredItem neighbour : neighbours.neighbours(newest.get(i), NEIGHBOURS)) {
                found.add(neighbour.item(), share * neighbour.score());
            }
        }
        return found.best(count, SHARED_VIEWERS);
    }

    private float weight(int age) {
        // Strict: the same bits on every machine.
        return (float) StrictMath.pow(0.5, age / halfLife);
    }
}
