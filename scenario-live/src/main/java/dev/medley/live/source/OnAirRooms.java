package dev.medley.live.source;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The rooms that are on air, ordered in the ways that the sources ask for. It follows the catalogue; a change costs
 * O(log n), and a source reads the first rooms of an order without looking at the others.
 *
 * <p>One thread writes, the one that applies the log; any number reads. While a room changes, a reader may miss it for
 * an instant. The content depends on the catalogue only, not on the order of its changes, so that a restart gives the
 * same index.
 */
public final class OnAirRooms implements AutoCloseable {
    private final Map<ItemId, Room> byId = new ConcurrentHashMap<>();
    private final Map<String, List<Room>> byHost = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentSkipListSet<Room>> byGame = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<Room> byViewers = new ConcurrentSkipListSet<>(Room.MOST_VIEWED);
    private final ConcurrentSkipListSet<Room> byLot = new ConcurrentSkipListSet<>(Room.BY_LOT);
    private final boolean unratedIsMature;
    private final Catalog.Subscription subscription;

    private OnAirRooms(Catalog catalog, boolean unratedIsMature) {
        this.unratedIsMature = unratedIsMature;
        this.subscription = catalog.follow(LiveSurface.ID, new Catalog.ItemListener() {
            @Override
            public void onItem(Item item) {
                put(item);
            }

            @Override
            public void onRemoved(ItemId item) {
                remove(item);
            }
        });
    }

    /** An index that knows all rooms on air and follows the catalogue until it is closed. */
    public static OnAirRooms follow(Catalog catalog, boolean unratedIsMature) {
        return new OnAirRooms(catalog, unratedIsMature);
    }

    /** Rooms on air. */
    public int size() {
        return byId.size();
    }

    /** The room, if it is on air. */
    Optional<Room> find(ItemId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The host's rooms on air. */
    List<Room> ofHost(String host) {
        return byHost.getOrDefault(host, List.of());
    }

    /** All of them, most viewed first. */
    Collection<Room> mostViewed() {
        return byViewers;
    }

    /** Those of a game, most viewed first. */
    Collection<Room> mostViewed(String game) {
        ConcurrentSkipListSet<Room> rooms = byGame.get(game);
        return rooms == null ? List.of() : rooms;
    }

    /** At most {@code count} rooms as if drawn by lot: those that follow {@code start} on the ring of all lots. */
    List<Room> drawn(long start, int count) {
        List<Room> drawn = new ArrayList<>(Math.min(count, byId.size()));
        Room probe = Room.atLot(start);
        take(byLot.tailSet(probe, true), count, drawn);
        take(byLot.headSet(probe, false), count, drawn);
        return drawn;
    }

    private static void take(Collection<Room> from, int count, List<Room> to) {
        for (Room room : from) {
            if (to.size() == count) {
                return;
            }
            to.add(room);
        }
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void put(Item item) {
        remove(item.id());
        if (!LiveSurface.isOnAir(item)) {
            return;
        }
        Room room = Room.of(item, unratedIsMature);
        byViewers.add(room);
        byLot.add(room);
        room.game()
                .ifPresent(game -> byGame.computeIfAbsent(game, name -> new ConcurrentSkipListSet<>(Room.MOST_VIEWED))
                        .add(room));
        byHost.merge(room.host(), List.of(room), (before, added) -> {
            List<Room> rooms = new ArrayList<>(before);
            rooms.addAll(added);
            rooms.sort(Room.MOST_VIEWED);
            return List.copyOf(rooms);
        });
        byId.put(room.id(), room);
    }

    private void remove(ItemId id) {
        Room room = byId.remove(id);
        if (room == null) {
            return;
        }
        byViewers.remove(room);
        byLot.remove(room);
        room.game()
                .ifPresent(game -> byGame.computeIfPresent(game, (name, rooms) -> {
                    rooms.remove(room);
                    return rooms.isEmpty() ? null : rooms;
                }));
        byHost.computeIfPresent(room.host(), (host, rooms) -> {
            List<Room> left = new ArrayList<>(rooms);
            left.remove(room);
            return left.isEmpty() ? null : List.copyOf(left);
        });
    }
}
