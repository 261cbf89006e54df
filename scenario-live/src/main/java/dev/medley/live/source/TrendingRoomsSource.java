package dev.medley.live.source;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rooms that fill fast: joins of the last minutes relative to the people who are in already. Where too few rooms move,
 * the most viewed ones follow, with a score of 0.
 */
public final class TrendingRoomsSource implements CandidateSource {
    /** Its name. */
    public static final ComponentId ID = new ComponentId("trending-rooms");

    private static final Reason TRENDING = Reason.of("TRENDING");
    private static final Reason MOST_VIEWED = Reason.of("MOST_VIEWED");
    private static final int MOVING = 1000;

    private final OnAirRooms rooms;
    private final Counters counters;
    private final double priorViewers;
    private final int count;

    /**
     * A source of at most {@code count} rooms.
     *
     * @param priorViewers viewers added to every room before dividing, 1 or more
     */
    public TrendingRoomsSource(OnAirRooms rooms, Counters counters, double priorViewers, int count) {
        this.rooms = rooms;
        this.counters = counters;
        this.priorViewers = priorViewers;
        this.count = count;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        FoundRooms moving = new FoundRooms();
        for (ScoredItem joined : counters.top(LiveSurface.ID, CounterGroup.all(), CounterWindow.TEN_MINUTES, MOVING)) {
            Optional<Room> room = rooms.find(joined.item());
            if (room.isPresent() && room.get().isFor(request.user())) {
                double velocity = joined.score() / (room.get().viewers() + priorViewers);
                // To 0..1, so that one wild room does not dwarf the others' retrieval scores.
                moving.add(joined.item(), (float) (velocity / (1 + velocity)));
            }
        }
        List<Candidate> found = new ArrayList<>(moving.best(count, TRENDING));
        addMostViewed(request, found);
        return found;
    }

    private void addMostViewed(RankRequest request, List<Candidate> found) {
        Set<ItemId> seen = new HashSet<>();
        for (Candidate candidate : found) {
            seen.add(candidate.item());
        }
        for (Room room : rooms.mostViewed()) {
            if (found.size() >= count) {
                return;
            }
            if (room.isFor(request.user()) && seen.add(room.id())) {
                found.add(new Candidate(room.id(), 0, List.of(MOST_VIEWED)));
            }
        }
    }
}
