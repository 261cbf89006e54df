package dev.medley.video;

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

/** Videos, users and what they did, said in few words. */
public final class VideoWorld {
    public static final ScenarioId VIDEO = new ScenarioId("video");
    public static final UserId ANN = new UserId("ann");
    public static final UserId BOB = new UserId("bob");

    public final FakeWorld world;
    private long order;

    /** A world in which Ann, 30, is known and Bob is not. */
    public VideoWorld() {
        this(new FakeWorld());
    }

    /** The same in a world that is there. */
    public VideoWorld(FakeWorld world) {
        this.world = world;
        world.users().put(ANN, UserProfile.of(30, "US"));
    }

    public static ItemId id(String key) {
        return ItemId.of("video", key);
    }

    /** A film: genres and nothing else, as in a data set of films. */
    public static Item film(String key, String... genres) {
        return Item.of(id(key), "Film " + key).withCategories(genres);
    }

    /** The video with one attribute more. */
    public static Item with(Item video, String attribute, Object value) {
        Map<String, Object> attributes = new HashMap<>(video.attributes().asMap());
        attributes.put(attribute, value);
        return video.withAttributes(Attributes.of(attributes));
    }

    public VideoWorld put(Item... videos) {
        world.items().put(videos);
        return this;
    }

    /** Later calls are newer; without a time, as in a data set that knows only the order. */
    public VideoWorld did(UserId user, InteractionType type, double value, String... keys) {
        for (String key : keys) {
            order++;
            world.interactions()
                    .add(new Interaction(user, id(key), type, Optional.empty(), order, (float) value, Map.of()));
        }
        return this;
    }

    /** The same with value 1. */
    public VideoWorld did(UserId user, InteractionType type, String... keys) {
        return did(user, type, 1, keys);
    }

    /** So many strangers click it. */
    public VideoWorld clicks(String key, int count) {
        for (int i = 0; i < count; i++) {
            did(new UserId("stranger-" + i), InteractionType.CLICK, key);
        }
        return this;
    }

    public RankRequest.Builder request(UserId user) {
        return world.request(VIDEO, user);
    }

    public RankRequest.Builder guest() {
        return world.request(VIDEO);
    }
}
