package dev.medley.commodity.source;

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

/** What people of the user's age and gender take most; where that is too little, then what everybody takes most. */
public final class CohortPopularSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("cohort-popular");
    private static final Reason POPULAR_IN_COHORT = Reason.of("POPULAR_IN_COHORT");
    private static final Reason POPULAR = Reason.of("POPULAR");

    private final Counters counters;
    private final SurfaceId surface;
    private final int size;

    public CohortPopularSource(Counters counters, SurfaceId surface, int size) {
        this.counters = counters;
        this.surface = surface;
        this.size = size;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        CounterGroup cohort = CounterGroup.cohort(request.user().cohort());
        Set<ItemId> taken = new HashSet<>();
        List<Candidate> found = new ArrayList<>();
        List<ItemId> ofCohort = Candidates.mostCounted(counters, surface, cohort, size);
        Candidates.addRanked(ofCohort, size, POPULAR_IN_COHORT, taken, found);
        if (found.size() < size) {
            List<ItemId> ofAll = Candidates.mostCounted(counters, surface, CounterGroup.all(), size);
            Candidates.addRanked(ofAll, size, POPULAR, taken, found);
        }
        return found;
    }
}
