package dev.medley.live.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The most viewed rooms of the games that the user watches, each game in proportion to its share. */
public final class UserGamesSource implements CandidateSource {
    /** Its name. */
    public static final ComponentId ID = new ComponentId("user-games");

    private static final Reason POPULAR_IN_USER_GAMES = Reason.of("POPULAR_IN_USER_GAMES");

    private final OnAirRooms rooms;
    private final Catalog catalog;
    private final int depth;
    private final int maxGames;
    private final int count;

    /**
     * A source of at most {@code count} rooms.
     *
     * @param depth newest interactions that the games are read from
     * @param maxGames at most so many games, those with the greatest share
     */
    public UserGamesSource(OnAirRooms rooms, Catalog catalog, int depth, int maxGames, int count) {
        this.rooms = rooms;
        this.catalog = catalog;
        this.depth = depth;
        this.maxGames = maxGames;
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
        List<Map.Entry<String, Float>> games =
                new ArrayList<>(UserGames.shares(request, catalog, depth).entrySet());
        games.sort(Map.Entry.<String, Float>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        FoundRooms found = new FoundRooms();
        for (Map.Entry<String, Float> game : games.subList(0, Math.min(maxGames, games.size()))) {
            int place = 0;
            for (Room room : rooms.mostViewed(game.getKey())) {
                if (place == count) {
                    break;
                }
                if (room.isFor(request.user())) {
                    found.add(room.id(), game.getValue() / (1 + place));
                    place++;
                }
            }
        }
        return found.best(count, POPULAR_IN_USER_GAMES);
    }
}
