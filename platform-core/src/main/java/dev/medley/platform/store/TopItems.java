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
import java.util.function.LongSupplier;

/**
 * The most counted items of a group over a window: made when first asked for, and then read as it is until {@link
 * #refresh} mends it with the items that changed, or makes it anew when log time has entered another bucket. What
 * mending gives is what making it anew would give. Any thread.
 */
final class TopItems implements Derived {
    /** At most so many items a ranking. */
    static final int MAX_ITEMS = 1_000;

    private final SurfaceCounters surface;
    private final Members members;
    private final CounterWindow window;
    private final LongSupplier nowSecond;
    private volatile Ranking ranking = Ranking.NONE;

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
    private record Ranking(long changes, int bucket, List<ScoredItem> items, boolean isCut) {
        static final Ranking NONE = new Ranking(-1, 0, List.of(), false);
    }

    TopItems(SurfaceCounters surface, Members members, CounterWindow window, LongSupplier nowSecond) {
        this.surface = surface;
        this.members = members;
        this.window = window;
        this.nowSecond = nowSecond;
    }

    List<ScoredItem> best(int count) {
        Ranking current = ranking;
        if (current == Ranking.NONE) {
            refresh();
            current = ranking;
        }
        return current.items.subList(0, Math.clamp(count, 0, current.items.size()));
    }

    @Override
    public synchronized void refresh() {
        Ranking current = ranking;
        long second = nowSecond.getAsLong();
        int bucket = Tally.bucketAt(window, second);
        long changes = surface.changeCount();
        if (current.changes == changes && current.bucket == bucket) {
            return;
        }
        Ranking mended = current != Ranking.NONE && current.bucket == bucket ? mended(current, changes, second) : null;
        ranking = mended == null ? made(changes, bucket, second) : mended;
    }

    private Ranking made(long changes, int bucket, long second) {
        BestItems best = new BestItems(MAX_ITEMS);
        for (ItemActivity item : members.all()) {
            float score = score(item, second);
            if (score > 0) {
                best.offer(item.id(), score);
            }
        }
        return new Ranking(changes, bucket, best.toList(), best.isCut());
    }

    /** Null if what is remembered does not suffice. */
    private Ranking mended(Ranking current, long changes, long second) {
        Set<ItemActivity> changed = new HashSet<>();
        if (!surface.collectChanges(current.changes, changes, changed)) {
            return null;
        }
        Map<ItemId, Float> newScores = new HashMap<>();
        for (ItemActivity item : changed) {
            newScores.put(item.id(), score(item, second));
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

    private float score(ItemActivity item, long second) {
        Tally tally = item.isInCatalog() ? members.tallyOf(item) : null;
        return tally == null ? 0 : (float) tally.value(window, second);
    }
}
