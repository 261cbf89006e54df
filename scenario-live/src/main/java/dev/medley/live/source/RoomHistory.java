package dev.medley.live.source;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The part of the user's history that is about rooms. */
public final class RoomHistory {
    private RoomHistory() {}

    /** The newest positive interactions with rooms, one a room, newest first, at most {@code max}. */
    public static List<Interaction> newestPositive(RankRequest request, int max) {
        List<Interaction> newest = new ArrayList<>();
        Set<ItemId> seen = new HashSet<>();
        List<Interaction> history = request.history();
        for (int i = history.size() - 1; i >= 0 && newest.size() < max; i--) {
            Interaction interaction = history.get(i);
            if (isAboutRoom(interaction) && !interaction.type().isNegative() && seen.add(interaction.item())) {
                newest.add(interaction);
            }
        }
        return newest;
    }

    /** Every room that the history is about, hidden ones among them. */
    public static Set<ItemId> rooms(RankRequest request) {
        Set<ItemId> rooms = new HashSet<>();
        for (Interaction interaction : request.history()) {
            if (isAboutRoom(interaction)) {
                rooms.add(interaction.item());
            }
        }
        return rooms;
    }

    /**
     * The hosts of the rooms that the history has interactions of those types with. Rooms that the catalogue has
     * forgotten have no host any more.
     */
    public static Set<String> hosts(List<Interaction> history, Catalog catalog, Set<InteractionType> types) {
        Set<ItemId> rooms = new HashSet<>();
        for (Interaction interaction : history) {
            if (isAboutRoom(interaction) && types.contains(interaction.type())) {
                rooms.add(interaction.item());
            }
        }
        if (rooms.isEmpty()) {
            return Set.of();
        }
        Set<String> hosts = new HashSet<>();
        for (Item room : catalog.findAll(rooms).values()) {
            hosts.add(LiveSurface.host(room));
        }
        return hosts;
    }

    /** Whether there is anything about rooms in it: without, sources that start from the history rest. */
    public static boolean isEmpty(RankRequest request) {
        for (Interaction interaction : request.history()) {
            if (isAboutRoom(interaction)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAboutRoom(Interaction interaction) {
        return interaction.item().surface().equals(LiveSurface.ID);
    }
}
