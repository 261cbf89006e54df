package dev.medley.platform.store;

import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.id.ItemId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Chooses the best of many: greatest score first, ties by item. */
final class BestItems {
    /** Best first. */
    static final Comparator<ScoredItem> ORDER = (one, other) -> {
        int byScore = Float.compare(other.score(), one.score());
        return byScore != 0 ? byScore : one.item().compareTo(other.item());
    };

    private final int limit;
    /** The worst of the chosen on top. */
    private final PriorityQueue<ScoredItem> chosen;

    private boolean cut;

    BestItems(int limit) {
        this.limit = limit;
        this.chosen = new PriorityQueue<>(Math.clamp(limit, 1, 1024), ORDER.reversed());
    }

    void offer(ItemId item, float score) {
        if (chosen.size() < limit) {
            chosen.add(new ScoredItem(item, score));
            return;
        }
        cut = true;
        if (limit <= 0 || score < chosen.peek().score()) {
            return;
        }
        ScoredItem candidate = new ScoredItem(item, score);
        if (ORDER.compare(candidate, chosen.peek()) < 0) {
            chosen.poll();
            chosen.add(candidate);
        }
    }

    /** Whether an item of that score, if offered, might be among the chosen. */
    boolean mayTake(float score) {
        return chosen.size() < limit || (limit > 0 && score >= chosen.peek().score());
    }

    /** Whether something was offered that is not among the chosen. */
    boolean isCut() {
        return cut;
    }

    /** The chosen, best first; immutable. */
    List<ScoredItem> toList() {
        ScoredItem[] sorted = chosen.toArray(ScoredItem[]::new);
        Arrays.sort(sorted, ORDER);
        return List.of(sorted);
    }
}
