package dev.medley.live.source;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rooms on air of hosts whom the user follows, latest follow first: also when the host has opened another room. */
public final class FollowedRoomsSource implements CandidateSource {
    /** Its name. */
    public static final ComponentId ID = new ComponentId("followed-rooms");

    private static final Reason FOLLOWED_HOST = Reason.of("FOLLOWED_HOST");

    private final OnAirRooms rooms;
    private final Catalog catalog;
    private final int count;

    /** A source of at most {@code count} rooms. */
    public FollowedRoomsSource(OnAirRooms rooms, Catalog catalog, int count) {
        this.rooms = rooms;
        this.catalog = catalog;
        this.count = count;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public boolean isEnabled(RankRequest request) {
        return !RoomHistory.isEmpty(request);
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        List<ItemId> followed = followedRooms(request.history());
        Map<ItemId, Item> known = catalog.findAll(followed);
        List<Candidate> found = new ArrayList<>();
        Set<ItemId> seen = new HashSet<>();
        for (int i = 0; i < followed.size(); i++) {
            Item item = known.get(followed.get(i));
            if (item == null) {
                continue;
            }
            for (Room room : rooms.ofHost(LiveSurface.host(item))) {
                if (found.size() == count) {
                    return found;
                }
                if (room.isFor(request.user()) && seen.add(room.id())) {
                    found.add(new Candidate(room.id(), 1f / (1 + i), List.of(FOLLOWED_HOST)));
                }
            }
        }
        return found;
    }

    private static List<ItemId> followedRooms(List<Interaction> history) {
        List<ItemId> followed = new ArrayList<>();
        for (int i = history.size() - 1; i >= 0; i--) {
            Interaction interaction = history.get(i);
            if (interaction.type().equals(InteractionType.FOLLOW)
                    && interaction.item().surface().equals(LiveSurface.ID)) {
                followed.add(interaction.item());
            }
        }
        return followed;
    }
}
