package dev.medley.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.LogRecord.InteractionWritten;
import dev.medley.platform.event.LogRecord.ItemRemoved;
import dev.medley.platform.event.LogRecord.ItemWritten;
import dev.medley.platform.event.LogRecord.UserWritten;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InfinispanWorldTest {
    private static final SurfaceId VIDEO = new SurfaceId("video");
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private final List<InfinispanWorld> opened = new ArrayList<>();
    private final InfinispanWorld world = newWorld();

    @AfterEach
    void closeWorlds() {
        opened.forEach(InfinispanWorld::close);
    }

    @Test
    void theOrderInWhichRecordsOfDifferentKeysComeChangesNothing() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<LogRecord> records = randomRecords(random);
        apply(world, records);
        List<String> expected = WorldDump.of(world, "video", "live");
        for (int round = 0; round < 5; round++) {
            InfinispanWorld other = newWorld();
            List<LogRecord> shuffled = new ArrayList<>(records);
            Collections.shuffle(shuffled, random);
            // Compaction keeps the last record of a key at its place: writing some twice stands for that.
            apply(other, shuffled.subList(0, shuffled.size() / 3));
            WorldDump.of(other, "video", "live");
            apply(other, shuffled);
            assertThat(WorldDump.of(other, "video", "live")).as("seed " + seed).isEqualTo(expected);
        }
    }

    @Test
    void neighboursAndCountersAreWhatCountingByHandGives() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<LogRecord> records = randomRecords(random);
        // Asking in between makes the store keep counts that it then has to keep right.
        for (int i = 0; i < records.size(); i++) {
            apply(world, records.subList(i, i + 1));
            if (i % 50 == 0) {
                WorldDump.asItIs(world, "video", "live");
            }
        }
        world.settle();
        Map<ItemId, Set<UserId>> usersOf = new HashMap<>();
        Map<ItemId, Integer> totals = new HashMap<>();
        Set<Interaction> distinct = new HashSet<>();
        world.users()
                .forEach((user, profile) -> distinct.addAll(world.histories().newest(user, 10_000)));
        for (Interaction interaction : distinct) {
            if (!interaction.type().isNegative()) {
                usersOf.computeIfAbsent(interaction.item(), absent -> new HashSet<>())
                        .add(interaction.user());
                totals.merge(interaction.item(), 1, Integer::sum);
            }
        }
        for (ItemId item : usersOf.keySet()) {
            assertThat(world.counters().ofItem(item, CounterWindow.TOTAL))
                    .isEqualTo(totals.get(item).doubleValue());
            assertThat(world.neighbours().neighbours(item, 100)).isEqualTo(neighboursByHand(item, usersOf));
        }
        List<ScoredItem> top = new ArrayList<>();
        totals.forEach((item, total) -> {
            if (item.surface().equals(VIDEO) && world.catalog().find(item).isPresent()) {
                top.add(new ScoredItem(item, total));
            }
        });
        top.sort(BestItems.ORDER);
        assertThat(world.counters().top(VIDEO, CounterGroup.all(), CounterWindow.TOTAL, 1_000))
                .isEqualTo(top);
    }

    @Test
    void readersDisturbNeitherTheWriterNorWhatIsReadInTheEnd() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<LogRecord> records = randomRecords(new Random(seed));
        AtomicBoolean writing = new AtomicBoolean(true);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> readers = new ArrayList<>();
        for (int reader = 0; reader < 3; reader++) {
            readers.add(Thread.ofPlatform().start(() -> {
                try {
                    while (writing.get()) {
                        WorldDump.asItIs(world, "video", "live");
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            for (LogRecord logRecord : records) {
                apply(world, List.of(logRecord));
            }
            for (int i = 0; i < 200; i++) {
                switch (records.get(random.nextInt(records.size()))) {
                    case InteractionWritten(var interaction) -> world.removeInteraction(interaction);
                    case ItemWritten(var item) -> apply(world, List.of(new ItemRemoved(item.id())));
                    case LogRecord other -> apply(world, List.of(other));
                }
            }
        }
        apply(world, records);
        writing.set(false);
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(failures).as("seed " + seed).isEmpty();
        InfinispanWorld unread = newWorld();
        apply(unread, records);
        assertThat(WorldDump.of(world, "video", "live"))
                .as("seed " + seed)
                .isEqualTo(WorldDump.of(unread, "video", "live"));
    }

    @Test
    void rankingsAreServedAsTheyAreAndSoonBecomeExactByThemselves() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<LogRecord> records = randomRecords(new Random(seed));
        for (LogRecord logRecord : records) {
            apply(world, List.of(logRecord));
            if (logRecord instanceof InteractionWritten(var interaction)) {
                world.neighbours().neighbours(interaction.item(), 100);
                world.counters().top(VIDEO, CounterGroup.all(), CounterWindow.DAY, 1_000);
            }
        }
        InfinispanWorld unread = newWorld();
        apply(unread, records);
        List<String> expected = WorldDump.of(unread, "video", "live");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!WorldDump.asItIs(world, "video", "live").equals(expected) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(WorldDump.asItIs(world, "video", "live")).as("seed " + seed).isEqualTo(expected);
    }

    @Test
    void takingEverythingOutAgainLeavesNothingCounted() {
        List<LogRecord> records = randomRecords(new Random(1));
        apply(world, records);
        for (LogRecord logRecord : records) {
            switch (logRecord) {
                case InteractionWritten(var interaction) -> world.removeInteraction(interaction);
                case UserWritten(var user, var profile) -> world.removeProfile(user);
                case ItemWritten(var item) -> world.apply(new ItemRemoved(item.id()));
                case ItemRemoved ignored -> {}
                case LogRecord.JudgmentWritten ignored -> {}
                case LogRecord.DatasetDeclared ignored -> {}
                case LogRecord.NumbersShared ignored -> {}
            }
        }
        assertThat(world.counts().interactions()).isEmpty();
        assertThat(world.counts().items()).isEmpty();
        assertThat(world.counts().users()).isZero();
        for (String line : WorldDump.of(world, "video", "live")) {
            assertThat(line).doesNotContain("score=").doesNotStartWith("user");
        }
        assertThat(world.counters().ofItem(ItemId.of("video", "1"), CounterWindow.DAY))
                .isZero();
    }

    @Test
    void aHistoryHoldsTheNewestTenThousandWhateverComesFirst() {
        UserId user = new UserId("busy");
        List<Integer> orders = new ArrayList<>();
        for (int order = 1; order <= 10_500; order++) {
            orders.add(order);
        }
        Collections.shuffle(orders, new Random(7));
        for (int order : orders) {
            world.apply(new InteractionWritten(undated(user, ItemId.of("video", "i" + order % 700), order)));
        }
        List<Interaction> held = world.histories().newest(user, Integer.MAX_VALUE);
        assertThat(held).hasSize(10_000).isSorted();
        assertThat(held.getFirst().order()).isEqualTo(501);
        assertThat(held.getLast().order()).isEqualTo(10_500);
        assertThat(world.histories().newest(user, 3))
                .extracting(Interaction::order)
                .containsExactly(10_498L, 10_499L, 10_500L);
        assertThat(world.counts().interactions()).containsEntry(VIDEO, 10_000L);
        double total = 0;
        for (int item = 0; item < 700; item++) {
            total += world.counters().ofItem(ItemId.of("video", "i" + item), CounterWindow.TOTAL);
        }
        assertThat(total).isEqualTo(10_000);
    }

    @Test
    void aListThatAReaderHoldsNeverChanges() {
        UserId user = new UserId("u");
        world.apply(new InteractionWritten(undated(user, ItemId.of("video", "a"), 10)));
        List<Interaction> before = world.histories().newest(user, 10);
        for (int order = 1; order < 30; order++) {
            world.apply(new InteractionWritten(undated(user, ItemId.of("video", "b"), order)));
        }
        assertThat(before).hasSize(1);
        assertThat(before.getFirst().item().key()).isEqualTo("a");
    }

    @Test
    void theSameInteractionAgainCountsOnceAndItsLaterValueStands() {
        UserId user = new UserId("u");
        Interaction first =
                new Interaction(user, ItemId.of("video", "a"), InteractionType.RATE, Optional.of(NOW), 0, 2, Map.of());
        Interaction corrected = new Interaction(
                user, ItemId.of("video", "a"), InteractionType.RATE, Optional.of(NOW), 0, 5, Map.of("device", "tv"));
        apply(world, List.of(new InteractionWritten(first), new InteractionWritten(corrected)));
        assertThat(world.histories().newest(user, 10)).containsExactly(corrected);
        assertThat(world.counters().ofItem(first.item(), CounterWindow.TOTAL)).isEqualTo(1);
    }

    @Test
    void countersForgetWithTheLogsTime() {
        ItemId item = ItemId.of("video", "a");
        world.apply(new ItemWritten(Item.of(item, "A").withAuthor("host").withCategories("game")));
        world.observeTime(NOW.toEpochMilli());
        for (int user = 0; user < 8; user++) {
            world.apply(
                    new InteractionWritten(Interaction.of(new UserId("u" + user), item, InteractionType.CLICK, NOW)));
        }
        world.apply(new InteractionWritten(Interaction.of(new UserId("hater"), item, InteractionType.HIDE, NOW)));
        assertThat(world.counters().ofItem(item, CounterWindow.TEN_MINUTES)).isEqualTo(8);
        world.observeTime(NOW.plusSeconds(600).toEpochMilli());
        assertThat(world.counters().ofItem(item, CounterWindow.TEN_MINUTES)).isEqualTo(4);
        assertThat(world.counters().ofAuthor(VIDEO, "host", CounterWindow.TEN_MINUTES))
                .isEqualTo(4);
        assertThat(world.counters().ofCategory(VIDEO, "game", CounterWindow.TEN_MINUTES))
                .isEqualTo(4);
        assertThat(world.counters().top(VIDEO, CounterGroup.category("game"), CounterWindow.TEN_MINUTES, 5))
                .containsExactly(new ScoredItem(item, 4));
        world.observeTime(NOW.plusSeconds(86_400).toEpochMilli());
        assertThat(world.counters().ofItem(item, CounterWindow.DAY)).isEqualTo(4);
        assertThat(world.counters().ofItem(item, CounterWindow.TEN_MINUTES)).isZero();
        assertThat(world.counters().ofItem(item, CounterWindow.TOTAL)).isEqualTo(8);
    }

    @Test
    void whatLiesInTheFutureCountsWhenItsTimeComes() {
        ItemId item = ItemId.of("video", "a");
        world.observeTime(NOW.toEpochMilli());
        world.apply(new InteractionWritten(
                Interaction.of(new UserId("u"), item, InteractionType.CLICK, NOW.plusSeconds(7_200))));
        assertThat(world.counters().ofItem(item, CounterWindow.DAY)).isZero();
        world.observeTime(NOW.plusSeconds(7_200).toEpochMilli());
        assertThat(world.counters().ofItem(item, CounterWindow.DAY)).isEqualTo(1);
    }

    @Test
    void anItemTakesItsPastAlongToItsNewCategoryAndAUserToTheNewCohort() {
        ItemId item = ItemId.of("video", "a");
        UserId user = new UserId("u");
        world.apply(new InteractionWritten(undated(user, item, 1)));
        world.apply(new ItemWritten(Item.of(item, "A").withCategories("drama")));
        assertThat(world.counters().ofCategory(VIDEO, "drama", CounterWindow.TOTAL))
                .isEqualTo(1);
        world.apply(new ItemWritten(Item.of(item, "A").withCategories("comedy")));
        assertThat(world.counters().ofCategory(VIDEO, "drama", CounterWindow.TOTAL))
                .isZero();
        assertThat(world.counters().ofCategory(VIDEO, "comedy", CounterWindow.TOTAL))
                .isEqualTo(1);

        String before = UserProfile.unknown().cohort();
        assertThat(world.counters().ofItemInCohort(item, before)).isEqualTo(1);
        UserProfile profile = UserProfile.of(30, "DE");
        world.apply(new UserWritten(user, profile));
        assertThat(world.counters().ofItemInCohort(item, before)).isZero();
        assertThat(world.counters().top(VIDEO, CounterGroup.cohort(profile.cohort()), CounterWindow.TOTAL, 5))
                .containsExactly(new ScoredItem(item, 1));
    }

    @Test
    void aFollowerHearsOfEveryItemOnce() {
        world.apply(new ItemWritten(Item.of(ItemId.of("video", "b"), "B")));
        world.apply(new ItemWritten(Item.of(ItemId.of("video", "a"), "A")));
        world.apply(new ItemWritten(Item.of(ItemId.of("live", "c"), "C")));
        List<String> heard = new ArrayList<>();
        Catalog.Subscription subscription = world.catalog().follow(VIDEO, new Catalog.ItemListener() {
            @Override
            public void onItem(Item item) {
                heard.add(item.title());
                if (item.title().equals("boom")) {
                    throw new IllegalStateException("a plugin's fault");
                }
            }

            @Override
            public void onRemoved(ItemId item) {
                heard.add("-" + item.key());
            }
        });
        world.apply(new ItemWritten(Item.of(ItemId.of("video", "a"), "boom")));
        world.apply(new ItemRemoved(ItemId.of("video", "b")));
        world.apply(new ItemRemoved(ItemId.of("video", "never there")));
        subscription.close();
        world.apply(new ItemWritten(Item.of(ItemId.of("video", "d"), "D")));
        assertThat(heard).containsExactly("A", "B", "boom", "-b");
        assertThat(world.itemListenerFailures()).isEqualTo(1);
    }

    @Test
    void vectorsAreFoundByCosineThroughChangesAndRemovals() {
        Random random = new Random(3);
        Map<ItemId, float[]> vectors = new HashMap<>();
        for (int step = 0; step < 2_000; step++) {
            ItemId id = ItemId.of("video", "v" + random.nextInt(600));
            if (random.nextInt(4) == 0) {
                vectors.remove(id);
                world.apply(new ItemRemoved(id));
                continue;
            }
            float[] vector = new float[5];
            for (int d = 0; d < vector.length; d++) {
                vector[d] = random.nextInt(-3, 4);
            }
            vectors.put(id, vector);
            world.apply(new ItemWritten(Item.of(id, "").withVector(vector)));
        }
        float[] query = {1, -2, 0.5f, 3, -1};
        Map<ItemId, Double> cosines = new HashMap<>();
        vectors.forEach((id, vector) -> {
            double dot = 0;
            double norm = 0;
            double queryNorm = 0;
            for (int d = 0; d < vector.length; d++) {
                dot += query[d] * vector[d];
                norm += vector[d] * vector[d];
                queryNorm += query[d] * query[d];
            }
            if (norm > 0) {
                cosines.put(id, dot / Math.sqrt(norm * queryNorm));
            }
        });
        List<ScoredItem> nearest = world.vectors().nearest(VIDEO, query, 1_000);
        assertThat(nearest).hasSize(cosines.size()).isSortedAccordingTo(BestItems.ORDER);
        for (ScoredItem item : nearest) {
            assertThat((double) item.score())
                    .isCloseTo(cosines.get(item.item()), org.assertj.core.data.Offset.offset(1e-5));
        }
        assertThat(world.vectors().nearest(VIDEO, new float[5], 10)).isEmpty();
        assertThat(world.vectors().nearest(VIDEO, new float[] {1, 2}, 10)).isEmpty();
    }

    @Test
    void theLeastCountedAreForgottenBeyondTheBound() {
        InfinispanWorld small = new InfinispanWorld(1_000);
        opened.add(small);
        for (int item = 0; item < 1_500; item++) {
            ItemId id = ItemId.of("video", "i" + item);
            small.apply(new ItemWritten(Item.of(id, "")));
            for (int user = 0; user < (item < 500 ? 3 : 1); user++) {
                small.apply(new InteractionWritten(undated(new UserId("u" + user), id, 1)));
            }
        }
        for (int item = 0; item < 500; item++) {
            assertThat(small.counters().ofItem(ItemId.of("video", "i" + item), CounterWindow.TOTAL))
                    .isEqualTo(3);
        }
        assertThat(small.counters().top(VIDEO, CounterGroup.all(), CounterWindow.TOTAL, 1_000))
                .hasSizeBetween(900, 1_000);
    }

    private InfinispanWorld newWorld() {
        InfinispanWorld made = new InfinispanWorld(1_000_000);
        opened.add(made);
        return made;
    }

    private static void apply(InfinispanWorld world, List<LogRecord> records) {
        world.inBatch(() -> {
            for (LogRecord logRecord : records) {
                world.apply(logRecord);
            }
        });
        world.observeTime(NOW.toEpochMilli());
    }

    /** One record a key, but for interactions that are there twice. */
    private static List<LogRecord> randomRecords(Random random) {
        List<LogRecord> records = new ArrayList<>();
        for (int item = 0; item < 60; item++) {
            for (String surface : List.of("video", "live")) {
                if (random.nextInt(5) > 0) {
                    records.add(new ItemWritten(Item.of(ItemId.of(surface, "" + item), "title " + item)
                            .withAuthor("author " + random.nextInt(5))
                            .withCategories("c" + random.nextInt(4), "d" + random.nextInt(4))
                            .withVector(random.nextFloat(), random.nextFloat(), random.nextInt(2))));
                }
            }
        }
        List<InteractionType> types = List.of(InteractionType.CLICK, InteractionType.LIKE, InteractionType.HIDE);
        for (int user = 0; user < 12; user++) {
            UserId id = new UserId("u" + user);
            if (random.nextInt(3) > 0) {
                records.add(new UserWritten(id, UserProfile.of(10 + random.nextInt(50), "DE")));
            }
            int size = random.nextInt(120);
            for (int i = 0; i < size; i++) {
                ItemId item = ItemId.of(random.nextBoolean() ? "video" : "live", "" + random.nextInt(60));
                Optional<Instant> time = random.nextInt(3) == 0
                        ? Optional.empty()
                        : Optional.of(NOW.minusSeconds(random.nextInt(100_000)));
                Interaction interaction =
                        new Interaction(id, item, types.get(random.nextInt(3)), time, random.nextInt(50), 1, Map.of());
                records.add(new InteractionWritten(interaction));
                if (random.nextInt(10) == 0) {
                    records.add(new InteractionWritten(interaction));
                }
            }
        }
        return records;
    }

    private static List<ScoredItem> neighboursByHand(ItemId item, Map<ItemId, Set<UserId>> usersOf) {
        List<ScoredItem> neighbours = new ArrayList<>();
        for (ItemId other : new TreeSet<>(usersOf.keySet())) {
            Set<UserId> both = new HashSet<>(usersOf.get(item));
            both.retainAll(usersOf.get(other));
            if (!other.equals(item) && other.surface().equals(item.surface()) && !both.isEmpty()) {
                double users =
                        (double) usersOf.get(item).size() * usersOf.get(other).size();
                double score = both.size() / Math.sqrt(users) * both.size() / (both.size() + 10.0);
                neighbours.add(new ScoredItem(other, (float) score));
            }
        }
        neighbours.sort(BestItems.ORDER);
        return neighbours.subList(0, Math.min(100, neighbours.size()));
    }

    private static Interaction undated(UserId user, ItemId item, long order) {
        return new Interaction(user, item, InteractionType.CLICK, Optional.empty(), order, 1, Map.of());
    }
}
