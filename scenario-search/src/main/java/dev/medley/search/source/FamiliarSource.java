package dev.medley.search.source;

import dev.medley.search.index.ItemIndex;
import dev.medley.search.index.QueryLadder;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Items that the user has opened before and that hold a word of the query: people search for what they know. */
public final class FamiliarSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("familiar");
    private static final List<Reason> OPENED_BEFORE = List.of(Reason.of("OPENED_BEFORE"));

    private final ItemIndex index;
    private final SurfaceId surface;
    private final int size;

    public FamiliarSource(ItemIndex index, SurfaceId surface, int size) {
        this.index = index;
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
        Set<String> known = new LinkedHashSet<>();
        for (Interaction interaction : request.history()) {
            if (interaction.item().surface().equals(surface)
                    && !interaction.type().isNegative()) {
                known.add(interaction.item().key());
            }
        }
        List<Candidate> found = new ArrayList<>();
        if (!known.isEmpty()) {
            new QueryLadder(index, request.query().orElse(""))
                    .scores(known)
                    .forEach((key, score) -> found.add(new Candidate(new ItemId(surface, key), score, OPENED_BEFORE)));
        }
        found.sort(Comparator.comparing(Candidate::score).reversed().thenComparing(Candidate::item));
        return found.subList(0, Math.min(size, found.size()));
    }
}
