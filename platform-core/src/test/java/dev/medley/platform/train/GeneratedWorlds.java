package dev.medley.platform.train;

import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.platform.world.TestWorld;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.id.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** Worlds of which it is known what there is to learn. */
public final class GeneratedWorlds {
    public static final SurfaceId VIDEO = new SurfaceId("video");
    private static final InteractionType RATE = InteractionType.RATE;
    /** So many that nobody runs out of what they like. */
    private static final int ITEMS = 1_000;

    private static final float NO_THRESHOLD = Float.NEGATIVE_INFINITY;

    private GeneratedWorlds() {}

    /** Which item a user takes next; and whether they like it. */
    public interface Behaviour {
        int choose(int user, Random random);

        boolean likes(int user, int item, Random random);
    }

    /** Users who rate items: click by any rating, like by one of 4 or more. Items have a category by number modulo 10. */
    public static TestWorld ratings(int users, int visits, long seed, Behaviour behaviour) {
        Random random = new Random(seed);
        TestWorld world = new TestWorld();
        world.add(new DatasetDeclaration(
                "generated",
                "generated",
                List.of(new Meaning(VIDEO, RATE, Tasks.CLICK, NO_THRESHOLD), new Meaning(VIDEO, RATE, Tasks.LIKE, 4))));
        for (int i = 0; i < ITEMS; i++) {
            world.add(Item.of(itemId(i), "Item " + i).withCategories("c" + i % 10));
        }
        for (int u = 0; u < users; u++) {
            UserId user = new UserId("u" + u);
            world.add(
                    user,
                    new UserProfile(
                            OptionalInt.of(20 + u % 40),
                            Optional.of(u % 2 == 0 ? "F" : "M"),
                            Optional.empty(),
                            Optional.empty(),
                            Attributes.none()));
            Set<Integer> visited = new HashSet<>();
            for (int order = 1; order <= visits; order++) {
                int item = behaviour.choose(u, random);
                if (visited.add(item)) {
                    float value = behaviour.likes(u, item, random) ? 5 : 2;
                    world.add(new Interaction(user, itemId(item), RATE, Optional.empty(), order, value, Map.of()));
                }
            }
        }
        return world;
    }

    public static ItemId itemId(int number) {
        return new ItemId(VIDEO, "i" + number);
    }

    /** Everything by chance: there is nothing to learn. */
    static final Behaviour CHANCE =
            behaviour((_, items, random) -> random.nextInt(items), (_, _, random) -> random.nextBoolean());

    /** A choice among a number of items. */
    interface Choice {
        int among(int user, int items, Random random);
    }

    /** An opinion. */
    interface Opinion {
        boolean likes(int user, int item, Random random);
    }

    /** Over {@value #ITEMS} items. */
    static Behaviour behaviour(Choice choice, Opinion opinion) {
        return new Behaviour() {
            @Override
            public int choose(int user, Random random) {
                return choice.among(user, ITEMS, random);
            }

            @Override
            public boolean likes(int user, int item, Random random) {
                return opinion.likes(user, item, random);
            }
        };
    }

    /** Some items are taken far more often than others, by all alike; liking is chance. */
    static final Behaviour POPULARITY_ONLY = behaviour(
            (_, items, random) -> (int) (items * Math.pow(random.nextDouble(), 3)),
            (_, _, random) -> random.nextBoolean());

    /** A user mostly takes items of their own category, and mostly likes those with an even number. */
    public static final Behaviour TASTE = behaviour(
            (user, items, random) -> {
                int item = random.nextInt(items / 10) * 10;
                return random.nextInt(5) > 0 ? item + user % 10 : item + random.nextInt(10);
            },
            (_, item, random) -> random.nextInt(10) > 0 == (item / 10 % 2 == 0));

    /** Adds judgments: relevant if the title has the query's word, one in ten judged the other way. */
    public static void addJudgments(TestWorld world, int queries, long seed) {
        Random random = new Random(seed);
        SurfaceId search = new SurfaceId("search");
        world.add(new DatasetDeclaration(
                "judged", "judged", List.of(new Meaning(search, Meaning.JUDGMENT, Tasks.RELEVANCE, 0.5f))));
        for (int q = 0; q < queries; q++) {
            for (int i = 0; i < 6; i++) {
                boolean matches = random.nextBoolean();
                ItemId item = new ItemId(search, "p" + q + "-" + i);
                world.add(Item.of(item, (matches ? "word" + letters(q) : "something") + " else"));
                boolean relevant = random.nextInt(10) == 0 ? !matches : matches;
                world.add(new Judgment("the word" + letters(q), item, relevant ? 1 : 0));
            }
        }
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number; rest > 0; rest /= 20) {
            letters.append((char) ('a' + rest % 20));
        }
        return letters.toString();
    }
}
