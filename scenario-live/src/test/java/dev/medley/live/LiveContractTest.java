package dev.medley.live;

import static dev.medley.live.LiveWorld.ANN;
import static dev.medley.live.LiveWorld.BOB;
import static dev.medley.live.LiveWorld.offAir;
import static dev.medley.live.LiveWorld.room;
import static dev.medley.live.LiveWorld.with;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.UserId;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.GoldenCorpus;
import dev.medley.testkit.PluginContract;
import dev.medley.testkit.TaskScoring;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the SPI asks of every plugin, and whole answers as they were. */
final class LiveContractTest {
    private static final UserId KID = new UserId("kid");
    private static final String LEAVING = "leaving";

    /** The world of the case that is running: the model moves it in the middle of the answer. */
    private final AtomicReference<LiveWorld> moving = new AtomicReference<>();

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return PluginContract.of(LivePlugin::new).withWorld(evening().world).tests();
    }

    @TestFactory
    Stream<DynamicTest> answersAsBefore() {
        return GoldenCorpus.of(new LiveScenarioFactory(), Path.of("src/test/resources/golden/live.txt"))
                .withScoring((request, batch, tasks) -> {
                    for (int row = 0; row < batch.rowCount(); row++) {
                        if (batch.itemId(row).key().equals(LEAVING)) {
                            moving.get().put(offAir(batch.item(row)));
                        }
                    }
                    return TaskScoring.byHash().score(request, batch, tasks);
                })
                .add(
                        "a guest sees what is on air",
                        world -> evening(world).guest().build())
                .add(
                        "a user's follows, games and rooms like them",
                        world -> evening(world).request(ANN).build())
                .add(
                        "a minor sees no mature room",
                        world -> evening(world)
                                .request(KID)
                                .candidates(world.items().all().stream()
                                        .map(item -> item.id())
                                        .toList())
                                .build())
                .add(
                        "a room goes off air while it is ranked",
                        world -> evening(world)
                                .put(room(LEAVING, "chess", 5_000))
                                .guest()
                                .build())
                .add(
                        "a caller's own candidates may be off air",
                        world -> evening(world)
                                .guest()
                                .candidates(List.of(LiveWorld.id("closed"), LiveWorld.id("chess-1")))
                                .build())
                .add(
                        "the room just entered is not shown again",
                        world -> evening(world)
                                .didAgo(ANN, InteractionType.CLICK, "chess-0", 60)
                                .request(ANN)
                                .build())
                .add(
                        "a hidden host is gone, with every room",
                        world -> evening(world)
                                .put(room("go-9", "go", 9_000).withAuthor("host-go-0"))
                                .did(ANN, InteractionType.HIDE, "go-0")
                                .request(ANN)
                                .build())
                .add(
                        "one host may have more places",
                        Map.of("max-per-host", 3),
                        world -> evening(world)
                                .put(room("go-9", "go", 9_000).withAuthor("host-go-0"))
                                .guest()
                                .limit(20)
                                .build())
                .tests();
    }

    private static LiveWorld evening() {
        return fill(new LiveWorld());
    }

    private LiveWorld evening(FakeWorld world) {
        moving.set(new LiveWorld(world));
        return fill(moving.get());
    }

    /** Three games of four rooms each, one of them mature, one room off air, and some who have been there before. */
    private static LiveWorld fill(LiveWorld live) {
        live.world.users().put(KID, UserProfile.of(15, "US"));
        for (String game : new String[] {"chess", "go", "poker"}) {
            for (int i = 0; i < 4; i++) {
                live.put(with(
                        room(game + "-" + i, game, 100 * i + game.length())
                                .withPublishedAt(live.world.now().minusSeconds(600L * i + 60))
                                .withVector(game.length(), i),
                        LiveSurface.LANGUAGE,
                        i % 2 == 0 ? "en" : "pt-BR"));
            }
        }
        live.put(with(room("night", "poker", 700), LiveSurface.MATURE, true));
        live.put(with(room("unrated", "poker", 600), LiveSurface.MATURE, null));
        live.put(offAir(room("closed", "chess", 10)));
        for (int i = 0; i < 25; i++) {
            live.did(new UserId("fan-" + i), InteractionType.FOLLOW, "chess-1", "go-1");
        }
        live.didAgo(new UserId("fan-0"), InteractionType.CLICK, "poker-1", 30);
        live.did(ANN, InteractionType.FOLLOW, "closed", "chess-1").did(BOB, InteractionType.WATCH, "go-0");
        return live;
    }
}
