package dev.medley.live.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;

/** The most viewed rooms on air: the fallback. It reads one order of the index and cannot fail. */
public final class MostViewedRoomsSource implements CandidateSource {
    /** Its name. */
    public static final ComponentId ID = new ComponentId("most-viewed-rooms");

    private static final Reason MOST_VIEWED = Reason.of("MOST_VIEWED");

    private final OnAirRooms rooms;
    private final int count;

    /** A source of at most {@code count} rooms. */
    public MostViewedRoomsSource(OnAirRooms rooms, int count) {
        this.rooms = rooms;
        this.count = count;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        List<Candidate> found = new ArrayList<>();
        for (Room room : rooms.mostViewed()) {
            if (found.size() == count) {
                return found;
            }
            if (room.isFor(request.user())) {
                found.add(new Candidate(room.id(), 1f / (1 + found.size()), List.of(MOST_VIEWED)));
            }
        }
        return found;
    }
}
