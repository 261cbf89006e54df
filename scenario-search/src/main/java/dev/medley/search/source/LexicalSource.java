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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Items that hold the query's words. Where too few hold all of them, spelling is forgiven; where still too few do, words
 * are left out. What a lower rung adds stands behind what a higher one found, and says what was relaxed.
 */
public final class LexicalSource implements CandidateSource {
    /** Its name. */
    public static final ComponentId ID = new ComponentId("lexical");

    private final ItemIndex index;
    private final SurfaceId surface;
    private final int size;
    private final int enough;

    public LexicalSource(ItemIndex index, SurfaceId surface, int size, int enough) {
        this.index = index;
        this.surface = surface;
        this.size = size;
        this.enough = enough;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        QueryLadder ladder = new QueryLadder(index, request.query().orElse(""));
        List<Candidate> found = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        add(ladder.allWords(size), List.of(), keys, found);
        List<String> unknown = ladder.unknownWords();
        String notFound = String.join(", ", unknown) + " not found";
        if (found.size() < enough && !unknown.isEmpty()) {
            List<Reason> spelling = List.of(Reason.of("SPELLING_FORGIVEN", notFound));
            add(ladder.allWordsForgiven(size), spelling, keys, found);
        }
        if (found.size() < enough) {
            String missing = unknown.isEmpty() ? "not all words of the query are found" : notFound;
            List<Reason> fewer = List.of(Reason.of("WORDS_OPTIONAL", missing));
            add(ladder.someWords(size), fewer, keys, found);
        }
        return found;
    }

    private void add(List<Match> matches, List<Reason> reasons, Set<String> keys, List<Candidate> found) {
        for (Match match : matches) {
            if (found.size() < size && keys.add(match.key())) {
                found.add(new Candidate(new ItemId(surface, match.key()), match.score(), reasons));
            }
        }
    }
}
