package dev.medley.video.source;

import static dev.medley.video.VideoWorld.ANN;
import static dev.medley.video.VideoWorld.BOB;
import static dev.medley.video.VideoWorld.film;
import static dev.medley.video.VideoWorld.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.VideoWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VideoSourcesTest {
    private final VideoWorld video = new VideoWorld();
    private final FreshUploads uploads = FreshUploads.follow(video.world.items(), 100);
    private final VideoLots lots = VideoLots.follow(video.world.items(), 100);
    private final WatchedVideos watched = new WatchedVideos(video.world.interactions(), 500);
    private final VideoSeeds seeds = new VideoSeeds(3.5, 0.3);

    @AfterEach
    void close() {
        uploads.close();
        lots.close();
    }

    @Test
    void seedsAreWhatTheUserLikedNewestFirst() {
        video.did(ANN, InteractionType.RATE, 5, "good")
                .did(ANN, InteractionType.RATE, 2, "bad")
                .did(ANN, InteractionType.WATCH, 0.1, "left")
                .did(ANN, InteractionType.WATCH, 0.9, "seen")
                .did(ANN, InteractionType.HIDE, "hidden")
                .did(ANN, InteractionType.CLICK, "clicked", "good");
        video.world.interactions().add(ANN, ItemId.of("live", "room"), InteractionType.CLICK, video.world.now());
        RankRequest request = video.request(ANN).build();

        assertThat(seeds.newest(request, 10)).containsExactly(id("good"), id("clicked"), id("seen"));
        assertThat(seeds.newest(request, 1)).containsExactly(id("good"));
    }

    @Test
    void watchedIsWhateverTheUserTouchedAsDeepAsAsked() {
        for (int i = 0; i < RankRequest.MAX_HISTORY + 100; i++) {
            video.did(ANN, InteractionType.RATE, 1, "f" + i);
        }
        RankRequest request = video.request(ANN).build();

        assertThat(new WatchedVideos(video.world.interactions(), 10).of(request))
                .hasSize(10)
                .contains(id("f599"));
        assertThat(watched.of(request)).hasSize(500).contains(id("f100"));
        assertThat(new WatchedVideos(video.world.interactions(), 550).of(request))
                .hasSize(550)
                .contains(id("f50"));
    }

    @Test
    void itemToItemAddsUpNeighboursNewerSeedsWeighMore() throws Exception {
        video.did(ANN, InteractionType.CLICK, "old", "new");
        video.world
                .neighbours()
                .set(id("old"), new ScoredItem(id("a"), 0.5f), new ScoredItem(id("both"), 0.4f))
                .set(id("new"), new ScoredItem(id("b"), 0.5f), new ScoredItem(id("both"), 0.4f))
                .set(id("b"), new ScoredItem(id("never"), 1));
        CandidateSource source = itemToItem(10);

        assertThat(keys(source, video.request(ANN))).containsExactly("both", "b", "a");
        assertThat(source.fetch(video.request(ANN).build())).allMatch(found -> found.score() <= 1);
        assertThat(source.isEnabled(video.guest().build())).isFalse();
    }

    @Test
    void cohortPopularFallsBackToEverybody() throws Exception {
        UserId peer = new UserId("peer");
        video.world.users().put(peer, UserProfile.of(32, "DE"));
        video.did(peer, InteractionType.CLICK, "cohort").clicks("hit", 5).clicks("flop", 1);
        CandidateSource source = new CohortPopularSource(video.world.counters(), watched, 10);

        assertThat(keys(source, video.request(ANN))).containsExactly("cohort", "hit", "flop");
        assertThat(source.fetch(video.request(ANN).build()).stream().map(Candidate::score))
                .containsExactly(1f, 1f, 0.2f);
        assertThat(keys(source, video.guest())).startsWith("hit");
    }

    @Test
    void favouriteGenresBringTheirPopularVideos() throws Exception {
        video.put(film("s1", "Drama"), film("s2", "Drama"), film("s3", "War", "Crime"));
        video.put(film("d", "Drama"), film("w", "War"), film("dw", "Drama", "War"), film("k", "Kids"));
        video.clicks("d", 4).clicks("w", 4).clicks("dw", 4).clicks("k", 9);
        video.did(ANN, InteractionType.LIKE, "s1", "s2", "s3");
        CandidateSource source = new FavouriteGenresSource(
                video.world.counters(), new UserGenres(video.world.items(), seeds, 100), watched, 3, 10);

        assertThat(keys(source, video.request(ANN))).containsExactly("dw", "d", "w");
    }

    @Test
    void genresOfAVideoShareItsWeight() {
        video.put(film("s1", "Drama"), film("s2", "War", "Crime")).did(ANN, InteractionType.LIKE, "s1", "s2");

        assertThat(new UserGenres(video.world.items(), seeds, 100)
                        .weights(video.request(ANN).build()))
                .containsExactlyInAnyOrderEntriesOf(Map.of("Drama", 1f, "War", 0.5f, "Crime", 0.5f));
    }

    @Test
    void followedAuthorsBringUploadsThenWhatIsPopular() throws Exception {
        var now = video.world.now();
        video.put(
                film("seed").withAuthor("ada"),
                film("old").withAuthor("ada"),
                film("other").withAuthor("bea"));
        video.put(film("new").withAuthor("ada").withPublishedAt(now.minusSeconds(60)));
        video.put(film("planned").withAuthor("ada").withPublishedAt(now.plusSeconds(60)));
        video.clicks("old", 3).clicks("other", 9).did(ANN, InteractionType.FOLLOW, "seed");
        CandidateSource source =
                new FollowedAuthorsSource(uploads, video.world.counters(), video.world.items(), watched, 10);

        assertThat(keys(source, video.request(ANN))).containsExactly("new", "old");
        assertThat(source.fetch(video.request(BOB).build())).isEmpty();
    }

    @Test
    void freshUploadsAreNeitherStaleNorPlanned() throws Exception {
        var now = video.world.now();
        video.put(film("old").withPublishedAt(now.minus(Duration.ofDays(31))));
        video.put(film("new").withPublishedAt(now), film("week").withPublishedAt(now.minus(Duration.ofDays(7))));
        video.put(film("planned").withPublishedAt(now.plusSeconds(1)), film("timeless"));
        CandidateSource source = new FreshUploadsSource(uploads, Duration.ofDays(30), watched, 10);

        assertThat(keys(source, video.guest())).containsExactly("new", "week");
        assertThat(source.fetch(video.guest().build())).allMatch(found -> found.score() >= 0 && found.score() <= 1);
    }

    @Test
    void theLongTailIsLittleKnownAndChosenByTheSeed() throws Exception {
        for (int i = 0; i < 40; i++) {
            video.put(film("f" + i));
        }
        video.clicks("f0", 2);
        CandidateSource source = longTail(40, 5);

        List<String> first = keys(source, video.guest().seed(1));
        assertThat(first)
                .hasSize(5)
                .doesNotContain("f0")
                .isEqualTo(keys(source, video.guest().seed(1)));
        assertThat(first).isNotEqualTo(keys(source, video.guest().seed(2)));
        assertThat(keys(longTail(3, 100), video.guest().seed(1))).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void theFallbackFindsAnythingThatIsNotWatched() throws Exception {
        video.put(film("a"), film("b"), film("seen")).clicks("a", 1).did(ANN, InteractionType.CLICK, "seen");
        CandidateSource source = new PopularVideosSource(video.world.counters(), lots, watched, 10);

        assertThat(keys(source, video.request(ANN))).containsExactly("a", "b");
    }

    @Test
    void noSourceProposesWhatIsWatched() throws Exception {
        var now = video.world.now();
        video.put(
                film("seed", "Drama").withAuthor("ada"),
                film("x", "Drama").withAuthor("ada").withPublishedAt(now));
        video.clicks("seed", 3).clicks("x", 3).did(ANN, InteractionType.FOLLOW, "seed");
        video.world
                .interactions()
                .add(new Interaction(ANN, id("x"), InteractionType.RATE, Optional.of(now), 0, 1, Map.of()));
        video.world.neighbours().set(id("seed"), new ScoredItem(id("x"), 1));
        List<CandidateSource> sources = List.of(
                itemToItem(10),
                new CohortPopularSource(video.world.counters(), watched, 10),
                new FavouriteGenresSource(
                        video.world.counters(), new UserGenres(video.world.items(), seeds, 100), watched, 3, 10),
                new FollowedAuthorsSource(uploads, video.world.counters(), video.world.items(), watched, 10),
                new FreshUploadsSource(uploads, Duration.ofDays(30), watched, 10),
                longTail(10, 10),
                new PopularVideosSource(video.world.counters(), lots, watched, 10));

        for (CandidateSource source : sources) {
            assertThat(keys(source, video.request(ANN))).as(source.id().value()).isEmpty();
        }
    }

    private CandidateSource itemToItem(int count) {
        return new ItemToItemSource(video.world.neighbours(), seeds, 20, 10, watched, count);
    }

    private CandidateSource longTail(int scan, int count) {
        return new LongTailSource(
                lots, new LongTail(video.world.counters(), count == 10 ? 100 : 1), watched, scan, count);
    }

    private static List<String> keys(CandidateSource source, RankRequest.Builder request) throws Exception {
        return source.fetch(request.build()).stream()
                .map(Candidate::item)
                .map(ItemId::key)
                .toList();
    }
}
