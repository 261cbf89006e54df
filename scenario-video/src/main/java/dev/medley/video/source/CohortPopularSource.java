package dev.medley.video.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.Counters;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is popular with users of the same age and gender; where they have not seen enough yet, with everybody. */
public final class CohortPopularSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("cohort-popular");
    private static final Reason POPULAR_IN_COHORT = Reason.of("POPULAR_IN_COHORT");
    private static final Reason POPULAR = Reason.of("POPULAR");

    private final Counters counters;
    private final WatchedVideos watched;
    private final int count;

    /** A source of at most {@code count} videos. */
    public CohortPopularSource(Counters counters, WatchedVideos watched, int count) {
        this.counters = counters;
        this.watched = watched;
        this.count = count;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        Set<ItemId> taken = new HashSet<>(watched.of(request));
        List<Candidate> found = new ArrayList<>();
        CounterGroup cohort = CounterGroup.cohort(request.user().cohort());
        PopularVideos.take(counters, cohort, POPULAR_IN_COHORT, 1, count, taken, found);
        // Everybody's favourites rank below the cohort's, whatever their counts.
        float scale = found.isEmpty() ? 1 : found.getLast().score();
        PopularVideos.take(counters, CounterGroup.all(), POPULAR, scale, count, taken, found);
        return found;
    }
}
