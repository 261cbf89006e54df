package dev.medley.search.source;

import dev.medley.search.index.ItemIndex;
import dev.medley.search.index.Match;
import dev.medley.search.index.QueryLadder;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;

/** Items whose title completes the last word: who types "drill bi" means bits. */
public final class CompletionSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("completion");
    private static final List<Reason> COMPLETED = List.of(Reason.of("WORD_COMPLETED"));

    private final ItemIndex index;
    private final SurfaceId surface;
    private final int size;

    public CompletionSource(ItemIndex index, SurfaceId surface, int size) {
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
        QueryLadder ladder = new QueryLadder(index, request.query().orElse(""));
        List<Reason> reasons = ladder.endsInWholeWord() ? List.of() : COMPLETED;
        List<Candidate> found = new ArrayList<>();
        for (Match match : ladder.completions(size)) {
            found.add(new Candidate(new ItemId(surface, match.key()), match.score(), reasons));
        }
        return found;
    }
}
