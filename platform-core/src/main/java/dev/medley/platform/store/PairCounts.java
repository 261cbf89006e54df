package dev.medley.platform.store;

import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.feature.QueryWords;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.score.statistic.StatisticKeys;
import dev.medley.platform.score.statistic.SurfaceTasks;
import dev.medley.platform.score.statistic.TaskMeanings;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.platform.world.Statistics;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.objects.Object2LongLinkedOpenHashMap;
import it.unimi.dsi.fastutil.objects.ReferenceOpenHashSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The statistics of some surfaces' tasks, kept up to date with what is written: for every pair of user and item, and of
 * judged query and item, that the catalogue has, what {@code ExampleMaker} would count of the same state, under the same
 * keys. A function of the state alone, in whole numbers: no order of writes makes a difference.
 *
 * <p>One thread writes, under the world's lock; reading is safe from any. Besides its table it keeps for every item who
 * had to do with it, some eight bytes a pair: what an item's change moves.
 */
final class PairCounts implements Statistics {
    /** Grades are counted in units of one over this: exact sums, whatever their order. */
    private static final int ONE_SHARE = 1 << CountTable.SHARE_BITS;

    private static final int KEPT_ITEMS = 100_000;

    private final Source source;
    private final int slots;
    private final Map<SurfaceId, Surface> surfaces = new HashMap<>();
    private boolean hasShares;
    private int width;
    private volatile CountTable table;
    private final Map<ItemId, ReferenceOpenHashSet<History>> usersOf = new HashMap<>();
    private final Map<ItemId, Map<String, Judgment>> judgmentsOf = new HashMap<>();
    private final IdentityHashMap<Item, FieldKeys> itemKeys = new IdentityHashMap<>();
    private UserId lastUser;
    private UserProfile lastProfile;
    private FieldKeys lastKeys;
    private final LongArrayList keys = new LongArrayList();
    private boolean isStale;

    /** The state that is counted. */
    interface Source {
        /** The item, if the catalogue has it; else null. */
        Item item(ItemId id);

        /** The user's profile; unknown where none was written. */
        UserProfile profile(UserId user);

        /** Every history. */
        Iterable<History> histories();

        /** Every judgment. */
        Iterable<Judgment> judgments();
    }

    /** A surface, and how many pairs say no, and not yes, about each of its tasks. */
    private static final class Surface {
        final TaskMeanings meanings;
        final long key;
        final int[] noes = new int[TaskMeanings.MAX_TASKS];
        int drawn;

        Surface(TaskMeanings meanings) {
            this.meanings = meanings;
            key = InputMaker.surfaceKey(meanings.surface());
        }

        int drawnNow() {
            int mask = 0;
            for (int task = 0; task < noes.length; task++) {
                mask |= noes[task] > 0 ? 1 << task : 0;
            }
            return SurfaceTasks.of(meanings, mask).drawn();
        }
    }

    /**
     * What a pair says about the tasks of its surface.
     *
     * @param share of a yes, in units; a yes of a user is a whole one
     */
    private record Pair(int yes, int known, boolean isJudged, int share) {
        static Pair of(long answers) {
            return new Pair(History.yes(answers), History.known(answers), false, ONE_SHARE);
        }
    }

    /** Counts all that there is. */
    PairCounts(Source source, Map<SurfaceId, TaskMeanings> meanings, int slots) {
        this.source = source;
        this.slots = slots;
        mean(meanings);
    }

    /** Counts by those meanings from now on. */
    void mean(Map<SurfaceId, TaskMeanings> meanings) {
        if (meanings.equals(meanings())) {
            return;
        }
        surfaces.clear();
        meanings.forEach((surface, tasks) -> surfaces.put(surface, new Surface(tasks)));
        hasShares =
                meanings.values().stream().anyMatch(tasks -> tasks.meanings().containsKey(Meaning.JUDGMENT));
        width = CountTable.width(slots, hasShares);
        recount();
    }

    /** What is counted. */
    Map<SurfaceId, TaskMeanings> meanings() {
        Map<SurfaceId, TaskMeanings> meanings = new HashMap<>();
        surfaces.forEach((surface, counted) -> meanings.put(surface, counted.meanings));
        return meanings;
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public void read(long key, float[] counts, int at) {
        table.read(key, counts, at);
    }

    /** What the table takes, in bytes. */
    long bytes() {
        return table.bytes();
    }

    /** How many keys are counted. Writer only. */
    int keysInUse() {
        return table.keysInUse();
    }

    /** What the user's history says about that item; 0 if the item's surface is not counted. */
    long answers(History history, ItemId item) {
        Surface surface = surfaces.get(item.surface());
        return surface == null ? 0 : history.answers(item, surface.meanings);
    }

    /** The history said that of the item before, and says this now. */
    void pairChanged(History history, ItemId id, long before, long after) {
        if (before == after) {
            return;
        }
        if (before == 0) {
            usersOf.computeIfAbsent(id, _ -> new ReferenceOpenHashSet<>(2)).add(history);
        } else if (after == 0) {
            forgetUser(id, history);
        }
        Item item = source.item(id);
        if (item == null) {
            return;
        }
        int[] change = new int[width];
        Surface surface = surfaces.get(id.surface());
        if (before != 0) {
            count(surface, Pair.of(before), -1, change);
        }
        if (after != 0) {
            count(surface, Pair.of(after), 1, change);
        }
        add(userKeys(history.user(), source.profile(history.user())), item, surface, change);
        recountIfStale();
    }

    private void forgetUser(ItemId id, History history) {
        ReferenceOpenHashSet<History> users = usersOf.get(id);
        users.remove(history);
        if (users.isEmpty()) {
            usersOf.remove(id);
        }
    }

    /** The user was described as before, and is as after. */
    void profileChanged(History history, UserProfile before, UserProfile after) {
        FieldKeys old = InputMaker.requestKeys(Optional.of(history.user()), before, null);
        FieldKeys now = InputMaker.requestKeys(Optional.of(history.user()), after, null);
        if (isSame(old, now)) {
            return;
        }
        answersByItem(history).object2LongEntrySet().fastForEach(entry -> {
            Item item = source.item(entry.getKey());
            if (item != null) {
                Surface surface = surfaces.get(entry.getKey().surface());
                move(old, keysOf(item), now, keysOf(item), surface, Pair.of(entry.getLongValue()));
            }
        });
    }

    private static boolean isSame(FieldKeys left, FieldKeys right) {
        return Arrays.equals(left.keys(), right.keys()) && Arrays.equals(left.fields(), right.fields());
    }

    /** The item was so before, and is so now; null where it was not there. */
    void itemChanged(ItemId id, Item before, Item after) {
        Surface surface = surfaces.get(id.surface());
        if (surface == null || before == null && after == null) {
            return;
        }
        FieldKeys old = before == null ? null : keysOf(before);
        FieldKeys now = after == null ? null : keysOf(after);
        itemKeys.remove(before);
        if (old != null && now != null && isSame(old, now)) {
            return;
        }
        ReferenceOpenHashSet<History> users = usersOf.get(id);
        if (users != null) {
            for (History history : users) {
                FieldKeys user = userKeys(history.user(), source.profile(history.user()));
                move(user, old, user, now, surface, Pair.of(history.answers(id, surface.meanings)));
            }
        }
        for (Judgment judgment : judgmentsOf.getOrDefault(id, Map.of()).values()) {
            FieldKeys query = queryKeys(judgment.query());
            move(query, old, query, now, surface, judged(surface, judgment));
        }
        recountIfStale();
    }

    /** Moves a pair from one item's keys to another's; null where the item is not there. */
    private void move(
            FieldKeys oldRequest, FieldKeys oldItem, FieldKeys request, FieldKeys item, Surface surface, Pair pair) {
        if (oldItem != null) {
            int[] change = new int[width];
            count(surface, pair, -1, change);
            add(oldRequest, oldItem, surface, change);
        }
        if (item != null) {
            int[] change = new int[width];
            count(surface, pair, 1, change);
            add(request, item, surface, change);
        }
    }

    /** The judgment came; it replaces the one before it, null if there was none. */
    void judgmentChanged(Judgment before, Judgment after) {
        Surface surface = surfaces.get(after.item().surface());
        if (surface == null) {
            return;
        }
        judgmentsOf.computeIfAbsent(after.item(), _ -> new HashMap<>()).put(after.query(), after);
        Item item = source.item(after.item());
        if (item == null || after.equals(before)) {
            return;
        }
        FieldKeys query = queryKeys(after.query());
        if (before != null) {
            int[] change = new int[width];
            count(surface, judged(surface, before), -1, change);
            add(query, keysOf(item), surface, change);
        }
        int[] change = new int[width];
        count(surface, judged(surface, after), 1, change);
        add(query, keysOf(item), surface, change);
        recountIfStale();
    }

    private static Pair judged(Surface surface, Judgment judgment) {
        return new Pair(
                surface.meanings.yes(Meaning.JUDGMENT, judgment.grade()),
                surface.meanings.known(Meaning.JUDGMENT),
                true,
                Math.round(judgment.grade() * ONE_SHARE));
    }

    private static FieldKeys queryKeys(String query) {
        return InputMaker.requestKeys(Optional.empty(), UserProfile.unknown(), new QueryWords(query));
    }

    private FieldKeys userKeys(UserId user, UserProfile profile) {
        if (user != lastUser || profile != lastProfile) {
            lastUser = user;
            lastProfile = profile;
            lastKeys = InputMaker.requestKeys(Optional.of(user), profile, null);
        }
        return lastKeys;
    }

    private FieldKeys keysOf(Item item) {
        FieldKeys known = itemKeys.get(item);
        if (known == null) {
            if (itemKeys.size() >= KEPT_ITEMS) {
                itemKeys.clear();
            }
            known = InputMaker.item(ItemFacets.of(item)).keys();
            itemKeys.put(item, known);
        }
        return known;
    }

    /** Adds a pair to the change, or takes it off, and to the noes by which tasks are told apart. */
    private void count(Surface surface, Pair pair, int sign, int[] change) {
        countNoes(surface, pair, sign);
        addTo(change, surface, pair, sign);
    }

    private void countNoes(Surface surface, Pair pair, int sign) {
        int noes = pair.known() & ~pair.yes();
        for (int task = 0; noes >>> task != 0; task++) {
            if ((noes >>> task & 1) == 1) {
                surface.noes[task] += sign;
                isStale |= surface.noes[task] == (sign > 0 ? 1 : 0);
            }
        }
    }

    private void addTo(int[] change, Surface surface, Pair pair, int sign) {
        change[0] += sign;
        int known = pair.isJudged() ? pair.known() : pair.known() | surface.drawn;
        int yes = pair.isJudged() ? pair.known() : pair.yes();
        for (int slot = 0; slot < slots; slot++) {
            if ((yes >>> slot & 1) == 1) {
                change[1 + slot] += sign * (pair.share() >>> CountTable.SHARE_BITS);
                if (hasShares) {
                    change[1 + 2 * slots + slot] += sign * (pair.share() & ONE_SHARE - 1);
                }
            }
            change[1 + slots + slot] += sign * (known >>> slot & 1);
        }
    }

    private void add(FieldKeys request, Item item, Surface surface, int[] change) {
        add(request, keysOf(item), surface, change);
    }

    private void add(FieldKeys request, FieldKeys item, Surface surface, int[] change) {
        keys.clear();
        StatisticKeys.collect(request, item, surface.key, keys);
        table.add(keys, change);
    }

    /** A task whose noes are drawn counts every pair as known: when that changes, all is counted anew. */
    private void recountIfStale() {
        if (isStale) {
            isStale = false;
            boolean changed = false;
            for (Surface surface : surfaces.values()) {
                changed |= surface.drawnNow() != surface.drawn;
            }
            if (changed) {
                recount();
            }
        }
    }

    /** Counts anew. Readers see the old counts until the new ones are whole. */
    private void recount() {
        usersOf.clear();
        judgmentsOf.clear();
        for (Surface surface : surfaces.values()) {
            Arrays.fill(surface.noes, 0);
        }
        for (History history : source.histories()) {
            answersByItem(history).object2LongEntrySet().fastForEach(entry -> {
                ItemId id = entry.getKey();
                usersOf.computeIfAbsent(id, _ -> new ReferenceOpenHashSet<>(2)).add(history);
                if (source.item(id) != null) {
                    countNoes(surfaces.get(id.surface()), Pair.of(entry.getLongValue()), 1);
                }
            });
        }
        for (Judgment judgment : source.judgments()) {
            Surface surface = surfaces.get(judgment.item().surface());
            if (surface != null) {
                judgmentsOf
                        .computeIfAbsent(judgment.item(), _ -> new HashMap<>())
                        .put(judgment.query(), judgment);
                if (source.item(judgment.item()) != null) {
                    countNoes(surface, judged(surface, judgment), 1);
                }
            }
        }
        for (Surface surface : surfaces.values()) {
            surface.drawn = surface.drawnNow();
        }
        fill();
        isStale = false;
    }

    private void fill() {
        CountTable made = new CountTable(slots, hasShares);
        int[] change = new int[width];
        for (History history : source.histories()) {
            FieldKeys user = userKeys(history.user(), source.profile(history.user()));
            answersByItem(history).object2LongEntrySet().fastForEach(entry -> {
                Item item = source.item(entry.getKey());
                if (item != null) {
                    Surface surface = surfaces.get(entry.getKey().surface());
                    fill(made, user, item, surface, Pair.of(entry.getLongValue()), change);
                }
            });
        }
        for (Map<String, Judgment> judgments : judgmentsOf.values()) {
            for (Judgment judgment : judgments.values()) {
                Item item = source.item(judgment.item());
                if (item != null) {
                    Surface surface = surfaces.get(judgment.item().surface());
                    fill(made, queryKeys(judgment.query()), item, surface, judged(surface, judgment), change);
                }
            }
        }
        table = made;
    }

    private void fill(CountTable made, FieldKeys request, Item item, Surface surface, Pair pair, int[] change) {
        Arrays.fill(change, 0);
        addTo(change, surface, pair, 1);
        keys.clear();
        StatisticKeys.collect(request, keysOf(item), surface.key, keys);
        made.add(keys, change);
    }

    /** What the history says of each item whose surface is counted. */
    private Object2LongLinkedOpenHashMap<ItemId> answersByItem(History history) {
        Object2LongLinkedOpenHashMap<ItemId> answers = new Object2LongLinkedOpenHashMap<>();
        for (Interaction interaction : history.newest(History.MAX_INTERACTIONS)) {
            Surface surface = surfaces.get(interaction.item().surface());
            if (surface != null) {
                long before = answers.getLong(interaction.item());
                answers.put(interaction.item(), before | History.answer(interaction, surface.meanings));
            }
        }
        return answers;
    }
}
