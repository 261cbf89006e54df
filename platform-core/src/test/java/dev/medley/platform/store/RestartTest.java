package dev.medley.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.LogRecord.InteractionWritten;
import dev.medley.platform.event.LogRecord.ItemRemoved;
import dev.medley.platform.event.LogRecord.ItemWritten;
import dev.medley.platform.event.LogRecord.JudgmentWritten;
import dev.medley.platform.event.LogRecord.UserWritten;
import dev.medley.platform.event.LogUnavailableException;
import dev.medley.platform.kafka.EmbeddedBroker;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    private static final int KILLS = 10;
    private static final int ACKNOWLEDGED_BEFORE_KILL = 5_000;

    @Test
    void theWorldAfterARestartIsTheWorldBefore(@TempDir Path home) {
        List<String> before;
        try (LogStore store = LogStore.open(LogStoreSettings.embedded(home))) {
            long seed = System.nanoTime();
            System.out.println("seed " + seed);
            Random random = new Random(seed);
            List<LogRecord> records = new ArrayList<>();
            for (int i = 0; i < 6_000; i++) {
                records.add(randomRecord(random));
                if (records.size() == 100) {
                    store.ingest().write(records).join();
                    records.clear();
                    // Whatever is computed lazily is computed in the middle too.
                    if (i % 1_000 == 999) {
                        WorldDump.of(store.world(), "video", "live");
                        store.ingest()
                                .forget(new UserId("u" + random.nextInt(40)))
                                .join();
                    }
                }
            }
            before = WorldDump.of(store.world(), "video", "live");
        }
        try (LogStore store = LogStore.open(LogStoreSettings.embedded(home))) {
            store.replayed().join();
            assertThat(WorldDump.of(store.world(), "video", "live")).isEqualTo(before);
            assertThat(store.health())
                    .satisfies(health -> assertThat(health.replayed()).isTrue())
                    .satisfies(health -> assertThat(health.skippedRecords()).isZero());
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterKill9(@TempDir Path home) throws Exception {
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < KILLS; round++) {
            Process writer = child(home, "round-" + round);
            try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
                int target = acknowledged.size() + ACKNOWLEDGED_BEFORE_KILL;
                StringBuilder other = new StringBuilder();
                String line = lines.readLine();
                while (line != null && acknowledged.size() < target) {
                    if (line.startsWith("ack ")) {
                        String[] parts = line.split(" ");
                        for (int i = Integer.parseInt(parts[2]); i < Integer.parseInt(parts[3]); i++) {
                            acknowledged.add(parts[1] + "-" + i);
                        }
                    } else {
                        other.append(line).append('\n');
                    }
                    line = lines.readLine();
                }
                assertThat(acknowledged.size()).as(other.toString()).isGreaterThanOrEqualTo(target);
            } finally {
                writer.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
        try (LogStore store = LogStore.open(LogStoreSettings.embedded(home))) {
            store.replayed().join();
            Set<String> found = new HashSet<>();
            store.world()
                    .users()
                    .forEach((user, profile) -> store.world()
                            .histories()
                            .newest(user, Integer.MAX_VALUE)
                            .forEach(interaction -> found.add(interaction.item().key())));
            acknowledged.removeAll(found);
            assertThat(acknowledged).isEmpty();
        }
    }

    @Test
    void anotherProcessOnTheSameHomeIsRefusedInOneSentence(@TempDir Path home) throws Exception {
        try (HomeLock lock = HomeLock.take(home)) {
            Process other = child(home, "intruder");
            String output = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(other.waitFor()).isNotZero();
            assertThat(output)
                    .contains("The directory " + home)
                    .contains("is in use by process " + ProcessHandle.current().pid());
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void aWriteWithoutABrokerFailsWithinTheTimeoutAndTheNextOneAfterItsReturnWorks(@TempDir Path home) {
        EmbeddedBroker broker = EmbeddedBroker.start(home.resolve("broker"), 0, false);
        int port =
                Integer.parseInt(broker.bootstrap().substring(broker.bootstrap().indexOf(':') + 1));
        LogStoreSettings settings = new LogStoreSettings(
                home.resolve("node"), Optional.of(broker.bootstrap()), Map.of(), 0, false, 1, 1_500, 1_000);
        try (LogStore store = LogStore.open(settings)) {
            List<LogRecord> write = List.of(new ItemWritten(Item.of(ItemId.of("video", "a"), "A")));
            store.ingest().write(write).join();
            broker.close();
            long start = System.nanoTime();
            Assertions.assertThatThrownBy(() -> store.ingest().write(write).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(LogUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            assertThat(store.health().brokerReachable()).isFalse();
            assertThat(store.world().catalog().find(ItemId.of("video", "a"))).isPresent();

            broker = EmbeddedBroker.start(home.resolve("broker"), port, false);
            writeUntilTaken(store, List.of(new ItemWritten(Item.of(ItemId.of("video", "b"), "B"))));
            assertThat(store.world().catalog().find(ItemId.of("video", "b"))).isPresent();
        } finally {
            broker.close();
        }
    }

    private static void writeUntilTaken(LogStore store, List<LogRecord> write) {
        for (int attempt = 0; ; attempt++) {
            try {
                store.ingest().write(write).join();
                return;
            } catch (CompletionException e) {
                assertThat(attempt).isLessThan(20);
            }
        }
    }

    private static Process child(Path home, String name) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullSpeedWriter.class.getName(),
                        home.toString(),
                        name)
                .redirectErrorStream(true)
                .start();
    }

    private static LogRecord randomRecord(Random random) {
        String surface = random.nextBoolean() ? "video" : "live";
        ItemId item = ItemId.of(surface, "i" + random.nextInt(80));
        UserId user = new UserId("u" + random.nextInt(40));
        return switch (random.nextInt(12)) {
            case 0 ->
                new ItemWritten(Item.of(item, "t" + random.nextInt(10))
                        .withAuthor("a" + random.nextInt(6))
                        .withCategories("c" + random.nextInt(6), "c" + random.nextInt(6))
                        .withVector(random.nextFloat(), random.nextFloat(), random.nextFloat()));
            case 1 -> random.nextInt(4) == 0 ? new ItemRemoved(item) : new ItemWritten(Item.of(item, "bare"));
            case 2 -> new UserWritten(user, UserProfile.of(random.nextInt(70), "US"));
            case 3 -> new JudgmentWritten(new Judgment("q" + random.nextInt(20), item, random.nextInt(3) / 2f));
            default ->
                new InteractionWritten(new Interaction(
                        user,
                        item,
                        random.nextInt(10) == 0 ? InteractionType.HIDE : InteractionType.CLICK,
                        random.nextInt(3) == 0
                                ? Optional.empty()
                                : Optional.of(Instant.now().minusMillis(random.nextInt(40_000_000))),
                        random.nextInt(100),
                        random.nextInt(5),
                        Map.of()));
        };
    }
}
