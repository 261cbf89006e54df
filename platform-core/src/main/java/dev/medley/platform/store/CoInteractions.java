package dev.medley.platform.store;

import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ItemId;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.objects.ReferenceOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Item-to-item on one surface. With {@code n_i} the users among whose {@link RecentItems} item i is, and {@code n_ij}
 * those with both, the score is {@code n_ij / sqrt(n_i n_j) * n_ij / (n_ij + 10)}.
 *
 * <p>Nothing is counted until somebody asks for an item: then the lists of its users are walked once (about 50 µs for
 * 300 users), and from then on every change adds to or subtracts from the counts. So the counts are at all times exactly
 * what counting anew would give, and memory is bounded by the items asked for.
 *
 * <p>An item's neighbours are ranked from its counts when somebody asks for the first time, under the lock. From then on
 * a read takes the ranking that there is, without a lock, and {@link Place#refresh} makes it anew: any change moves the
 * users of some item, and with it the scores of all that have it as a neighbour.
 *
 * <p>Writes come from one thread, reads from any.
 */
final class CoInteractions {
    /** At most so many neighbours an item are served. */
    static final int MAX_NEIGHBOURS = 100;
    /**
     * At most so many counts are held, some 16 bytes each; beyond that the item that was asked for first is forgotten,
     * and counted anew when somebody asks again.
     */
    static final int MAX_COUNTS = 12_000_000;
    /** What an item with counts costs beside them, its ranking above all, in counts. */
    private static final int COUNTS_PER_ITEM = 200;

    private static final double SHRINKAGE = 10;
    /** Scores below this part of the last ranking's worst are looked at only if too few others are found. */
    private static final float LIKELY = 0.95f;

    private final int maxCounts;
    /** Fair, for otherwise the writer would stand behind a whole pass over the rankings instead of behind one. */
    private final ReentrantLock lock = new ReentrantLock(true);
    /** Written under the lock, read by anybody; all else but what is volatile is guarded by the lock. */
    private final Map<ItemId, Place> places = new ConcurrentHashMap<>();

    private final List<Place> bySlot = new ArrayList<>();
    /** The users of each slot's item: what ranking reads of all neighbours, close together. */
    private int[] userCounts = new int[64];

    private final IntArrayList freeSlots = new IntArrayList();
    private final LinkedHashSet<Place> counted = new LinkedHashSet<>();
    private int countsHeld;
    private int[] scratch = new int[0];
    private volatile long version;

    CoInteractions() {
        this(MAX_COUNTS);
    }

    /** With another bound than {@link #MAX_COUNTS}. */
    CoInteractions(int maxCounts) {
        this.maxCounts = maxCounts;
    }

    /** What is known of an item: who has it, and, once somebody asked, how often it goes with which other. */
    final class Place implements Derived {
        private final ItemId item;
        private final int slot;
        private final ReferenceOpenHashSet<RecentItems> users = new ReferenceOpenHashSet<>(4);
        /** There together with the ranking, or not at all. */
        private Int2IntOpenHashMap counts;

        private volatile Ranked ranked;

        private Place(ItemId item, int slot) {
            this.item = item;
            this.slot = slot;
        }

        @Override
        public void refresh() {
            if (isStale()) {
                lock.lock();
                try {
                    if (isStale()) {
                        rank(this);
                    }
                } finally {
                    lock.unlock();
                }
            }
        }

        private boolean isStale() {
            Ranked current = ranked;
            return current != null && current.version != version;
        }

        private void count(Place other, int delta) {
            if (counts == null) {
                return;
            }
            int before = counts.addTo(other.slot, delta);
            if (before == 0) {
                countsHeld++;
            } else if (before + delta == 0) {
                counts.remove(other.slot);
                countsHeld--;
            }
        }
    }

    private record Ranked(long version, List<ScoredItem> neighbours) {}

    /** The user did something positive with the item. */
    void add(RecentItems user, Interaction interaction) {
        lock.lock();
        try {
            Place place = places.computeIfAbsent(interaction.item(), this::newPlace);
            int index = user.indexOf(place);
            if (index >= 0) {
                if (user.newest(index).compareTo(interaction) < 0) {
                    user.removeAt(index);
                    user.insert(place, interaction);
                }
                return;
            }
            if (user.isFull()) {
                if (user.isBehind(interaction)) {
                    dropIfUnused(place);
                    return;
                }
                leave(user, 0);
            }
            for (int i = 0; i < user.size(); i++) {
                Place other = user.place(i);
                other.count(place, 1);
                place.count(other, 1);
            }
            place.users.add(user);
            userCounts[place.slot]++;
            user.insert(place, interaction);
            keepToBound();
            version++;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The interaction left the user's history. It takes its item along if no newer one with the item is there, which is
     * right where the oldest leaves or all of them do.
     */
    void remove(RecentItems user, Interaction interaction) {
        lock.lock();
        try {
            Place place = places.get(interaction.item());
            int index = place == null ? -1 : user.indexOf(place);
            if (index >= 0 && user.newest(index).compareTo(interaction) == 0) {
                leave(user, index);
                version++;
            }
        } finally {
            lock.unlock();
        }
    }

    List<ScoredItem> neighbours(ItemId item, int count) {
        Place place = places.get(item);
        if (place == null) {
            return List.of();
        }
        Ranked current = place.ranked;
        if (current == null) {
            current = firstRanked(place);
        }
        return current.neighbours.subList(0, Math.clamp(count, 0, current.neighbours.size()));
    }

    /** The rankings that are kept. */
    List<Derived> rankings() {
        lock.lock();
        try {
            return List.copyOf(counted);
        } finally {
            lock.unlock();
        }
    }

    /** So many of the items that the most users have. */
    List<ItemId> mostUsed(int count) {
        lock.lock();
        try {
            return places.values().stream()
                    .sorted(Comparator.comparingInt((Place place) -> place.users.size())
                            .reversed())
                    .limit(count)
                    .map(place -> place.item)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private Ranked firstRanked(Place place) {
        lock.lock();
        try {
            if (places.get(place.item) != place) {
                // The last user has left it meanwhile.
                return new Ranked(version, List.of());
            }
            if (place.counts == null) {
                countAnew(place);
                rank(place);
                keepToBound();
            }
            return place.ranked;
        } finally {
            lock.unlock();
        }
    }

    private void rank(Place place) {
        // Scores move little from one ranking to the next: what is far below the last one's worst hardly gets in, and
        // the choice among thousands is what takes the time.
        List<ScoredItem> last = place.ranked == null ? List.of() : place.ranked.neighbours;
        float floor = last.size() < MAX_NEIGHBOURS ? 0 : LIKELY * last.getLast().score();
        List<ScoredItem> neighbours = best(place, floor);
        if (floor > 0 && neighbours.size() < MAX_NEIGHBOURS) {
            neighbours = best(place, 0);
        }
        place.ranked = new Ranked(version, neighbours);
    }

    private List<ScoredItem> best(Place place, float floor) {
        BestItems best = new BestItems(MAX_NEIGHBOURS);
        double users = place.users.size();
        place.counts.int2IntEntrySet().fastForEach(entry -> {
            int slot = entry.getIntKey();
            double both = entry.getIntValue();
            double cosine = both / Math.sqrt(users * userCounts[slot]);
            float score = (float) (cosine * both / (both + SHRINKAGE));
            if (score >= floor && best.mayTake(score)) {
                best.offer(bySlot.get(slot).item, score);
            }
        });
        return best.toList();
    }

    private void countAnew(Place place) {
        if (scratch.length < bySlot.size()) {
            scratch = new int[bySlot.size() + (bySlot.size() >> 1)];
        }
        IntArrayList found = new IntArrayList();
        for (RecentItems user : place.users) {
            for (int i = 0; i < user.size(); i++) {
                int slot = user.place(i).slot;
                if (scratch[slot]++ == 0) {
                    found.add(slot);
                }
            }
        }
        Int2IntOpenHashMap counts = new Int2IntOpenHashMap(found.size());
        for (int i = 0; i < found.size(); i++) {
            int slot = found.getInt(i);
            if (slot != place.slot) {
                counts.put(slot, scratch[slot]);
            }
            scratch[slot] = 0;
        }
        place.counts = counts;
        counted.add(place);
        countsHeld += counts.size() + COUNTS_PER_ITEM;
    }

    private void leave(RecentItems user, int index) {
        Place place = user.place(index);
        user.removeAt(index);
        place.users.remove(user);
        userCounts[place.slot]--;
        for (int i = 0; i < user.size(); i++) {
            Place other = user.place(i);
            other.count(place, -1);
            place.count(other, -1);
        }
        dropIfUnused(place);
    }

    private Place newPlace(ItemId item) {
        if (!freeSlots.isEmpty()) {
            Place place = new Place(item, freeSlots.popInt());
            bySlot.set(place.slot, place);
            return place;
        }
        Place place = new Place(item, bySlot.size());
        bySlot.add(place);
        if (userCounts.length < bySlot.size()) {
            userCounts = Arrays.copyOf(userCounts, bySlot.size() + (bySlot.size() >> 1));
        }
        return place;
    }

    private void dropIfUnused(Place place) {
        if (place.users.isEmpty()) {
            forgetCounts(place);
            places.remove(place.item);
            freeSlots.add(place.slot);
        }
    }

    /** The one ranking that is left may be larger than the bound: the next one takes its place. */
    private void keepToBound() {
        while (countsHeld > maxCounts && counted.size() > 1) {
            forgetCounts(counted.getFirst());
        }
    }

    private void forgetCounts(Place place) {
        if (counted.remove(place)) {
            countsHeld -= place.counts.size() + COUNTS_PER_ITEM;
            place.counts = null;
            place.ranked = null;
        }
    }
}
