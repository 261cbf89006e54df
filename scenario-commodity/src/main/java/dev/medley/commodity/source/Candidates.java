package dev.medley.commodity.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.id.ItemId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lists of items as lists of candidates. */
final class Candidates {
    private Candidates() {}

    /** Items in their order; the score is what the counter says. */
    static List<Candidate> ofScored(List<ScoredItem> items) {
        List<Candidate> candidates = new ArrayList<>(items.size());
        for (ScoredItem item : items) {
            candidates.add(Candidate.of(item.item(), item.score()));
        }
        return candidates;
    }

    /** Items in their order, at most so many; the score falls from 1 with the place. */
    static List<Candidate> ofRanked(Collection<ItemId> items, int size) {
        List<Candidate> candidates = new ArrayList<>(Math.min(size, items.size()));
        for (ItemId item : items) {
            if (candidates.size() >= size) {
                break;
            }
            candidates.add(Candidate.of(item, 1f / (1 + candidates.size())));
        }
        return candidates;
    }
}
