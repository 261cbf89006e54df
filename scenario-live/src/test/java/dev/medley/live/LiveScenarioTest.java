package dev.medley.live;

import static dev.medley.live.LiveWorld.ANN;
import static dev.medley.live.LiveWorld.BOB;
import static dev.medley.live.LiveWorld.LIVE;
import static dev.medley.live.LiveWorld.id;
import static dev.medley.live.LiveWorld.offAir;
import static dev.medley.live.LiveWorld.room;
import static dev.medley.live.LiveWorld.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.live.config.LiveSurface;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole scenario on the reference pipeline. */
final class LiveScenarioTest {
    private static final List<UserId> USERS = List.of(ANN, BOB, new UserId("kid"), new UserId("stranger"));

    private final LiveWorld live = new LiveWorld();
    private final LiveScenarioFactory factory = new LiveScenarioFactory();
    private final Scenario scenario = factory.create(factory.configSchema().defaults(), live.world.context(LIVE));
    private final ReferenceScenario parts = ReferenceScenario.of(factory, scenario);
    private final ReferencePipeline pipeline = new ReferencePipeline(live.world);

    @AfterEach
    void close() {
        scenario.close();
        assertThat(live.world.items().followerCount()).isZero();
    }

    @Test
    void aGuestGetsTheRoomsOnAir() {
        live.put(room("a", "chess", 5), room("b", "go", 50), offAir(room("c", "go", 500)));

        ReferenceSlate slate = pipeline.rank(parts, live.guest().build());

        assertThat(slate.itemIds()).containsExactlyInAnyOrder(id("a"), id("b"));
        assertThat(slate.degraded()).isEmpty();
    }

    @Test
    void noRoomOnAirIsNoErrorButAnEmptySlate() {
        live.put(offAir(room("c", "go", 500)));

        assertThat(pipeline.rank(parts, live.request(ANN).build()).items()).isEmpty();
    }

    @Test
    void aHostHasOnePlaceAndTheNextHostFollows() {
        live.put(
                room("a1", "chess", 9).withAuthor("ada"), room("a2", "chess", 8).withAuthor("ada"));
        live.put(room("b", "chess", 1), room("c", "go", 1), room("d", "go", 1));

        ReferenceSlate slate = pipeline.rank(parts, live.guest().limit(4).build());

        assertThat(slate.itemIds()).hasSize(4).containsAnyOf(id("a1"), id("a2"));
        assertThat(slate.shows(id("a1")) && slate.shows(id("a2"))).isFalse();
        assertThat(slate.relaxed()).isEmpty();
    }

    @Test
    void oneInTenPlacesIsANewHosts() {
        for (int i = 0; i < 30; i++) {
            live.put(room("star" + i, "game" + i, 1_000));
            for (int fan = 0; fan < 30; fan++) {
                live.did(new UserId("fan" + fan), InteractionType.CLICK, "star" + i);
            }
        }
        live.put(room("new", "chess", 0));

        assertThat(pipeline.withScoring(TaskScoring.byPopularity())
                        .rank(parts, live.guest().limit(10).build())
                        .shows(id("new")))
                .isTrue();
    }

    /** Whatever the world looks like, and however it moves while the slate is made. */
    @Test
    void roomsOffAirAndMatureRoomsAreNeverShownToWhomTheyMustNotBe() {
        SplittableRandom random = new SplittableRandom(RandomCases.seed());
        live.world.users().put(new UserId("kid"), UserProfile.of(15, "US"));
        Map<ItemId, Item> rooms = new HashMap<>();
        for (int step = 0; step < 300; step++) {
            for (int i = 0; i < 4; i++) {
                Item room = randomRoom(random);
                rooms.put(room.id(), room);
                live.put(room);
                live.did(
                        USERS.get(random.nextInt(4)),
                        InteractionType.FOLLOW,
                        room.id().key());
            }
            UserId user = USERS.get(random.nextInt(4));
            RankRequest.Builder request = live.request(user).seed(step);
            if (random.nextInt(4) == 0) {
                request.candidates(List.copyOf(rooms.keySet()));
            }
            ReferencePipeline moving = pipeline.withScoring((asked, batch, tasks) -> {
                for (int row = 0; row < batch.rowCount(); row++) {
                    if (random.nextInt(3) == 0) {
                        Item before = batch.item(row);
                        Item after = random.nextBoolean() ? offAir(before) : with(before, LiveSurface.MATURE, true);
                        live.put(after);
                        rooms.put(after.id(), after);
                    }
                }
                return TaskScoring.byHash().score(asked, batch, tasks);
            });

            ReferenceSlate slate = moving.rank(parts, request.build());

            boolean isAdult = live.world.users().profile(user).isKnownAdult();
            for (ItemId shown : slate.itemIds()) {
                assertThat(LiveSurface.isOnAir(rooms.get(shown))).isTrue();
                assertThat(isAdult || !LiveSurface.isMature(rooms.get(shown), true))
                        .isTrue();
            }
            assertThat(slate.degraded()).noneMatch(line -> !line.startsWith("rerank"));
        }
    }

    private static Item randomRoom(SplittableRandom random) {
        Item room = room("r" + random.nextInt(40), "game" + random.nextInt(5), random.nextInt(1000))
                .withAuthor("host" + random.nextInt(20))
                .withVector(random.nextInt(3), random.nextInt(3));
        Object mature = switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> true;
            case 2 -> "unreadable";
            default -> false;
        };
        return with(with(room, LiveSurface.MATURE, mature), LiveSurface.ON_AIR, random.nextInt(3) > 0);
    }
}
