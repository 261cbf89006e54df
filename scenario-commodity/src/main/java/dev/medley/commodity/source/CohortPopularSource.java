package dev.medley.commodity.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import java.util.List;

/** What people of the user's age and gender take most; what everybody takes most where that is too little. */
public final class CohortPopularSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("cohort-popular");

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
        List<ScoredItem> found = counters.top(surface, cohort, CounterWindow.TOTAL, size);
        if (found.size() < size) {
            found = counters.top(surface, CounterGroup.all(), CounterWindow.TOTAL, size);
        }
        return Candidates.ofScored(found);
    }
}
