package dev.medley.platform.store;

import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.id.ItemId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The most counted items of a group over a window: made when first asked for, kept while nothing changes, mended with
 * the items that changed, and made anew when log time enters another bucket. At all times it is what making it anew
 * would give. Any thread.
 */
final class TopItems {
    /** At most so many items a ranking. */
    static final int MAX_ITEMS = 1_000;

    private final SurfaceCounters surface;
    private final Members members;
    private final CounterWindow window;
    private volatile Ranking ranking = new Ranking(-1, 0, List.of(), false);

    /** Which items are ranked, by which of their counts. */
    interface Members {
        /** All that may be ranked. */
        Iterable<ItemActivity> all();

        /** The counts to rank by; null if the item is not a member. */
        Tally tallyOf(ItemActivity item);
    }

    /**
     * A ranking.
     *
     * @param changes how many changes of the surface it knows
     * @param bucket the bucket of log time that it was made in
     * @param isCut whether there are more counted items than it holds
     */
    private record Ranking(long changes, int bucket, List<ScoredItem> items, boolean isCut) {}

    TopItems(SurfaceCounters surface, Members members, CounterWindow window) {
        this.surface = surface;
        this.members = members;
        this.window = window;
    }

    List<ScoredItem> best(int count, long nowSecond) {
        Ranking current = ranking;
        if (current.changes != surface.changeCount() || current.bucket != Tally.bucketAt(window, nowSecond)) {
            current = refreshed(nowSecond);
        }
        return current.items.subList(0, Math.clamp(count, 0, current.items.size()));
    }

    private synchronized Ranking refreshed(long nowSecond) {
        Ranking current = ranking;
        int bucket = Tally.bucketAt(window, nowSecond);
        long changes = surface.changeCount();
        if (current.changes == changes && current.bucket == bucket) {
            return current;
        }
        Ranking mended = current.changes >= 0 && current.bucket == bucket ? mended(current, changes, nowSecond) : null;
        ranking = mended == null ? made(changes, bucket, nowSecond) : mended;
        return ranking;
    }

    private Ranking made(long changes, int bucket, long nowSecond) {
        BestItems best = new BestItems(MAX_ITEMS);
        for (ItemActivity item : members.all()) {
            float score = score(item, nowSecond);
            if (score > 0) {
                best.offer(item.id(), score);
            }
        }
        return new Ranking(changes, bucket, best.toList(), best.isCut());
    }

    /** Null if what is remembered does not suffice. */
    private Ranking mended(Ranking current, long changes, long nowSecond) {
        Set<ItemActivity> changed = new HashSet<>();
        if (!surface.collectChanges(current.changes, changes, changed)) {
            return null;
        }
        Map<ItemId, Float> newScores = new HashMap<>();
        for (ItemActivity item : changed) {
            newScores.put(item.id(), score(item, nowSecond));
        }
        List<ScoredItem> items = new ArrayList<>(current.items.size() + changed.size());
        for (ScoredItem item : current.items) {
            Float score = newScores.remove(item.item());
            if (score == null) {
                items.add(item);
            } else if (score < item.score() && current.isCut) {
                // One that is not in here may be better now.
                return null;
            } else if (score > 0) {
                items.add(new ScoredItem(item.item(), score));
            }
        }
        boolean isCut = current.isCut;
        ScoredItem worst = isCut ? current.items.getLast() : null;
        for (Map.Entry<ItemId, Float> entry : newScores.entrySet()) {
            ScoredItem item = new ScoredItem(entry.getKey(), entry.getValue());
            if (item.score() > 0 && (worst == null || BestItems.ORDER.compare(item, worst) < 0)) {
                items.add(item);
            }
        }
        Collections.sort(items, BestItems.ORDER);
        if (items.size() > MAX_ITEMS) {
            isCut = true;
            items.subList(MAX_ITEMS, items.size()).clear();
        }
        return new Ranking(changes, current.bucket, List.copyOf(items), isCut);
    }

    private float score(ItemActivity item, long nowSecond) {
        Tally tally = item.isInCatalog() ? members.tallyOf(item) : null;
        return tally == null ? 0 : (float) tally.value(window, nowSecond);
    }
}
