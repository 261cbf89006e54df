package dev.medley.live.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;

/** Rooms of new hosts, chosen by the request's chance: nobody gets known who is never shown. */
public final class NewHostsSource implements CandidateSource {
    /** Its name. */
    public static final ComponentId ID = new ComponentId("new-hosts");

    private static final Reason NEW_HOST = Reason.of("NEW_HOST");

    private final OnAirRooms rooms;
    private final NewHosts newHosts;
    private final int scan;
    private final int count;

    /**
     * A source of at most {@code count} rooms.
     *
     * @param scan rooms looked at: what bounds the cost where new hosts are rare
     */
    public NewHostsSource(OnAirRooms rooms, NewHosts newHosts, int scan, int count) {
        this.rooms = rooms;
        this.newHosts = newHosts;
        this.scan = scan;
        this.count = count;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        List<Candidate> found = new ArrayList<>();
        for (Room room : rooms.drawn(request.random(ID).nextLong(), scan)) {
            if (found.size() == count) {
                return found;
            }
            if (room.isFor(request.user()) && newHosts.contains(room.id(), room.host())) {
                found.add(new Candidate(room.id(), 0, List.of(NEW_HOST)));
            }
        }
        return found;
    }
}
