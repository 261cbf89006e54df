package dev.medley.platform.store;

import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ItemId;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.objects.ReferenceOpenHashSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * <p>Writes come from one thread, reads from any; a read of what nobody changed since takes no lock.
 */
final class CoInteractions {
    /** At most so many neighbours an item are served. */
    static final int MAX_NEIGHBOURS = 100;
    /** At most so many items' counts are held; the one that was asked for first leaves first and is counted anew. */
    static final int MAX_COUNTED = 2_000;

    private static final double SHRINKAGE = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ItemId, Place> places = new HashMap<>();
    private final List<Place> bySlot = new ArrayList<>();
    private final IntArrayList freeSlots = new IntArrayList();
    private final LinkedHashMap<ItemId, Place> counted = new LinkedHashMap<>();
    private final Map<ItemId, Ranked> ranked = new ConcurrentHashMap<>();
    private int[] scratch = new int[0];
    private volatile long version;

    /** What is known of an item: who has it, and, once somebody asked, how often it goes with which other. */
    static final class Place {
        private final ItemId item;
        private final int slot;
        private final ReferenceOpenHashSet<RecentItems> users = new ReferenceOpenHashSet<>(4);
        private Int2IntOpenHashMap counts;

        private Place(ItemId item, int slot) {
            this.item = item;
            this.slot = slot;
        }

        private void count(Place other, int delta) {
            if (counts != null && counts.addTo(other.slot, delta) + delta == 0) {
                counts.remove(other.slot);
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
            user.insert(place, interaction);
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
        Ranked current = ranked.get(item);
        if (current == null || current.version != version) {
            current = rank(item);
        }
        return current.neighbours.subList(0, Math.clamp(count, 0, current.neighbours.size()));
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

    private Ranked rank(ItemId item) {
        lock.lock();
        try {
            Place place = places.get(item);
            if (place == null) {
                return new Ranked(version, List.of());
            }
            if (place.counts == null) {
                countAnew(place);
            }
            BestItems best = new BestItems(MAX_NEIGHBOURS);
            double users = place.users.size();
            for (Int2IntOpenHashMap.Entry entry : place.counts.int2IntEntrySet()) {
                Place other = bySlot.get(entry.getIntKey());
                double both = entry.getIntValue();
                double cosine = both / Math.sqrt(users * other.users.size());
                best.offer(other.item, (float) (cosine * both / (both + SHRINKAGE)));
            }
            Ranked result = new Ranked(version, best.toList());
            ranked.put(item, result);
            return result;
        } finally {
            lock.unlock();
        }
    }

    private void countAnew(Place place) {
        if (counted.size() >= MAX_COUNTED) {
            forgetCounts(counted.firstEntry().getValue());
        }
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
        counted.put(place.item, place);
    }

    private void leave(RecentItems user, int index) {
        Place place = user.place(index);
        user.removeAt(index);
        place.users.remove(user);
        for (int i = 0; i < user.size(); i++) {
            Place other = user.place(i);
            other.count(place, -1);
            place.count(other, -1);
        }
        dropIfUnused(place);
    }

    private Place newPlace(ItemId item) {
        if (freeSlots.isEmpty()) {
            Place place = new Place(item, bySlot.size());
            bySlot.add(place);
            return place;
        }
        Place place = new Place(item, freeSlots.popInt());
        bySlot.set(place.slot, place);
        return place;
    }

    private void dropIfUnused(Place place) {
        if (place.users.isEmpty()) {
            forgetCounts(place);
            places.remove(place.item);
            freeSlots.add(place.slot);
        }
    }

    private void forgetCounts(Place place) {
        place.counts = null;
        counted.remove(place.item);
        ranked.remove(place.item);
    }
}
