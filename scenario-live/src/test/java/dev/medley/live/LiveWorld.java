package dev.medley.live;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.FakeWorld;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Rooms, users and what they did, said in few words. */
public final class LiveWorld {
    public static final ScenarioId LIVE = new ScenarioId("live");
    public static final UserId ANN = new UserId("ann");
    public static final UserId BOB = new UserId("bob");

    public final FakeWorld world;
    private long order;

    /** A world in which Ann, 30, is known and Bob is not. */
    public LiveWorld() {
        this(new FakeWorld());
    }

    /** The same in a world that is there. */
    public LiveWorld(FakeWorld world) {
        this.world = world;
        world.users().put(ANN, UserProfile.of(30, "US"));
    }

    public static ItemId id(String key) {
        return ItemId.of("live", key);
    }

    /** A harmless room on air of a host of its own. */
    public static Item room(String key, String game, double viewers) {
        return Item.of(id(key), "Room " + key)
                .withAuthor("host-" + key)
                .withCategories(game)
                .withAttributes(Attributes.of(
                        Map.of(LiveSurface.ON_AIR, true, LiveSurface.VIEWERS, viewers, LiveSurface.MATURE, false)));
    }

    /** The room with one attribute changed; null takes it away. */
    public static Item with(Item room, String attribute, Object value) {
        Map<String, Object> attributes = new HashMap<>(room.attributes().asMap());
        attributes.remove(attribute);
        if (value != null) {
            attributes.put(attribute, value);
        }
        return room.withAttributes(Attributes.of(attributes));
    }

    public static Item offAir(Item room) {
        return with(room, LiveSurface.ON_AIR, false);
    }

    public LiveWorld put(Item... rooms) {
        world.items().put(rooms);
        return this;
    }

    /** Later calls are newer; without a time, as in a data set that knows only the order. */
    public LiveWorld did(UserId user, InteractionType type, String... keys) {
        for (String key : keys) {
            order++;
            world.interactions().add(new Interaction(user, id(key), type, Optional.empty(), order, 1, Map.of()));
        }
        return this;
    }

    /** So many seconds before the world's time. */
    public LiveWorld didAgo(UserId user, InteractionType type, String key, long seconds) {
        world.interactions().add(user, id(key), type, world.now().minusSeconds(seconds));
        return this;
    }

    public RankRequest.Builder request(UserId user) {
        return world.request(LIVE, user);
    }

    public RankRequest.Builder guest() {
        return world.request(LIVE);
    }
}
