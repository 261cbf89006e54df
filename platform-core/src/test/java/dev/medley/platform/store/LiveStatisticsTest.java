package dev.medley.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.LogRecord.DatasetDeclared;
import dev.medley.platform.event.LogRecord.InteractionWritten;
import dev.medley.platform.event.LogRecord.ItemRemoved;
import dev.medley.platform.event.LogRecord.ItemWritten;
import dev.medley.platform.event.LogRecord.JudgmentWritten;
import dev.medley.platform.event.LogRecord.UserWritten;
import dev.medley.platform.score.statistic.StatisticTable;
import dev.medley.platform.score.statistic.TaskMeanings;
import dev.medley.platform.train.WorldPopulation;
import dev.medley.platform.train.example.ExampleMaker;
import dev.medley.platform.train.example.ExampleSettings;
import dev.medley.platform.train.example.FactorLearning;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Form;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.platform.world.Statistics;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.id.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is counted while records come must be what the trainer counts of the state that they leave. */
class LiveStatisticsTest {
    private static final SurfaceId VIDEO = new SurfaceId("video");
    private static final SurfaceId SEARCH = new SurfaceId("search");
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(VIDEO, InteractionType.RATE, Tasks.CLICK, Float.NEGATIVE_INFINITY),
            new Meaning(VIDEO, InteractionType.RATE, Tasks.LIKE, 4),
            new Meaning(VIDEO, InteractionType.FOLLOW, Tasks.FOLLOW, Float.NEGATIVE_INFINITY),
            new Meaning(SEARCH, Meaning.JUDGMENT, Tasks.RELEVANCE, 0.5f, Form.GRADE),
            new Meaning(SEARCH, InteractionType.CLICK, Tasks.CLICK, Float.NEGATIVE_INFINITY));
    private static final Map<SurfaceId, List<TaskId>> TASKS = Map.of(
            VIDEO, List.of(Tasks.CLICK, Tasks.FOLLOW, Tasks.LIKE), SEARCH, List.of(Tasks.CLICK, Tasks.RELEVANCE));

    private final List<InfinispanWorld> opened = new ArrayList<>();

    @AfterEach
    void closeWorlds() {
        opened.forEach(InfinispanWorld::close);
    }

    private InfinispanWorld newWorld(List<Meaning> meanings) {
        InfinispanWorld world = new InfinispanWorld(10_000);
        opened.add(world);
        apply(world, new DatasetDeclared(new DatasetDeclaration("generated", "generated", meanings)));
        return world;
    }

    private static void apply(InfinispanWorld world, LogRecord logRecord) {
        world.inBatch(() -> world.apply(logRecord));
    }

    @Test
    void theyAreWhatTheTrainerCountsWhateverTheOrder() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            InfinispanWorld world = newWorld(MEANINGS);
            List<LogRecord> records = records(random);
            int asked = random.nextInt(records.size());
            Statistics live = null;
            for (int i = 0; i < records.size(); i++) {
                if (i == asked) {
                    live = world.statistics(TASKS, 3).orElseThrow();
                }
                apply(world, records.get(i));
                if (random.nextInt(40) == 0) {
                    forget(world, new UserId("u" + random.nextInt(12)));
                }
                if (random.nextInt(20) == 0) {
                    apply(world, records.get(random.nextInt(i + 1)));
                }
            }
            compare(world, live, "seed " + seed + ", round " + round);
            assertThat(world.statistics(TASKS, 3)).hasValue(live);
        }
    }

    @Test
    void theyAreAFunctionOfTheState() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<LogRecord> records = records(random);
        records.removeIf(each -> each instanceof ItemRemoved);
        Map<Object, LogRecord> last = new HashMap<>();
        for (LogRecord each : records) {
            last.put(
                    switch (each) {
                        case ItemWritten(var item) -> item.id();
                        case UserWritten(var user, var _) -> user;
                        case InteractionWritten(var done) ->
                            List.of(done.user(), done.item(), done.type(), done.order());
                        case JudgmentWritten(var judgment) -> List.of(judgment.query(), judgment.item());
                        case ItemRemoved(var id) -> id;
                        case DatasetDeclared(var declaration) -> declaration.name();
                        case LogRecord.NumbersShared(var numbers) -> numbers.key();
                    },
                    each);
        }
        InfinispanWorld first = newWorld(MEANINGS);
        Statistics before = first.statistics(TASKS, 3).orElseThrow();
        records.forEach(each -> apply(first, each));
        InfinispanWorld again = newWorld(MEANINGS);
        List<LogRecord> compacted = new ArrayList<>(last.values());
        Collections.shuffle(compacted, random);
        compacted.subList(0, compacted.size() / 2).forEach(each -> apply(again, each));
        Statistics after = again.statistics(TASKS, 3).orElseThrow();
        compacted.subList(compacted.size() / 2, compacted.size()).forEach(each -> apply(again, each));
        float[] left = new float[7];
        float[] right = new float[7];
        long[] keys = counted(first).keys();
        assertThat(keys).hasSizeGreaterThan(100);
        for (long key : keys) {
            before.read(key, left, 0);
            after.read(key, right, 0);
            assertThat(right).as("key %d, seed %d", key, seed).isEqualTo(left);
        }
    }

    @Test
    void theyFollowALaterDeclarationAndOtherTasksAreNotCounted() {
        Random random = new Random(5);
        InfinispanWorld world = newWorld(MEANINGS);
        Statistics live = world.statistics(TASKS, 3).orElseThrow();
        records(random).forEach(each -> apply(world, each));
        List<Meaning> stricter = new ArrayList<>(MEANINGS);
        stricter.set(1, new Meaning(VIDEO, InteractionType.RATE, Tasks.LIKE, 5));
        apply(world, new DatasetDeclared(new DatasetDeclaration("generated", "generated", stricter)));
        compare(world, live, "a stricter threshold");
        assertThat(world.statistics(Map.of(VIDEO, List.of(Tasks.LIKE, Tasks.CLICK)), 3))
                .isEmpty();
        assertThat(world.statistics(Map.of(new SurfaceId("live"), List.of(Tasks.CLICK)), 3))
                .isEmpty();
        apply(world, new DatasetDeclared(new DatasetDeclaration("generated", "generated", List.of())));
        assertThat(world.statistics(TASKS, 3)).isEmpty();
    }

    @Test
    void aHistoryThatIsTooLongLosesItsOldestPairs() {
        InfinispanWorld world = newWorld(List.of(
                new Meaning(VIDEO, InteractionType.CLICK, Tasks.CLICK, Float.NEGATIVE_INFINITY),
                new Meaning(VIDEO, InteractionType.RATE, Tasks.CLICK, 4)));
        Statistics live =
                world.statistics(Map.of(VIDEO, List.of(Tasks.CLICK)), 1).orElseThrow();
        for (int i = 0; i < 300; i++) {
            apply(world, new ItemWritten(Item.of(new ItemId(VIDEO, "i" + i), "Item " + i)));
        }
        Random random = new Random(3);
        int count = History.MAX_INTERACTIONS + 200;
        world.inBatch(() -> {
            for (int order = 0; order < count; order++) {
                // The first 200 are with items that nobody comes back to.
                int item = order < 200 ? order : 200 + random.nextInt(100);
                world.apply(new InteractionWritten(new Interaction(
                        new UserId("u"),
                        new ItemId(VIDEO, "i" + item),
                        order % 2 == 0 ? InteractionType.CLICK : InteractionType.RATE,
                        Optional.empty(),
                        order,
                        order % 5,
                        Map.of())));
            }
        });
        StatisticTable counted = counted(world);
        compare(counted, live, "a long history");
    }

    @Test
    void manyReadWhileOneWrites() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        InfinispanWorld world = newWorld(MEANINGS);
        Statistics live = world.statistics(TASKS, 3).orElseThrow();
        List<LogRecord> records = records(random);
        long[] keys = keysOf(records);
        AtomicBoolean writing = new AtomicBoolean(true);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> readers = new ArrayList<>();
        for (int reader = 0; reader < 2; reader++) {
            readers.add(Thread.ofPlatform().start(() -> {
                float[] counts = new float[7];
                try {
                    while (writing.get()) {
                        for (long key : keys) {
                            live.read(key, counts, 0);
                            assertThat(counts[0]).isBetween(0f, 1e6f);
                        }
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(records, random);
            records.forEach(each -> apply(world, each));
            for (int user = 0; user < 12; user++) {
                forget(world, new UserId("u" + user));
            }
        }
        records.forEach(each -> apply(world, each));
        compare(world, live, "seed " + seed);
        writing.set(false);
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(failures).as("seed " + seed).isEmpty();
    }

    private long[] keysOf(List<LogRecord> records) {
        InfinispanWorld world = newWorld(MEANINGS);
        records.forEach(each -> apply(world, each));
        return counted(world).keys();
    }

    private static void forget(InfinispanWorld world, UserId user) {
        world.inBatch(() -> {
            world.removeProfile(user);
            List.copyOf(world.histories().newest(user, Integer.MAX_VALUE)).forEach(world::removeInteraction);
        });
    }

    private static StatisticTable counted(InfinispanWorld world) {
        ExampleSettings settings = new ExampleSettings(1, 2, Set.of(), true, false, 0, false, 1);
        return new ExampleMaker(WorldPopulation.of(world), settings, FactorLearning.NONE).statistics();
    }

    private static void compare(InfinispanWorld world, Statistics live, String message) {
        compare(counted(world), live, message);
    }

    private static void compare(StatisticTable counted, Statistics live, String message) {
        long[] keys = counted.keys();
        assertThat(keys).as(message).hasSizeGreaterThan(100);
        int numbers = Statistics.numbers(counted.slots());
        float[] expected = new float[numbers];
        float[] found = new float[numbers];
        for (long key : keys) {
            counted.read(key, expected, 0);
            live.read(key, found, 0);
            for (int i = 0; i < numbers; i++) {
                assertThat(found[i])
                        .as("%s, key %d, number %d", message, key, i)
                        .isCloseTo(expected[i], within(1e-4f));
            }
        }
        if (live instanceof PairCounts counts) {
            assertThat(counts.keysInUse()).as(message).isEqualTo(keys.length);
        }
    }

    private static List<LogRecord> records(Random random) {
        List<LogRecord> records = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            SurfaceId surface = random.nextInt(3) == 0 ? SEARCH : VIDEO;
            ItemId item = new ItemId(surface, "i" + random.nextInt(25));
            UserId user = new UserId("u" + random.nextInt(12));
            records.add(
                    switch (random.nextInt(14)) {
                        case 0, 1 -> new ItemWritten(item(item, random));
                        case 2 -> random.nextInt(4) == 0 ? new ItemRemoved(item) : new ItemWritten(item(item, random));
                        case 3 -> new UserWritten(user, profile(random));
                        case 4, 5 ->
                            new JudgmentWritten(new Judgment(
                                    "word" + random.nextInt(4) + " other" + random.nextInt(3),
                                    new ItemId(SEARCH, item.key()),
                                    random.nextInt(4) / 3f));
                        default ->
                            new InteractionWritten(new Interaction(
                                    user,
                                    item,
                                    List.of(
                                                    InteractionType.RATE,
                                                    InteractionType.CLICK,
                                                    InteractionType.FOLLOW,
                                                    InteractionType.HIDE)
                                            .get(random.nextInt(4)),
                                    Optional.empty(),
                                    random.nextInt(6),
                                    // Rarely below: tasks turn from drawn to observed and back.
                                    random.nextInt(150) == 0 ? 2 : 5,
                                    Map.of()));
                    });
        }
        return records;
    }

    private static Item item(ItemId id, Random random) {
        return Item.of(id, "word" + random.nextInt(4))
                .withAuthor("a" + random.nextInt(4))
                .withCategories("c" + random.nextInt(4), "d" + random.nextInt(4));
    }

    private static UserProfile profile(Random random) {
        return new UserProfile(
                random.nextBoolean() ? OptionalInt.of(10 + random.nextInt(60)) : OptionalInt.empty(),
                random.nextBoolean() ? Optional.of(random.nextBoolean() ? "F" : "M") : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                random.nextBoolean() ? Attributes.of(Map.of("job", "j" + random.nextInt(3))) : Attributes.none());
    }

    /** The test must see tasks of both kinds, or it shows less than it says. */
    @Test
    void theGeneratedTasksAreDeclared() {
        assertThat(TaskMeanings.bySurface(MEANINGS).get(VIDEO).tasks()).isEqualTo(TASKS.get(VIDEO));
        assertThat(TaskMeanings.bySurface(MEANINGS).get(SEARCH).tasks()).isEqualTo(TASKS.get(SEARCH));
    }
}
