package dev.medley.testkit;

import dev.medley.spi.context.ItemNeighbours;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Neighbours that are computed from the positive interactions whenever they are asked, by the formula of
 * {@link ItemNeighbours}; or what a test has {@link #set}. Safe for any thread.
 */
public final class FakeNeighbours implements ItemNeighbours {
    /** Evidence is shrunk by n / (n + this). */
    private static final double SHRINKAGE = 10;

    private final FakeUserHistories interactions;
    private final Map<ItemId, List<ScoredItem>> set = new ConcurrentHashMap<>();

    /** Neighbours by those interactions; {@link FakeWorld} makes them. */
    public FakeNeighbours(FakeUserHistories interactions) {
        this.interactions = interactions;
    }

    /** Fixes an item's neighbours; they are answered best first, whatever their order here. */
    public FakeNeighbours set(ItemId item, ScoredItem... neighbours) {
        set.put(item, List.of(neighbours));
        return this;
    }

    @Override
    public List<ScoredItem> neighbours(ItemId item, int count) {
        List<ScoredItem> fixed = set.get(item);
        return (fixed != null ? fixed : computed(item))
                .stream()
                        .sorted(Comparator.comparing(ScoredItem::score)
                                .reversed()
                                .thenComparing(ScoredItem::item))
                        .limit(count)
                        .toList();
    }

    private List<ScoredItem> computed(ItemId item) {
        Map<ItemId, Set<UserId>> usersOf = new HashMap<>();
        for (Interaction each : interactions.all()) {
            if (!each.type().isNegative() && each.item().surface().equals(item.surface())) {
                usersOf.computeIfAbsent(each.item(), id -> new HashSet<>()).add(each.user());
            }
        }
        Set<UserId> own = usersOf.getOrDefault(item, Set.of());
        List<ScoredItem> found = new ArrayList<>();
        usersOf.forEach((other, others) -> {
            long common = others.stream().filter(own::contains).count();
            if (common > 0 && !other.equals(item)) {
                double cosine = common / Math.sqrt((double) own.size() * others.size());
                found.add(new ScoredItem(other, (float) (cosine * common / (common + SHRINKAGE))));
            }
        });
        return found;
    }
}
