package dev.medley.live.source;

import static dev.medley.live.LiveWorld.ANN;
import static dev.medley.live.LiveWorld.BOB;
import static dev.medley.live.LiveWorld.id;
import static dev.medley.live.LiveWorld.offAir;
import static dev.medley.live.LiveWorld.room;
import static dev.medley.live.LiveWorld.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.live.LiveWorld;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.request.RankRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LiveSourcesTest {
    private final LiveWorld live = new LiveWorld();
    private final OnAirRooms rooms = OnAirRooms.follow(live.world.items(), true);

    @AfterEach
    void close() {
        rooms.close();
    }

    @Test
    void followedRoomsAreOfFollowedHostsOnAirLatestFollowFirst() throws Exception {
        live.put(room("a", "chess", 1), room("b", "chess", 9), offAir(room("c", "chess", 9)), room("d", "go", 5));
        live.did(ANN, InteractionType.FOLLOW, "a", "c", "d").did(ANN, InteractionType.CLICK, "b");

        assertThat(keys(followed(10), live.request(ANN))).containsExactly("d", "a");
        assertThat(keys(followed(1), live.request(ANN))).containsExactly("d");
    }

    @Test
    void followedRoomsKnowAHostsOtherRoom() throws Exception {
        live.put(
                offAir(room("old", "chess", 0)).withAuthor("ada"),
                room("new", "chess", 3).withAuthor("ada"));
        live.did(ANN, InteractionType.FOLLOW, "old");

        assertThat(keys(followed(10), live.request(ANN))).containsExactly("new");
    }

    @Test
    void sourcesThatStartFromAHistoryRestWithoutOne() {
        RankRequest guest = live.guest().build();

        assertThat(followed(10).isEnabled(guest)).isFalse();
        assertThat(coFollowed(10).isEnabled(guest)).isFalse();
        assertThat(similar(10).isEnabled(guest)).isFalse();
        assertThat(userGames(10).isEnabled(guest)).isFalse();
        assertThat(trending(10).isEnabled(guest)).isTrue();
    }

    @Test
    void trendingRoomsFillFastForTheirSizeThenMostViewedOnesFollow() throws Exception {
        live.put(room("huge", "chess", 10_000), room("small", "chess", 50), room("still", "chess", 500));
        live.world.counters().set(id("huge"), CounterWindow.TEN_MINUTES, 200);
        live.world.counters().set(id("small"), CounterWindow.TEN_MINUTES, 100);

        assertThat(keys(trending(10), live.guest())).containsExactly("small", "huge", "still");
    }

    @Test
    void trendingRoomsAreTheMostViewedWhereNothingMoves() throws Exception {
        live.put(room("a", "chess", 5), room("b", "chess", 50));
        live.did(BOB, InteractionType.FOLLOW, "a");

        assertThat(keys(trending(10), live.guest())).containsExactly("b", "a");
        assertThat(trending(10).fetch(live.guest().build())).allMatch(found -> found.score() == 0);
    }

    @Test
    void coFollowedRoomsShareTheAudienceAndAreNewToTheUser() throws Exception {
        live.put(room("seed", "chess", 1), room("known", "chess", 1), room("near", "go", 1), room("far", "go", 1));
        live.put(offAir(room("gone", "go", 1)));
        live.did(ANN, InteractionType.FOLLOW, "known", "seed");
        live.world
                .neighbours()
                .set(
                        id("seed"),
                        new ScoredItem(id("near"), 0.9f),
                        new ScoredItem(id("far"), 0.2f),
                        new ScoredItem(id("known"), 0.8f),
                        new ScoredItem(id("gone"), 0.8f));

        assertThat(keys(coFollowed(10), live.request(ANN))).containsExactly("near", "far");
        assertThat(coFollowed(10).fetch(live.request(ANN).build()))
                .allMatch(found -> found.score() > 0 && found.score() <= 1);
    }

    @Test
    void similarRoomsAreNearTheMeanOfTheUsersRooms() throws Exception {
        live.put(
                room("seed", "chess", 1).withVector(1, 0),
                room("seed2", "chess", 1).withVector(0, 0));
        live.put(
                room("near", "go", 1).withVector(0.9f, 0.1f),
                room("far", "go", 1).withVector(0, 1));
        live.put(room("other", "go", 1).withVector(1, 0, 0), room("none", "go", 1));
        live.did(ANN, InteractionType.WATCH, "none", "seed", "seed2");

        assertThat(keys(similar(10), live.request(ANN))).containsExactly("near", "far");
    }

    @Test
    void userGamesGiveEachGameItsShare() throws Exception {
        live.put(room("c1", "chess", 1), room("c2", "chess", 2), room("g1", "go", 90), room("x", "poker", 99));
        live.did(ANN, InteractionType.WATCH, "c1", "c2", "g1");

        assertThat(keys(userGames(10), live.request(ANN))).containsExactly("c2", "c1", "g1");
    }

    @Test
    void newHostsAreThoseWithFewInteractionsChosenByTheSeed() throws Exception {
        for (int i = 0; i < 40; i++) {
            live.put(room("r" + i, "chess", 1));
        }
        live.did(BOB, InteractionType.FOLLOW, "r0").did(ANN, InteractionType.FOLLOW, "r0");
        CandidateSource source = new NewHostsSource(rooms, new NewHosts(live.world.counters(), 1), 40, 5);

        List<String> first = keys(source, live.guest().seed(1));
        assertThat(first)
                .hasSize(5)
                .doesNotContain("r0")
                .isEqualTo(keys(source, live.guest().seed(1)));
        assertThat(first).isNotEqualTo(keys(source, live.guest().seed(2)));
    }

    @Test
    void newHostsSourceLooksAtNoMoreThanItMay() throws Exception {
        for (int i = 0; i < 40; i++) {
            live.put(room("r" + i, "chess", 1));
        }
        CandidateSource source = new NewHostsSource(rooms, new NewHosts(live.world.counters(), 1), 3, 100);

        assertThat(source.fetch(live.guest().build())).hasSize(3);
    }

    @Test
    void theFallbackIsWhatIsMostViewed() throws Exception {
        live.put(room("a", "chess", 5), room("b", "chess", 50), offAir(room("c", "chess", 500)));

        assertThat(keys(new MostViewedRoomsSource(rooms, 10), live.guest())).containsExactly("b", "a");
    }

    @Test
    void noSourceProposesAMatureRoomToSomebodyOfUnknownAge() throws Exception {
        live.put(room("seed", "chess", 1).withVector(1, 0));
        live.put(with(room("adult", "chess", 100), "mature", true).withVector(1, 0));
        live.put(with(room("unrated", "chess", 100), "mature", null).withVector(1, 0));
        live.did(BOB, InteractionType.FOLLOW, "seed", "adult", "unrated");
        live.world.neighbours().set(id("seed"), new ScoredItem(id("adult"), 1), new ScoredItem(id("unrated"), 1));
        List<CandidateSource> sources = List.of(
                followed(10),
                trending(10),
                coFollowed(10),
                similar(10),
                userGames(10),
                new NewHostsSource(rooms, new NewHosts(live.world.counters(), 100), 10, 10),
                new MostViewedRoomsSource(rooms, 10));

        for (CandidateSource source : sources) {
            assertThat(keys(source, live.request(BOB))).as(source.id().value()).doesNotContain("adult", "unrated");
        }
        assertThat(keys(new MostViewedRoomsSource(rooms, 10), live.request(ANN)))
                .contains("adult", "unrated");
    }

    private CandidateSource followed(int count) {
        return new FollowedRoomsSource(rooms, live.world.items(), count);
    }

    private CandidateSource trending(int count) {
        return new TrendingRoomsSource(rooms, live.world.counters(), 50, count);
    }

    private CandidateSource coFollowed(int count) {
        return new CoFollowedRoomsSource(rooms, live.world.neighbours(), 20, 20, count);
    }

    private CandidateSource similar(int count) {
        return new SimilarRoomsSource(rooms, live.world.items(), live.world.vectors(), 20, count);
    }

    private CandidateSource userGames(int count) {
        return new UserGamesSource(rooms, live.world.items(), 100, 5, count);
    }

    private static List<String> keys(CandidateSource source, RankRequest.Builder request) throws Exception {
        return source.fetch(request.build()).stream()
                .map(Candidate::item)
                .map(item -> item.key())
                .toList();
    }
}
