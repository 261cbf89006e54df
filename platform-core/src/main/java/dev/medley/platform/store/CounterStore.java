package dev.medley.platform.store;

import dev.medley.platform.store.HotCaches.GroupKey;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The counters. An author's or a category's are at all times the sum over its items in the catalogue, a cohort's the sum
 * over the users who are in it now: an item that gets another category takes its past along.
 *
 * <p>At most {@code maxItems} items are counted. One more, and the least counted tenth is forgotten: from then on the
 * counters no longer follow from the histories alone, and a restart may count what was forgotten again.
 */
final class CounterStore implements Counters {
    private final ConcurrentMap<ItemId, ItemActivity> items;
    private final ConcurrentMap<GroupKey, GroupActivity> groups;
    private final Map<SurfaceId, SurfaceCounters> surfaces = new ConcurrentHashMap<>();
    private final Function<ItemId, Optional<Item>> catalog;
    private final LongSupplier nowSecond;
    private final int maxItems;
    private int itemCount;

    CounterStore(HotCaches caches, Function<ItemId, Optional<Item>> catalog, LongSupplier nowSecond, int maxItems) {
        this.items = caches.itemCounters();
        this.groups = caches.groupCounters();
        this.catalog = catalog;
        this.nowSecond = nowSecond;
        this.maxItems = maxItems;
    }

    @Override
    public double ofItem(ItemId item, CounterWindow window) {
        ItemActivity activity = items.get(item);
        return activity == null ? 0 : activity.tally().value(window, nowSecond.getAsLong());
    }

    @Override
    public double ofItemInCohort(ItemId item, String cohort) {
        ItemActivity activity = items.get(item);
        Tally tally = activity == null ? null : activity.ofCohort(cohort);
        return tally == null ? 0 : tally.total();
    }

    @Override
    public double ofAuthor(SurfaceId surface, String author, CounterWindow window) {
        return ofGroup(new GroupKey(surface, CounterGroup.author(author)), window);
    }

    @Override
    public double ofCategory(SurfaceId surface, String category, CounterWindow window) {
        return ofGroup(new GroupKey(surface, CounterGroup.category(category)), window);
    }

    @Override
    public List<ScoredItem> top(SurfaceId surface, CounterGroup group, CounterWindow window, int count) {
        SurfaceCounters counters = surfaces.get(surface);
        if (counters == null) {
            return List.of();
        }
        return counters.ranking(group, window, wanted -> members(surface, counters, wanted))
                .best(count);
    }

    /** The rankings that are kept. */
    List<Derived> rankings() {
        List<Derived> rankings = new ArrayList<>();
        for (SurfaceCounters surface : surfaces.values()) {
            rankings.addAll(surface.rankings());
        }
        return rankings;
    }

    /** What is counted of the item, made if absent. Writer only. */
    ItemActivity activity(ItemId item) {
        ItemActivity existing = items.get(item);
        if (existing != null) {
            return existing;
        }
        if (itemCount >= maxItems) {
            forgetLeastCounted();
        }
        ItemActivity activity = new ItemActivity(item);
        surface(item.surface()).items().add(activity);
        items.put(item, activity);
        itemCount++;
        place(activity, catalog.apply(item));
        return activity;
    }

    /** Counts a positive interaction, or takes it back with a delta of -1. Writer only. */
    void count(ItemActivity item, Interaction interaction, String cohort, int delta) {
        long now = nowSecond.getAsLong();
        item.tally().add(interaction.time(), delta, now);
        countInCohort(item, interaction, cohort, delta, now);
        for (GroupActivity group : item.groups()) {
            group.tally().add(interaction.time(), delta, now);
        }
        surface(item.id().surface()).changed(item);
    }

    /** Counts a positive interaction of a user who changed the cohort under the new one instead. Writer only. */
    void moveCohort(Interaction interaction, String from, String to) {
        long now = nowSecond.getAsLong();
        ItemActivity item = activity(interaction.item());
        countInCohort(item, interaction, from, -1, now);
        countInCohort(item, interaction, to, 1, now);
        surface(item.id().surface()).changed(item);
    }

    /** The catalogue has the item so now, or has it no longer. Writer only. */
    void itemChanged(ItemId id, Optional<Item> item) {
        ItemActivity activity = items.get(id);
        if (activity != null) {
            place(activity, item);
            surface(id.surface()).changed(activity);
        }
    }

    private void countInCohort(ItemActivity item, Interaction interaction, String cohort, int delta, long now) {
        Tally tally = delta > 0 ? item.makeOfCohort(cohort) : item.ofCohort(cohort);
        if (tally != null) {
            tally.add(interaction.time(), delta, now);
        }
    }

    private void place(ItemActivity activity, Optional<Item> item) {
        long now = nowSecond.getAsLong();
        Set<GroupKey> before = activity.groupKeys();
        Set<GroupKey> after = item.map(CounterStore::groupKeys).orElse(Set.of());
        if (!before.equals(after)) {
            for (GroupKey key : before) {
                if (!after.contains(key)) {
                    leave(key, activity, now);
                }
            }
            for (GroupKey key : after) {
                if (!before.contains(key)) {
                    GroupActivity group = groups.computeIfAbsent(key, absent -> new GroupActivity());
                    group.tally().addAll(activity.tally(), 1, now);
                    group.items().add(activity);
                }
            }
        }
        activity.place(item.isPresent(), after, after.stream().map(groups::get).toArray(GroupActivity[]::new));
    }

    private void leave(GroupKey key, ItemActivity activity, long now) {
        GroupActivity group = groups.get(key);
        group.items().remove(activity);
        group.tally().addAll(activity.tally(), -1, now);
        if (group.items().isEmpty()) {
            groups.remove(key);
        }
    }

    private static Set<GroupKey> groupKeys(Item item) {
        Set<GroupKey> keys = new LinkedHashSet<>();
        item.author().ifPresent(author -> keys.add(new GroupKey(item.id().surface(), CounterGroup.author(author))));
        for (String category : item.categories()) {
            keys.add(new GroupKey(item.id().surface(), CounterGroup.category(category)));
        }
        return keys;
    }

    private void forgetLeastCounted() {
        List<ItemActivity> all = new ArrayList<>(items.values());
        all.sort(Comparator.comparingLong((ItemActivity item) -> item.tally().total())
                .thenComparing(ItemActivity::id));
        for (ItemActivity item : all.subList(0, Math.max(1, all.size() / 10))) {
            place(item, Optional.empty());
            SurfaceCounters surface = surface(item.id().surface());
            surface.items().remove(item);
            items.remove(item.id());
            itemCount--;
            surface.changed(item);
        }
    }

    private SurfaceCounters surface(SurfaceId surface) {
        return surfaces.computeIfAbsent(surface, absent -> new SurfaceCounters(nowSecond));
    }

    private double ofGroup(GroupKey key, CounterWindow window) {
        GroupActivity group = groups.get(key);
        return group == null ? 0 : group.tally().value(window, nowSecond.getAsLong());
    }

    private TopItems.Members members(SurfaceId surface, SurfaceCounters counters, CounterGroup group) {
        GroupKey key = new GroupKey(surface, group);
        return switch (group.dimension()) {
            case ALL -> members(counters::items, ItemActivity::tally);
            case COHORT -> members(counters::items, item -> item.ofCohort(group.value()));
            case AUTHOR, CATEGORY ->
                members(() -> itemsOf(key), item -> itemsOf(key).contains(item) ? item.tally() : null);
        };
    }

    private Set<ItemActivity> itemsOf(GroupKey key) {
        GroupActivity group = groups.get(key);
        return group == null ? Set.of() : group.items();
    }

    private static TopItems.Members members(Supplier<Set<ItemActivity>> all, Function<ItemActivity, Tally> tallyOf) {
        return new TopItems.Members() {
            @Override
            public Iterable<ItemActivity> all() {
                return all.get();
            }

            @Override
            public Tally tallyOf(ItemActivity item) {
                return tallyOf.apply(item);
            }
        };
    }
}
