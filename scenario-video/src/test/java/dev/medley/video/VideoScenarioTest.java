package dev.medley.video;

import static dev.medley.video.VideoWorld.ANN;
import static dev.medley.video.VideoWorld.BOB;
import static dev.medley.video.VideoWorld.VIDEO;
import static dev.medley.video.VideoWorld.film;
import static dev.medley.video.VideoWorld.id;
import static dev.medley.video.VideoWorld.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.RandomCases;
import dev.medley.testkit.ReferencePipeline;
import dev.medley.testkit.ReferenceScenario;
import dev.medley.testkit.ReferenceSlate;
import dev.medley.testkit.TaskScoring;
import dev.medley.video.config.VideoSurface;
import dev.medley.video.source.WatchedVideos;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole scenario on the reference pipeline. */
final class VideoScenarioTest {
    private static final List<String> GENRES = List.of("Drama", "Comedy", "Action", "War", "Crime");

    private final VideoWorld video = new VideoWorld();
    private final VideoScenarioFactory factory = new VideoScenarioFactory();
    private final Scenario scenario = factory.create(factory.configSchema().defaults(), video.world.context(VIDEO));
    private final ReferenceScenario parts = ReferenceScenario.of(factory, scenario);
    private final ReferencePipeline pipeline = new ReferencePipeline(video.world);

    @AfterEach
    void close() {
        scenario.close();
        assertThat(video.world.items().followerCount()).isZero();
    }

    @Test
    void aNewCatalogueWithoutAnyHistoryFillsTheSlate() {
        films(20);

        ReferenceSlate slate = pipeline.rank(parts, video.guest().build());

        assertThat(slate.items()).hasSize(10);
        assertThat(slate.degraded()).isEmpty();
    }

    @Test
    void whoHasWatchedNearlyAllIsShownTheRest() {
        films(400);
        for (int i = 0; i < 395; i++) {
            video.did(ANN, InteractionType.RATE, 4, "f" + i);
        }

        ReferenceSlate slate = pipeline.rank(parts, video.request(ANN).build());

        assertThat(slate.itemIds())
                .containsExactlyInAnyOrder(id("f395"), id("f396"), id("f397"), id("f398"), id("f399"));
    }

    @Test
    void whoHasWatchedAllIsShownWhatIsLongAgo() {
        films(700);
        for (int i = 0; i < 700; i++) {
            video.did(ANN, InteractionType.RATE, 4, "f" + i);
        }

        ReferenceSlate slate = pipeline.rank(parts, video.request(ANN).build());

        assertThat(slate.items()).hasSize(10);
        assertThat(slate.itemIds()).doesNotContain(id("f200"), id("f699"));
    }

    @Test
    void genresTakeTurns() {
        for (int i = 0; i < 20; i++) {
            video.put(film("d" + i, "Drama"), film("c" + i, "Comedy"))
                    .clicks("d" + i, 30)
                    .clicks("c" + i, 1);
        }

        ReferenceSlate slate = pipeline.withScoring(TaskScoring.byPopularity())
                .rank(parts, video.guest().limit(20).build());

        for (int start = 0; start + 5 <= 20; start++) {
            assertThat(slate.itemIds().subList(start, start + 5).stream()
                            .filter(item -> item.key().startsWith("d"))
                            .count())
                    .isLessThanOrEqualTo(3);
        }
        assertThat(slate.relaxed()).isEmpty();
    }

    @Test
    void anAuthorHasThreePlacesNeverSideBySide() {
        for (int i = 0; i < 10; i++) {
            video.put(film("a" + i, GENRES.get(i % 5)).withAuthor("ada")).clicks("a" + i, 40);
            video.put(film("b" + i, GENRES.get(i % 5)));
        }

        List<ItemId> slate = pipeline.withScoring(TaskScoring.byPopularity())
                .rank(parts, video.guest().limit(12).build())
                .itemIds();

        assertThat(slate.stream().map(item -> item.key().charAt(0)).toList())
                .startsWith('a', 'b', 'b', 'a', 'b', 'b', 'a')
                .endsWith('b', 'b', 'b');
    }

    /** Whatever the world looks like, and however it moves while the slate is made. */
    @Test
    void nobodyIsShownWhatTheyWatchedOrAreTooYoungForAndNobodyIsShownNothing() {
        SplittableRandom random = new SplittableRandom(RandomCases.seed());
        UserId teen = new UserId("teen");
        video.world.users().put(teen, UserProfile.of(14, "US"));
        List<UserId> users = List.of(ANN, BOB, teen, new UserId("stranger"));
        films(60);
        Map<ItemId, Item> films = new HashMap<>();
        video.world.items().all().forEach(film -> films.put(film.id(), film));
        for (int step = 0; step < 200; step++) {
            UserId user = users.get(random.nextInt(4));
            String key = "f" + random.nextInt(60);
            video.did(users.get(random.nextInt(3)), type(random), random.nextInt(6), "f" + random.nextInt(60));
            change(films, rated(random, film(key, GENRES.get(random.nextInt(5)))));
            RankRequest.Builder request = video.request(user).seed(step);
            if (random.nextInt(4) == 0) {
                request.candidates(List.copyOf(films.keySet()));
            }
            ReferenceSlate slate = pipeline.withScoring((asked, batch, tasks) -> {
                        rateAtRandom(random, films, batch);
                        return TaskScoring.byHash().score(asked, batch, tasks);
                    })
                    .rank(parts, request.build());

            UserProfile profile = video.world.users().profile(user);
            Set<ItemId> watched = new WatchedVideos(video.world.interactions(), 500)
                    .of(video.request(user).build());
            assertThat(slate.itemIds()).noneMatch(watched::contains);
            for (ItemId shown : slate.itemIds()) {
                assertThat(VideoSurface.isFor(profile, VideoSurface.leastAge(films.get(shown), false)))
                        .isTrue();
            }
            boolean isAnythingLeft = films.keySet().stream().anyMatch(film -> !watched.contains(film));
            assertThat(slate.items().isEmpty() && isAnythingLeft && profile.isKnownAdult())
                    .isFalse();
            assertThat(slate.degraded()).noneMatch(line -> !line.startsWith("rerank"));
        }
    }

    private void rateAtRandom(SplittableRandom random, Map<ItemId, Item> films, CandidateBatch batch) {
        for (int row = 0; row < batch.rowCount(); row++) {
            if (random.nextInt(10) == 0) {
                change(films, rated(random, batch.item(row)));
            }
        }
    }

    private void change(Map<ItemId, Item> films, Item film) {
        films.put(film.id(), film);
        video.put(film);
    }

    private static Item rated(SplittableRandom random, Item film) {
        return switch (random.nextInt(6)) {
            case 0 -> with(film, "mature", true);
            case 1 -> with(film, "age_group", "12");
            case 2 -> with(film, "age_group", "unreadable");
            default -> film;
        };
    }

    private static InteractionType type(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> InteractionType.HIDE;
            case 1 -> InteractionType.WATCH;
            case 2 -> InteractionType.FOLLOW;
            default -> InteractionType.RATE;
        };
    }

    private void films(int count) {
        for (int i = 0; i < count; i++) {
            video.put(film("f" + i, GENRES.get(i % 5)));
        }
    }
}
