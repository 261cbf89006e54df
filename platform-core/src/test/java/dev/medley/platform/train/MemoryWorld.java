package dev.medley.platform.train;

import dev.medley.platform.score.feature.Similarity;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.Judgment;
import dev.medley.platform.world.Users;
import dev.medley.platform.world.World;
import dev.medley.platform.world.WorldCounts;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ItemNeighbours;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.context.UserHistories;
import dev.medley.spi.context.VectorRetrieval;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A world made by hand: counts when it is asked, exactly and slowly. For small worlds; one thread fills it. */
public final class MemoryWorld implements World, Catalog, Users, UserHistories, Counters, ItemNeighbours {
    private final Map<ItemId, Item> items = new TreeMap<>();
    private final Map<UserId, UserProfile> users = new TreeMap<>();
    private final Map<UserId, List<Interaction>> histories = new TreeMap<>();
    private final Map<ItemId, Set<UserId>> visitors = new HashMap<>();
    private final List<Judgment> judgments = new ArrayList<>();
    private final List<DatasetDeclaration> datasets = new ArrayList<>();
    private Runnable beforeEachUser = () -> {};
    private int repeats = 1;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    public MemoryWorld now(Instant time) {
        now = time;
        return this;
    }

    /** Makes {@code forEach} run that before every user, so many times over: for a reader that is to be stopped. */
    public MemoryWorld beforeEachUser(Runnable action, int times) {
        beforeEachUser = action;
        repeats = times;
        return this;
    }

    public MemoryWorld add(Item item) {
        items.put(item.id(), item);
        return this;
    }

    public MemoryWorld add(UserId user, UserProfile profile) {
        users.put(user, profile);
        return this;
    }

    public MemoryWorld add(Interaction interaction) {
        users.putIfAbsent(interaction.user(), UserProfile.unknown());
        histories.computeIfAbsent(interaction.user(), _ -> new ArrayList<>()).add(interaction);
        return this;
    }

    public MemoryWorld add(Judgment judgment) {
        judgments.add(judgment);
        return this;
    }

    public MemoryWorld add(DatasetDeclaration declaration) {
        datasets.add(declaration);
        return this;
    }

    /** To be called when all is in: puts the histories into their order. */
    public MemoryWorld complete() {
        histories.forEach((user, history) -> {
            history.sort(null);
            for (Interaction interaction : history) {
                if (!interaction.type().isNegative()) {
                    visitors.computeIfAbsent(interaction.item(), _ -> new HashSet<>())
                            .add(user);
                }
            }
        });
        return this;
    }

    @Override
    public Catalog catalog() {
        return this;
    }

    @Override
    public Users users() {
        return this;
    }

    @Override
    public UserHistories histories() {
        return this;
    }

    @Override
    public Counters counters() {
        return this;
    }

    @Override
    public ItemNeighbours neighbours() {
        return this;
    }

    @Override
    public VectorRetrieval vectors() {
        return (_, _, _) -> List.of();
    }

    @Override
    public List<Judgment> judgments() {
        return judgments;
    }

    @Override
    public List<DatasetDeclaration> datasets() {
        return datasets;
    }

    @Override
    public InstantSource clock() {
        return () -> now;
    }

    @Override
    public WorldCounts counts() {
        return new WorldCounts(Map.of(), users.size(), Map.of(), judgments.size());
    }

    @Override
    public Optional<Item> find(ItemId id) {
        return Optional.ofNullable(items.get(id));
    }

    @Override
    public Map<ItemId, Item> findAll(Collection<ItemId> ids) {
        Map<ItemId, Item> found = new HashMap<>();
        for (ItemId id : ids) {
            find(id).ifPresent(item -> found.put(id, item));
        }
        return found;
    }

    @Override
    public Subscription follow(SurfaceId surface, ItemListener listener) {
        items.values().stream()
                .filter(item -> item.id().surface().equals(surface))
                .forEach(listener::onItem);
        return () -> {};
    }

    @Override
    public Optional<UserProfile> find(UserId user) {
        return Optional.ofNullable(users.get(user));
    }

    @Override
    public void forEach(BiConsumer<UserId, UserProfile> action) {
        for (int i = 0; i < repeats; i++) {
            users.forEach((user, profile) -> {
                beforeEachUser.run();
                action.accept(user, profile);
            });
        }
    }

    @Override
    public List<Interaction> newest(UserId user, int max) {
        List<Interaction> history = histories.getOrDefault(user, List.of());
        return history.subList(Math.max(0, history.size() - max), history.size());
    }

    @Override
    public double ofItem(ItemId item, CounterWindow window) {
        return window == CounterWindow.TOTAL ? count(item, users.keySet()) : 0;
    }

    @Override
    public double ofItemInCohort(ItemId item, String cohort) {
        List<UserId> members = new ArrayList<>();
        users.forEach((user, profile) -> {
            if (profile.cohort().equals(cohort)) {
                members.add(user);
            }
        });
        return count(item, members);
    }

    private long count(ItemId item, Collection<UserId> among) {
        return among.stream()
                .filter(visitors.getOrDefault(item, Set.of())::contains)
                .flatMap(user -> histories.getOrDefault(user, List.of()).stream())
                .filter(interaction ->
                        interaction.item().equals(item) && !interaction.type().isNegative())
                .count();
    }

    @Override
    public double ofAuthor(SurfaceId surface, String author, CounterWindow window) {
        return 0;
    }

    @Override
    public double ofCategory(SurfaceId surface, String category, CounterWindow window) {
        return 0;
    }

    @Override
    public List<ScoredItem> top(SurfaceId surface, CounterGroup group, CounterWindow window, int count) {
        return List.of();
    }

    @Override
    public List<ScoredItem> neighbours(ItemId item, int count) {
        Set<UserId> own = usersOf(item);
        List<ScoredItem> near = new ArrayList<>();
        for (ItemId other : items.keySet()) {
            if (other.surface().equals(item.surface()) && !other.equals(item)) {
                Set<UserId> both = usersOf(other);
                int size = both.size();
                both.retainAll(own);
                if (!both.isEmpty()) {
                    near.add(new ScoredItem(other, Similarity.of(both.size(), own.size(), size)));
                }
            }
        }
        near.sort(Comparator.comparing(ScoredItem::score).reversed().thenComparing(ScoredItem::item));
        return near.subList(0, Math.min(count, near.size()));
    }

    private Set<UserId> usersOf(ItemId item) {
        return new HashSet<>(visitors.getOrDefault(item, Set.of()));
    }
}
