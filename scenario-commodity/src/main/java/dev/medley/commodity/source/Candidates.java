package dev.medley.commodity.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists of items as lists of candidates. */
final class Candidates {
    private Candidates() {}

    /** Items in their order, at most so many, each for that reason; the score falls from 1 with the place. */
    static List<Candidate> ofRanked(Collection<ItemId> items, int size, Reason reason) {
        List<Candidate> candidates = new ArrayList<>(Math.min(size, items.size()));
        addRanked(items, size, reason, new HashSet<>(), candidates);
        return candidates;
    }

    /**
     * Appends items in their order until there are {@code size}; the score falls from 1 with the place.
     *
     * @param taken what to leave out; grows by what is added
     */
    static void addRanked(
            Iterable<ItemId> items, int size, Reason reason, Set<ItemId> taken, List<Candidate> candidates) {
        for (ItemId item : items) {
            if (candidates.size() >= size) {
                return;
            }
            if (taken.add(item)) {
                candidates.add(new Candidate(item, 1f / (1 + candidates.size()), List.of(reason)));
            }
        }
    }

    /** The most counted items of a group, best first. */
    static List<ItemId> mostCounted(Counters counters, SurfaceId surface, CounterGroup group, int count) {
        List<ItemId> items = new ArrayList<>();
        for (ScoredItem item : counters.top(surface, group, CounterWindow.TOTAL, count)) {
            items.add(item.item());
        }
        return items;
    }
}
