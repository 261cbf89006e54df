package dev.medley.live.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.ItemNeighbours;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rooms of hosts who share their audience with the rooms that the user followed or watched. */
public final class CoFollowedRoomsSource implements CandidateSource {
    /** Its name. */
    public static final ComponentId ID = new ComponentId("co-followed-rooms");

    private static final Reason SHARED_AUDIENCE = Reason.of("SHARED_AUDIENCE");
    private static final int NEIGHBOURS = 100;

    private final OnAirRooms rooms;
    private final ItemNeighbours neighbours;
    private final int seeds;
    private final double seedHalfLife;
    private final int count;

    /**
     * A source of at most {@code count} rooms.
     *
     * @param seeds newest rooms of the user that neighbours are sought for
     * @param seedHalfLife after so many newer rooms one counts half
     */
    public CoFollowedRoomsSource(
            OnAirRooms rooms, ItemNeighbours neighbours, int seeds, double seedHalfLife, int count) {
        this.rooms = rooms;
        this.neighbours = neighbours;
        this.seeds = seeds;
        this.seedHalfLife = seedHalfLife;
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
        List<Interaction> newest = RoomHistory.newestPositive(request, seeds);
        // What the user knows already has sources of its own; the places here are for rooms that are new to them.
        Set<ItemId> known = RoomHistory.rooms(request);
        float totalWeight = 0;
        for (int i = 0; i < newest.size(); i++) {
            totalWeight += weight(i);
        }
        FoundRooms found = new FoundRooms();
        for (int i = 0; i < newest.size(); i++) {
            float share = weight(i) / totalWeight;
            for (ScoredItem neighbour : neighbours.neighbours(newest.get(i).item(), NEIGHBOURS)) {
                Optional<Room> room = rooms.find(neighbour.item());
                if (room.isPresent() && room.get().isFor(request.user()) && !known.contains(neighbour.item())) {
                    found.add(neighbour.item(), share * neighbour.score());
                }
            }
        }
        return found.best(count, SHARED_AUDIENCE);
    }

    private float weight(int age) {
        // Strict: the same bits on every machine.
        return (float) StrictMath.pow(0.5, age / seedHalfLife);
    }
}
