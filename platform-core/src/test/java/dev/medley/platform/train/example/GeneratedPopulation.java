package dev.medley.platform.train.example;

import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Population.Verdict;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.platform.world.DatasetDeclaration.Form;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A small population for tests, with tastes: rated videos (liked from 4 on; a rating is a click), a shop whose clicks and
 * purchases have no noes, and graded answers to queries.
 */
public final class GeneratedPopulation {
    public static final SurfaceId VIDEO = new SurfaceId("video");
    public static final SurfaceId SHOP = new SurfaceId("shop");
    public static final SurfaceId SEARCH = new SurfaceId("search");
    public static final int ITEMS = 40;

    public static final List<Meaning> MEANINGS = List.of(
            new Meaning(VIDEO, InteractionType.RATE, Tasks.CLICK, Float.NEGATIVE_INFINITY),
            new Meaning(VIDEO, InteractionType.RATE, Tasks.LIKE, 4),
            new Meaning(SHOP, InteractionType.CLICK, Tasks.CLICK, Float.NEGATIVE_INFINITY),
            new Meaning(SHOP, InteractionType.PURCHASE, Tasks.PURCHASE, Float.NEGATIVE_INFINITY),
            new Meaning(SEARCH, Meaning.JUDGMENT, Tasks.RELEVANCE, 0.5f, Form.GRADE));

    public static final List<Domain> DOMAINS = List.of(
            new Domain("video-young", VIDEO, 0, 30, Optional.empty()),
            new Domain("video-rest", VIDEO, 30, Domain.ANY_AGE, Optional.empty()));

    private static final long BEGIN = 1_600_000_000L;
    private static final String[] WORDS = {"blue", "red", "shoe", "hammer", "lamp", "table", "wood", "steel"};

    private GeneratedPopulation() {}

    /** Nothing is held out yet. */
    public static Population of(int users, boolean dated, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Item> items = new ArrayList<>();
        for (SurfaceId surface : List.of(VIDEO, SHOP, SEARCH)) {
            for (int i = 0; i < ITEMS; i++) {
                items.add(item(surface, i, random));
            }
        }
        List<Person> people = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            UserId id = new UserId("u%03d".formatted(user));
            people.add(new Person(id, profile(user, random), history(id, user, dated, random), List.of()));
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (int query = 0; query < 30; query++) {
            String text = WORDS[query % 8] + " " + WORDS[(query * 3 + 1) % 8] + " " + query / 8;
            int first = random.nextInt(ITEMS - 6);
            for (int i = 0; i < 6; i++) {
                Judgment judgment = new Judgment(text, id(SEARCH, first + i), random.nextInt(5) / 4f);
                verdicts.add(new Verdict(judgment, false));
            }
        }
        return Population.of(MEANINGS, DOMAINS, people, items, verdicts);
    }

    public static ItemId id(SurfaceId surface, int number) {
        return new ItemId(surface, "i%02d".formatted(number));
    }

    private static Item item(SurfaceId surface, int number, SplittableRandom random) {
        Item item = Item.of(id(surface, number), WORDS[random.nextInt(8)] + " " + WORDS[random.nextInt(8)])
                .withCategories("c" + number % 4, "d" + random.nextInt(3));
        if (number % 3 > 0) {
            item = item.withAuthor("a" + number % 7);
        }
        if (number % 5 > 0) {
            item = item.withPublishedAt(Instant.ofEpochSecond(BEGIN - 100_000L * number));
        }
        return item.withAttributes(Attributes.of(Map.of("language", number % 2 == 0 ? "en" : "de")));
    }

    private static UserProfile profile(int user, SplittableRandom random) {
        OptionalInt age = user % 6 == 0 ? OptionalInt.empty() : OptionalInt.of(15 + random.nextInt(40));
        Optional<String> gender = user % 5 == 0 ? Optional.empty() : Optional.of(user % 2 == 0 ? "F" : "M");
        Attributes attributes = user % 4 == 0 ? Attributes.none() : Attributes.of(Map.of("job", "j" + user % 3));
        return new UserProfile(age, gender, Optional.empty(), Optional.empty(), attributes);
    }

    private static List<Interaction> history(UserId user, int number, boolean dated, SplittableRandom random) {
        List<Interaction> history = new ArrayList<>();
        for (int item : some(10 + random.nextInt(5), random)) {
            boolean taste = item % 4 == number % 4;
            int rating = Math.clamp((taste ? 4 : 2) + random.nextInt(3) - random.nextInt(2), 1, 5);
            history.add(interaction(user, id(VIDEO, item), InteractionType.RATE, rating, history.size(), dated));
        }
        for (int item : some(5 + random.nextInt(4), random)) {
            history.add(interaction(user, id(SHOP, item), InteractionType.CLICK, 1, history.size(), dated));
            if (random.nextInt(3) == 0) {
                history.add(interaction(user, id(SHOP, item), InteractionType.PURCHASE, 1, history.size(), dated));
            }
        }
        return history;
    }

    /** Some are taken more often than others. */
    private static Set<Integer> some(int count, SplittableRandom random) {
        Set<Integer> some = new LinkedHashSet<>();
        while (some.size() < count) {
            some.add(Math.min(random.nextInt(ITEMS), random.nextInt(ITEMS)));
        }
        return some;
    }

    private static Interaction interaction(
            UserId user, ItemId item, InteractionType type, float value, int place, boolean dated) {
        Optional<Instant> time = dated ? Optional.of(Instant.ofEpochSecond(BEGIN + 1_000L * place)) : Optional.empty();
        return new Interaction(user, item, type, time, dated ? 0 : place + 1, value, Map.of());
    }
}
