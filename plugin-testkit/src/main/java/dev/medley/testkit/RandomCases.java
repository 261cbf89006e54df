package dev.medley.testkit;

import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.request.Deadline;
import dev.medley.spi.request.RankRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Seeded chance: worlds, scenarios and requests in which everything that may happen does happen sooner or later. Items
 * that the catalogue does not know, ties, empty batches, components that are switched off, that throw, that breach the
 * contract, constraints that cannot be held.
 *
 * <pre>{@code
 * RandomCases.stream(RandomCases.seed(), 10_000).forEach(randomCase ->
 *         assertEquals(randomCase.answer().itemIds(), mine(randomCase), randomCase::toString));
 * }</pre>
 */
public final class RandomCases {
    /** The system property that fixes the seed of random tests. */
    public static final String SEED_PROPERTY = "medley.seed";

    private static final System.Logger LOGGER = System.getLogger(RandomCases.class.getName());

    private RandomCases() {}

    /**
     * The seed to begin with: the system property's, otherwise a new one in every run. It is logged, so that a run can
     * be had again.
     */
    public static long seed() {
        Long fixed = Long.getLong(SEED_PROPERTY);
        long seed = fixed != null ? fixed : new SplittableRandom().nextLong(1L << 48);
        LOGGER.log(System.Logger.Level.INFO, "random cases begin at -D" + SEED_PROPERTY + "=" + seed);
        return seed;
    }

    /** So many cases, of that seed and those that follow it: the seed of a failing case makes it the first of a run. */
    public static Stream<RandomCase> stream(long firstSeed, int count) {
        return LongStream.range(0, count).mapToObj(index -> of(firstSeed + index));
    }

    /** The case of that seed, always the same. */
    public static RandomCase of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int scenarioCount = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        List<String> surfaces = List.of("alpha", "beta", "gamma").subList(0, scenarioCount);
        FakeWorld world = world(random, surfaces);
        List<ReferenceScenario> scenarios = new ArrayList<>();
        for (String surface : surfaces) {
            scenarios.add(new RandomScenario(random, world, surface).scenario());
        }
        RankRequest request = request(random, world, scenarios.getFirst().id(), scenarioCount == 1);
        SharedFeatureFunction sharedFeatures = random.nextInt(40) == 0
                ? (asked, batch, writer) -> {
                    throw new IllegalStateException("shared features fail");
                }
                : new SimpleSharedFeatures(world.counters());
        int trimTo = random.nextInt(3) == 0 ? 4 + random.nextInt(12) : ReferencePipeline.DEFAULT_TRIM;
        return new RandomCase(seed, world, scenarios, request, sharedFeatures, scoring(random), trimTo);
    }

    /** A world of at most 30 items a surface, few authors and categories, and some users who did something. */
    static FakeWorld world(SplittableRandom random, List<String> surfaces) {
        FakeWorld world = new FakeWorld();
        for (String surface : surfaces) {
            int count = random.nextInt(31);
            for (int i = 0; i < count; i++) {
                world.items().put(item(random, world, ItemId.of(surface, "i" + i)));
            }
        }
        List<Item> items = world.items().all();
        for (int i = 0; i < 4; i++) {
            UserId user = new UserId("u" + i);
            if (random.nextBoolean()) {
                world.users().put(user, UserProfile.of(10 + random.nextInt(60), random.nextBoolean() ? "US" : "DE"));
            }
            for (int j = random.nextInt(6); j > 0 && !items.isEmpty(); j--) {
                ItemId item = items.get(random.nextInt(items.size())).id();
                InteractionType type = random.nextInt(8) == 0 ? InteractionType.HIDE : InteractionType.CLICK;
                world.interactions().add(user, item, type, world.now().minusSeconds(random.nextInt(100_000)));
            }
        }
        return world;
    }

    private static Item item(SplittableRandom random, FakeWorld world, ItemId id) {
        Item item = Item.of(id, "item " + id.key());
        if (random.nextInt(5) > 0) {
            item = item.withAuthor("a" + random.nextInt(4));
        }
        if (random.nextInt(5) > 0) {
            item = item.withCategories("c" + random.nextInt(3), "c" + random.nextInt(5));
        }
        if (random.nextInt(5) > 0) {
            item = item.withPublishedAt(world.now().minus(Duration.ofHours(random.nextInt(2_000) - 10)));
        }
        return item;
    }

    private static RankRequest request(
            SplittableRandom random, FakeWorld world, ScenarioId scenario, boolean mayNameCandidates) {
        List<ItemId> known = world.items().all().stream().map(Item::id).toList();
        RankRequest.Builder request = random.nextInt(4) == 0
                ? world.request(scenario)
                : world.request(scenario, new UserId("u" + random.nextInt(5)));
        request.limit(1 + random.nextInt(12))
                .seed(random.nextLong())
                .context(Map.of("device", "tv"))
                .deadline(Deadline.in(Duration.ofMinutes(10)))
                .exclude(some(random, known, 5));
        if (random.nextInt(3) > 0) {
            request.query("item");
        }
        if (mayNameCandidates && !known.isEmpty() && random.nextInt(6) == 0) {
            List<ItemId> candidates = new ArrayList<>(some(random, known, 2));
            candidates.add(new ItemId(known.getFirst().surface(), "unknown"));
            request.candidates(candidates);
        }
        return request.build();
    }

    /** About one in so many of them. */
    private static Set<ItemId> some(SplittableRandom random, List<ItemId> items, int oneIn) {
        Set<ItemId> some = new HashSet<>();
        for (ItemId item : items) {
            if (random.nextInt(oneIn) == 0) {
                some.add(item);
            }
        }
        return some;
    }

    /** Scores in eighths, so that many are equal. */
    private static TaskScoring scoring(SplittableRandom random) {
        boolean fails = random.nextInt(25) == 0;
        long salt = random.nextLong();
        return (request, batch, tasks) -> {
            if (fails) {
                throw new IllegalStateException("the model fails");
            }
            float[][] scores = new float[tasks.size()][batch.rowCount()];
            for (int task = 0; task < tasks.size(); task++) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    long hash = FeatureHash.cross(
                            salt + task, FeatureHash.of(batch.itemId(row).toString()));
                    scores[task][row] = (hash >>> 61) / 8f;
                }
            }
            return scores;
        };
    }
}
