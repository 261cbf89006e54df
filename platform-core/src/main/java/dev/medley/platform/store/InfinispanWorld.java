package dev.medley.platform.store;

import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.SharedState;
import dev.medley.platform.kafka.LogTarget;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.Judgment;
import dev.medley.platform.world.Statistics;
import dev.medley.platform.world.Users;
import dev.medley.platform.world.World;
import dev.medley.platform.world.WorldCounts;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ItemNeighbours;
import dev.medley.spi.context.UserHistories;
import dev.medley.spi.context.VectorRetrieval;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * The world in embedded Infinispan caches and the indexes over them. It is written by what follows the log, on one
 * thread, and read from any.
 *
 * <p>Items, users, histories and counters are read as they are at that moment. Rankings (the most counted items, the
 * neighbours of an item) that somebody asked for before are read as they are kept: a thread of the world's brings them
 * up to date after every change, see {@link DerivedUpkeep}, and {@link #settle} does so at once.
 */
public final class InfinispanWorld implements World, LogTarget, AutoCloseable {
    private static final String NO_COHORT = UserProfile.unknown().cohort();

    private final HotCaches caches = new HotCaches();
    private final ConcurrentMap<UserId, UserProfile> profiles = caches.users();
    private final ConcurrentMap<UserId, History> histories = caches.histories();
    private final ConcurrentSkipListMap<String, DatasetDeclaration> datasets = new ConcurrentSkipListMap<>();
    private final SharedNumbersStore shared = new SharedNumbersStore(caches.sharedNumbers());
    private final JudgmentStore judgments = new JudgmentStore();
    private final SurfaceCounts interactionCounts = new SurfaceCounts();
    private final Map<InteractionType, InteractionType> types = new HashMap<>();
    /** Fair, for whoever begins to follow the items waits for it while the log is applied batch after batch. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private final CatalogStore catalog = new CatalogStore(caches.items(), writing);
    private final CounterStore counters;
    private final NeighbourStore neighbours = new NeighbourStore();
    private final VectorStore vectors = new VectorStore();
    private final Users users = new KnownUsers();
    private final LiveStatistics statistics = new LiveStatistics(new Counted());
    private volatile long epochMillis;
    private volatile long profileCount;
    /** Moves on after every change. */
    private volatile long changes;

    private final DerivedUpkeep upkeep = new DerivedUpkeep(() -> changes, this::rankings);

    /**
     * An empty world.
     *
     * @param maxCountedItems at most so many items have counters, 1,000 or more
     */
    public InfinispanWorld(int maxCountedItems) {
        this.counters =
                new CounterStore(caches, catalog::find, () -> Math.floorDiv(epochMillis, 1_000L), maxCountedItems);
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public Users users() {
        return users;
    }

    @Override
    public UserHistories histories() {
        return this::newest;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public ItemNeighbours neighbours() {
        return neighbours;
    }

    @Override
    public VectorRetrieval vectors() {
        return vectors;
    }

    @Override
    public Optional<Statistics> statistics(Map<SurfaceId, List<TaskId>> tasks, int slots) {
        writing.lock();
        try {
            return statistics.of(datasets(), tasks, slots);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<Judgment> judgments() {
        return judgments.all();
    }

    @Override
    public List<DatasetDeclaration> datasets() {
        return List.copyOf(datasets.values());
    }

    @Override
    public InstantSource clock() {
        return () -> Instant.ofEpochMilli(epochMillis);
    }

    @Override
    public WorldCounts counts() {
        return new WorldCounts(catalog.counts(), profileCount, interactionCounts.asMap(), judgments.size());
    }

    /** What nodes share beside the world. */
    SharedState shared() {
        return shared;
    }

    /** Calls of plugins' item listeners that threw. */
    public long itemListenerFailures() {
        return catalog.listenerFailures();
    }

    /**
     * Brings every ranking up to date on the calling thread: if nothing is written meanwhile, whatever is read
     * afterwards is a function of the state alone.
     */
    public void settle() {
        upkeep.refreshAll();
    }

    /** Computes beforehand what the first requests after a replay would wait for. */
    void warmUp() {
        settle();
        neighbours.warmUp();
        for (SurfaceId surface : interactionCounts.asMap().keySet()) {
            for (CounterWindow window : CounterWindow.values()) {
                counters.top(surface, CounterGroup.all(), window, 1);
            }
        }
    }

    @Override
    public void inBatch(Runnable calls) {
        writing.lock();
        try {
            calls.run();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void apply(LogRecord logRecord) {
        switch (logRecord) {
            case LogRecord.ItemWritten(var item) -> putItem(item);
            case LogRecord.ItemRemoved(var id) -> removeItem(id);
            case LogRecord.UserWritten(var user, var profile) -> putProfile(user, profile);
            case LogRecord.InteractionWritten(var interaction) -> add(interaction);
            case LogRecord.JudgmentWritten(var judgment) ->
                statistics.judgmentChanged(judgments.put(judgment), judgment);
            case LogRecord.DatasetDeclared(var declaration) -> {
                datasets.put(declaration.name(), declaration);
                statistics.declared(datasets());
            }
            case LogRecord.NumbersShared(var numbers) -> {
                shared.put(numbers);
                return;
            }
        }
        changes++;
    }

    @Override
    public void removeProfile(UserId user) {
        UserProfile before = profiles.remove(user);
        if (before != null) {
            profileCount--;
            moveCohort(user, NO_COHORT);
            describe(user, before, UserProfile.unknown());
            changes++;
        }
    }

    @Override
    public void removeInteraction(Interaction identity) {
        History history = histories.get(identity.user());
        if (history == null) {
            return;
        }
        boolean removed = statistics.during(history, identity.item(), () -> {
            Interaction found = history.remove(identity);
            if (found != null) {
                subtract(history, found);
            }
            return found != null;
        });
        if (!removed) {
            return;
        }
        if (history.size() == 0) {
            histories.remove(identity.user());
        }
        changes++;
    }

    @Override
    public void observeTime(long millis) {
        if (millis > epochMillis) {
            epochMillis = millis;
            changes++;
        }
    }

    @Override
    public void close() {
        upkeep.close();
        caches.close();
    }

    private List<Derived> rankings() {
        List<Derived> rankings = neighbours.rankings();
        rankings.addAll(counters.rankings());
        return rankings;
    }

    private List<Interaction> newest(UserId user, int max) {
        History history = histories.get(user);
        return history == null ? List.of() : history.newest(max);
    }

    private void putItem(Item item) {
        Item before = catalog.put(item);
        vectors.replace(before, item);
        counters.itemChanged(item.id(), Optional.of(item));
        statistics.itemChanged(item.id(), before, item);
    }

    private void removeItem(ItemId id) {
        Item before = catalog.remove(id);
        vectors.remove(before);
        counters.itemChanged(id, Optional.empty());
        statistics.itemChanged(id, before, null);
    }

    private void putProfile(UserId user, UserProfile profile) {
        UserProfile before = profiles.put(user, profile);
        if (before == null) {
            profileCount++;
        }
        moveCohort(user, profile.cohort());
        describe(user, before == null ? UserProfile.unknown() : before, profile);
    }

    private void describe(UserId user, UserProfile before, UserProfile after) {
        History history = histories.get(user);
        if (history != null) {
            statistics.profileChanged(history, before, after);
        }
    }

    private void moveCohort(UserId user, String cohort) {
        History history = histories.get(user);
        if (history == null || history.cohort().equals(cohort)) {
            return;
        }
        for (Interaction interaction : history.newest(History.MAX_INTERACTIONS)) {
            if (!interaction.type().isNegative()) {
                counters.moveCohort(interaction, history.cohort(), cohort);
            }
        }
        history.moveTo(cohort);
    }

    private void add(Interaction raw) {
        History history = histories.get(raw.user());
        if (history == null) {
            UserProfile profile = profiles.get(raw.user());
            history = new History(raw.user(), profile == null ? NO_COHORT : profile.cohort());
            histories.put(raw.user(), history);
        }
        ItemActivity item = counters.activity(raw.item());
        Interaction interaction = shared(raw, history, item);
        History taking = history;
        if (!statistics.during(history, item.id(), () -> taking.add(interaction))) {
            return;
        }
        interactionCounts.add(item.id().surface(), 1);
        if (!interaction.type().isNegative()) {
            counters.count(item, interaction, history.cohort(), 1);
            neighbours.add(history, interaction);
        }
        if (history.isOverfull()) {
            statistics.during(history, history.oldest().item(), () -> {
                subtract(taking, taking.removeOldest());
                return true;
            });
        }
    }

    private void subtract(History history, Interaction removed) {
        interactionCounts.add(removed.item().surface(), -1);
        if (!removed.type().isNegative()) {
            counters.count(counters.activity(removed.item()), removed, history.cohort(), -1);
            neighbours.remove(history, removed);
        }
    }

    /** The same interaction on the ids that everybody shares: a million of them must not hold a million copies. */
    private Interaction shared(Interaction raw, History history, ItemActivity item) {
        InteractionType type = types.computeIfAbsent(raw.type(), first -> first);
        return new Interaction(history.user(), item.id(), type, raw.time(), raw.order(), raw.value(), raw.context());
    }

    /** Users with a profile or a history. */
    private final class KnownUsers implements Users {
        @Override
        public Optional<UserProfile> find(UserId user) {
            return Optional.ofNullable(profiles.get(user));
        }

        @Override
        public void forEach(BiConsumer<UserId, UserProfile> action) {
            TreeSet<UserId> ids = new TreeSet<>(profiles.keySet());
            ids.addAll(histories.keySet());
            for (UserId id : ids) {
                action.accept(id, find(id).orElse(UserProfile.unknown()));
            }
        }
    }

    /** The state that statistics are made of. */
    private final class Counted implements PairCounts.Source {
        @Override
        public Item item(ItemId id) {
            return catalog.find(id).orElse(null);
        }

        @Override
        public UserProfile profile(UserId user) {
            UserProfile profile = profiles.get(user);
            return profile == null ? UserProfile.unknown() : profile;
        }

        @Override
        public Iterable<History> histories() {
            return histories.values();
        }

        @Override
        public Iterable<Judgment> judgments() {
            return judgments.each();
        }
    }
}
