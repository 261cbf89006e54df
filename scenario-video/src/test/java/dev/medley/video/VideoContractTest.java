package dev.medley.video;

import static dev.medley.video.VideoWorld.ANN;
import static dev.medley.video.VideoWorld.film;
import static dev.medley.video.VideoWorld.id;
import static dev.medley.video.VideoWorld.with;

import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.UserId;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.GoldenCorpus;
import dev.medley.testkit.PluginContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the SPI asks of every plugin, and whole answers as they were. */
final class VideoContractTest {
    private static final UserId TEEN = new UserId("teen");

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return PluginContract.of(VideoPlugin::new)
                .withWorld(cinema(new FakeWorld()).world)
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> answersAsBefore() {
        return GoldenCorpus.of(new VideoScenarioFactory(), Path.of("src/test/resources/golden/video.txt"))
                .add(
                        "a guest sees what is popular, fresh and little known",
                        world -> cinema(world).guest().build())
                .add(
                        "a user sees what goes with the history",
                        world -> cinema(world).request(ANN).build())
                .add(
                        "a teenager sees nothing for adults",
                        world -> cinema(world).request(TEEN).limit(20).build())
                .add(
                        "a caller's own candidates may be watched",
                        world -> cinema(world)
                                .request(ANN)
                                .candidates(List.of(id("drama-0"), id("drama-1"), id("war-2")))
                                .build())
                .add(
                        "a reported video is never shown again",
                        world -> cinema(world)
                                .did(ANN, InteractionType.REPORT, "war-2")
                                .request(ANN)
                                .candidates(List.of(id("war-2"), id("war-1")))
                                .build())
                .add(
                        "an operator may rate what is unrated",
                        Map.of("unrated-is-mature", true),
                        world -> cinema(world).guest().build())
                .add(
                        "without a share for the little known",
                        Map.of("long-tail-share", 0),
                        world -> cinema(world).guest().limit(20).build())
                .tests();
    }

    /** Films of three genres, some of them rated; uploads of two authors; and some who have watched this and that. */
    private static VideoWorld cinema(FakeWorld world) {
        VideoWorld video = new VideoWorld(world);
        world.users().put(TEEN, UserProfile.of(14, "US"));
        for (String genre : new String[] {"drama", "war", "comedy"}) {
            for (int i = 0; i < 4; i++) {
                video.put(film(genre + "-" + i, genre, i % 2 == 0 ? "old" : "new"))
                        .clicks(genre + "-" + i, 8 * i);
            }
        }
        video.put(with(film("night", "drama"), "mature", true), with(film("twelve", "drama"), "age_group", "12"));
        video.put(with(film("sixteen", "war"), "age_group", "16+")).clicks("night", 40);
        for (int i = 0; i < 4; i++) {
            video.put(with(film("clip-" + i, "comedy"), "duration_s", 5_000 * i)
                    .withAuthor(i < 2 ? "ada" : "bea")
                    .withPublishedAt(world.now().minus(Duration.ofDays(20L * i))));
        }
        video.did(ANN, InteractionType.RATE, 5, "drama-0", "war-3")
                .did(ANN, InteractionType.RATE, 1, "comedy-3")
                .did(ANN, InteractionType.FOLLOW, "clip-1")
                .did(TEEN, InteractionType.WATCH, 0.9, "comedy-1");
        return video;
    }
}
