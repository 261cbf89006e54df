package dev.medley.testkit;

import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Worlds like a given one, and unlike it: parts of its items put together anew, some missing, some of a wrong type or an
 * extreme value. Catalogues are like that.
 */
final class RandomWorlds {
    private static final int MAX_ITEMS = 60;
    private static final int MAX_USERS = 8;
    private static final List<InteractionType> TYPES = List.of(
            InteractionType.CLICK,
            InteractionType.WATCH,
            InteractionType.LIKE,
            InteractionType.FOLLOW,
            InteractionType.RATE,
            InteractionType.PURCHASE,
            InteractionType.HIDE,
            InteractionType.REPORT);
    private static final List<Object> STRANGE_VALUES =
            List.of(0.0, -1.0, 1e18, true, false, "", "strange", List.of(), List.of("strange"));

    private final SplittableRandom random;
    private final List<Item> patterns;
    private final FakeWorld world = new FakeWorld();

    private RandomWorlds(SplittableRandom random, List<Item> patterns) {
        this.random = random;
        this.patterns = patterns;
    }

    /** A world made of that one's items on those surfaces. */
    static FakeWorld like(FakeWorld pattern, Set<SurfaceId> surfaces, SplittableRandom random) {
        RandomWorlds worlds = new RandomWorlds(random, Subject.ownItems(pattern, surfaces));
        worlds.world.clock().set(pattern.now().plus(Duration.ofHours(random.nextInt(100) - 50)));
        worlds.addItems();
        worlds.addUsers(pattern);
        return worlds.world;
    }

    private void addItems() {
        int count = patterns.isEmpty() || chance(20) ? 0 : 1 + random.nextInt(MAX_ITEMS);
        for (int i = 0; i < count; i++) {
            Item pattern = anyItem();
            ItemId id = chance(2) ? pattern.id() : new ItemId(pattern.id().surface(), "random-" + i);
            world.items()
                    .put(new Item(
                            id,
                            chance(10) ? "" : anyItem().title(),
                            chance(4) ? "" : anyItem().text(),
                            chance(6) ? Optional.empty() : anyItem().author(),
                            chance(6) ? List.of() : anyItem().categories(),
                            published(),
                            attributes(pattern.attributes()),
                            vector(pattern)));
        }
    }

    private Optional<Instant> published() {
        if (chance(6)) {
            return Optional.empty();
        }
        if (chance(4)) {
            return Optional.of(world.now().plus(Duration.ofHours(random.nextInt(2_000) - 1_900)));
        }
        return anyItem().publishedAt();
    }

    private Attributes attributes(Attributes own) {
        Map<String, Object> mixed = new HashMap<>(own.asMap());
        for (String name : own.asMap().keySet()) {
            Object others = anyItem().attributes().asMap().get(name);
            switch (random.nextInt(8)) {
                case 0 -> mixed.remove(name);
                case 1 -> mixed.put(name, anyOf(STRANGE_VALUES));
                case 2, 3 -> mixed.put(name, others == null ? mixed.get(name) : others);
                default -> {} // stays its own
            }
        }
        return Attributes.of(mixed);
    }

    private float[] vector(Item pattern) {
        int length = pattern.vector().length;
        return switch (random.nextInt(6)) {
            case 0 -> new float[0];
            case 1 -> new float[length];
            case 2 -> new float[] {1, 2, 3};
            case 3 -> anyItem().vector();
            default -> pattern.vector();
        };
    }

    private void addUsers(FakeWorld pattern) {
        List<UserId> users = new ArrayList<>(pattern.users().ids());
        for (int i = random.nextInt(MAX_USERS); i > 0; i--) {
            users.add(new UserId("random-" + i));
        }
        for (UserId user : users) {
            if (!chance(4)) {
                world.users().put(user, profile());
            }
            for (int i = random.nextInt(10); i > 0 && !patterns.isEmpty(); i--) {
                world.interactions().add(interaction(user));
            }
        }
    }

    private UserProfile profile() {
        return new UserProfile(
                chance(3) ? OptionalInt.empty() : OptionalInt.of(random.nextInt(100)),
                chance(3) ? Optional.empty() : Optional.of(chance(2) ? "F" : "M"),
                chance(3) ? Optional.empty() : Optional.of(anyOf(List.of("US", "DE", "CN", "ZZ"))),
                chance(3) ? Optional.empty() : Optional.of(anyOf(List.of("en", "de", "zh"))),
                Attributes.none());
    }

    /** Now and then with an item that is gone, or without a time. */
    private Interaction interaction(UserId user) {
        List<Item> items = world.items().all();
        ItemId item =
                items.isEmpty() || chance(8) ? anyItem().id() : anyOf(items).id();
        Optional<Instant> time = chance(4)
                ? Optional.empty()
                : Optional.of(world.now().minusSeconds(random.nextInt(chance(2) ? 3_600 : 10_000_000)));
        return new Interaction(user, item, anyOf(TYPES), time, random.nextInt(100), random.nextInt(6), Map.of());
    }

    private Item anyItem() {
        return anyOf(patterns);
    }

    private <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
