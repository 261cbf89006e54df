package dev.medley.live.source;

import static dev.medley.live.LiveWorld.id;
import static dev.medley.live.LiveWorld.offAir;
import static dev.medley.live.LiveWorld.room;
import static dev.medley.live.LiveWorld.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.live.LiveWorld;
import dev.medley.spi.entity.Item;
import dev.medley.testkit.RandomCases;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class OnAirRoomsTest {
    private final LiveWorld live = new LiveWorld();

    @Test
    void knowsTheRoomsThatWereThereAndThoseThatCome() {
        live.put(room("a", "chess", 10), offAir(room("b", "chess", 20)));
        try (OnAirRooms rooms = OnAirRooms.follow(live.world.items(), true)) {
            live.put(room("c", "chess", 30));

            assertThat(keys(rooms.mostViewed())).containsExactly("c", "a");
            assertThat(keys(rooms.mostViewed("chess"))).containsExactly("c", "a");
            assertThat(keys(rooms.ofHost("host-a"))).containsExactly("a");
            assertThat(rooms.find(id("b"))).isEmpty();
        }
    }

    @Test
    void forgetsARoomThatGoesOffAirOrAway() {
        live.put(room("a", "chess", 10), room("b", "go", 20));
        try (OnAirRooms rooms = OnAirRooms.follow(live.world.items(), true)) {
            live.put(offAir(room("a", "chess", 10)));
            live.world.items().remove(id("b"));

            assertThat(rooms.size()).isZero();
            assertThat(rooms.mostViewed()).isEmpty();
            assertThat(rooms.mostViewed("chess")).isEmpty();
            assertThat(rooms.ofHost("host-b")).isEmpty();
            assertThat(rooms.drawn(0, 10)).isEmpty();
        }
    }

    @Test
    void closingEndsTheSubscription() {
        OnAirRooms.follow(live.world.items(), true).close();

        assertThat(live.world.items().followerCount()).isZero();
    }

    @Test
    void drawsEveryRoomOnceWhereverTheRingBegins() {
        for (int i = 0; i < 20; i++) {
            live.put(room("r" + i, "chess", i));
        }
        try (OnAirRooms rooms = OnAirRooms.follow(live.world.items(), true)) {
            for (long start : new long[] {Long.MIN_VALUE, -1, 0, 1L << 62, Long.MAX_VALUE}) {
                assertThat(keys(rooms.drawn(start, 100))).hasSize(20).doesNotHaveDuplicates();
                assertThat(rooms.drawn(start, 7)).hasSize(7);
            }
            assertThat(keys(rooms.drawn(0, 20))).isNotEqualTo(keys(rooms.drawn(Long.MIN_VALUE, 20)));
        }
    }

    @Test
    void afterAnyChangesItIsWhatANewIndexWouldBe() {
        SplittableRandom random = new SplittableRandom(RandomCases.seed());
        try (OnAirRooms followed = OnAirRooms.follow(live.world.items(), true)) {
            for (int step = 0; step < 2_000; step++) {
                String key = "r" + random.nextInt(30);
                if (random.nextInt(5) == 0) {
                    live.world.items().remove(id(key));
                } else {
                    live.put(randomRoom(random, key));
                }
            }
            try (OnAirRooms fresh = OnAirRooms.follow(live.world.items(), true)) {
                assertThat(all(followed)).isEqualTo(all(fresh));
            }
        }
    }

    private static Item randomRoom(SplittableRandom random, String key) {
        Item room = room(key, "game-" + random.nextInt(4), random.nextInt(5)).withAuthor("host-" + random.nextInt(6));
        return with(room, "on_air", random.nextInt(3) > 0);
    }

    private static Map<String, Object> all(OnAirRooms rooms) {
        Map<String, Object> all = new HashMap<>();
        all.put("size", rooms.size());
        all.put("most viewed", List.copyOf(rooms.mostViewed()));
        all.put("drawn", rooms.drawn(0, 1000));
        for (int i = 0; i < 6; i++) {
            all.put("host-" + i, new HashSet<>(rooms.ofHost("host-" + i)));
            all.put("game-" + i, List.copyOf(rooms.mostViewed("game-" + i)));
        }
        return all;
    }

    private static List<String> keys(Collection<Room> rooms) {
        List<String> keys = new ArrayList<>();
        rooms.forEach(room -> keys.add(room.id().key()));
        return keys;
    }
}
