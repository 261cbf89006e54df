package dev.medley.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.LogRecord.DatasetDeclared;
import dev.medley.platform.event.LogRecord.InteractionWritten;
import dev.medley.platform.event.LogRecord.ItemRemoved;
import dev.medley.platform.event.LogRecord.ItemWritten;
import dev.medley.platform.event.LogRecord.JudgmentWritten;
import dev.medley.platform.event.LogRecord.NumbersShared;
import dev.medley.platform.event.LogRecord.UserWritten;
import dev.medley.platform.event.LogUnavailableException;
import dev.medley.platform.event.SharedNumbers;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.UserId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
    private static final SurfaceId VIDEO = new SurfaceId("video");
    private static final Instant TIME = Instant.parse("2026-05-01T12:00:00.123456789Z");

    @TempDir
    static Path home;

    private static LogStore store;

    @BeforeAll
    static void open() {
        store = LogStore.open(LogStoreSettings.embedded(home));
        store.replayed().join();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void whatIsWrittenIsReadByWhoeverIsAnswered() {
        Item item = Item.of(ItemId.of("video", "with/slash \u00e4\uD83D\uDE00"), "Title")
                .withText("text")
                .withAuthor("author")
                .withCategories("one", "two")
                .withPublishedAt(TIME)
                .withAttributes(Attributes.of(Map.of("mature", true, "duration_s", 81, "countries", List.of("US"))))
                .withVector(0.1f, -3e-9f, 7);
        UserId user = new UserId("reader");
        UserProfile profile = UserProfile.of(33, "FR");
        Interaction interaction = new Interaction(
                user, item.id(), InteractionType.RATE, Optional.of(TIME), 3, 4.5f, Map.of("device", "tv"));
        Judgment judgment = new Judgment("l bracket \u001f odd", item.id(), 0.67f);
        DatasetDeclaration declaration = new DatasetDeclaration(
                "written-here",
                "Title",
                List.of(new DatasetDeclaration.Meaning(VIDEO, InteractionType.RATE, new TaskId("like"), 4)));
        store.ingest()
                .write(List.of(
                        new ItemWritten(item),
                        new UserWritten(user, profile),
                        new InteractionWritten(interaction),
                        new JudgmentWritten(judgment),
                        new DatasetDeclared(declaration)))
                .join();
        assertThat(store.world().catalog().find(item.id())).contains(item);
        assertThat(store.world().catalog().findAll(List.of(item.id(), ItemId.of("video", "nowhere"))))
                .containsOnly(Map.entry(item.id(), item));
        assertThat(store.world().users().find(user)).contains(profile);
        assertThat(store.world().histories().newest(user, 5)).containsExactly(interaction);
        assertThat(store.world().judgments()).contains(judgment);
        assertThat(store.world().datasets()).contains(declaration);
        assertThat(store.world().clock().instant())
                .isCloseTo(Instant.now(), org.assertj.core.api.Assertions.within(Duration.ofMinutes(1)));

        store.ingest().write(List.of(new ItemRemoved(item.id()))).join();
        assertThat(store.world().catalog().find(item.id())).isEmpty();
    }

    @Test
    void whatNodesShareIsReadAndMovesNothing() {
        SharedNumbers first =
                new SharedNumbers("node/a", Map.of("t/x", Map.of("r", List.of(0.1, -3e-9, 1.7e12)), "empty", Map.of()));
        SharedNumbers newer = new SharedNumbers("node/a", Map.of("t/x", Map.of("r", List.of(2.0))));
        SharedNumbers other = new SharedNumbers("node/b", Map.of());
        Instant before = store.world().clock().instant();
        store.ingest().write(List.of(new NumbersShared(first))).join();
        assertThat(store.shared().find("node/a")).contains(first);
        store.ingest()
                .write(List.of(new NumbersShared(newer), new NumbersShared(other)))
                .join();
        assertThat(store.shared().startingWith("node/")).containsExactly(newer, other);
        assertThat(store.shared().find("node/c")).isEmpty();
        assertThat(store.world().clock().instant()).isEqualTo(before);
    }

    @Test
    void everyWriteIsSeenByItsWriter() {
        for (int i = 1; i <= 300; i++) {
            UserId user = new UserId("quick-" + i % 7);
            Interaction interaction = interaction(user, "q" + i, i);
            store.ingest().write(List.of(new InteractionWritten(interaction))).join();
            assertThat(store.world().histories().newest(user, 1)).containsExactly(interaction);
        }
    }

    @Test
    void writingAgainChangesNothing() {
        List<LogRecord> records = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            records.add(new InteractionWritten(interaction(new UserId("twice-" + i % 10), "t" + i % 40, i)));
        }
        store.ingest().write(records).join();
        List<String> before = dumpWithoutClock();
        store.ingest().write(records).join();
        assertThat(dumpWithoutClock()).isEqualTo(before);
    }

    @Test
    void writesSideBySideAllArrive() {
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        for (int write = 0; write < 400; write++) {
            List<LogRecord> records = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                records.add(new InteractionWritten(interaction(new UserId("bulk-" + write % 20), "b" + i, write)));
            }
            writes.add(store.ingest().write(records));
        }
        CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
        for (int user = 0; user < 20; user++) {
            assertThat(store.world().histories().newest(new UserId("bulk-" + user), 100_000))
                    .hasSize(20 * 250);
        }
    }

    @Test
    void aRecordThatCannotBeReadIsSkippedAndCounted() throws Exception {
        long before = store.health().skippedRecords();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", store.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record("medley.items", "video/x", "{not json")).get();
            producer.send(record("medley.items", "no slash", null)).get();
            producer.send(record("medley.users", "u", "{\"user\":\"\"}")).get();
            producer.send(record("medley.interactions", "u", "{}")).get();
            producer.send(record("medley.interactions", "too\u001Ffew parts", null))
                    .get();
            producer.send(record("medley.judgments", "u", null)).get();
        }
        // Through every partition, so that the follower has passed what was skipped.
        for (int partitionOfAnyHash = 0; partitionOfAnyHash < 20; partitionOfAnyHash++) {
            Item item = Item.of(ItemId.of("video", "after" + partitionOfAnyHash), "still following");
            UserId user = new UserId("after" + partitionOfAnyHash);
            store.ingest()
                    .write(List.of(
                            new ItemWritten(item),
                            new UserWritten(user, UserProfile.unknown()),
                            new JudgmentWritten(new Judgment("q", item.id(), 1)),
                            new InteractionWritten(interaction(user, "after", 1))))
                    .join();
        }
        assertThat(store.health().skippedRecords() - before).isEqualTo(6);
        assertThat(store.health().following()).isTrue();
    }

    @Test
    void aUserIsForgottenWithAllTheirDataAndMayComeBack() {
        UserId user = new UserId("forgotten");
        UserId namesake = new UserId("forgotten too");
        List<LogRecord> records = new ArrayList<>();
        records.add(new UserWritten(user, UserProfile.of(40, "DE")));
        for (int i = 0; i < 30; i++) {
            records.add(new InteractionWritten(interaction(user, "f" + i, i)));
            records.add(new InteractionWritten(interaction(namesake, "f" + i, i)));
        }
        // The same one twice is one.
        records.add(new InteractionWritten(interaction(user, "f0", 0)));
        store.ingest().write(records).join();
        assertThat(store.ingest().forget(user).join()).isEqualTo(30);
        assertThat(store.world().users().find(user)).isEmpty();
        assertThat(store.world().histories().newest(user, 100)).isEmpty();
        assertThat(store.world().histories().newest(namesake, 100)).hasSize(30);
        assertThat(store.world()
                        .counters()
                        .ofItemInCohort(
                                ItemId.of("video", "f3"),
                                UserProfile.of(40, "DE").cohort()))
                .isZero();
        assertThat(store.ingest().forget(user).join()).isZero();
        store.ingest()
                .write(List.of(new InteractionWritten(interaction(user, "f3", 3))))
                .join();
        assertThat(store.world().histories().newest(user, 100)).hasSize(1);
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeAnythingIsWritten() {
        Map<String, Object> attributes = new java.util.HashMap<>();
        for (int i = 0; i < 64; i++) {
            attributes.put("a" + i, java.util.Collections.nCopies(256, "x".repeat(1_000)));
        }
        Item small = Item.of(ItemId.of("video", "beside a giant"), "small");
        Item giant = Item.of(ItemId.of("video", "giant"), "giant").withAttributes(Attributes.of(attributes));
        assertThatThrownBy(() -> store.ingest()
                        .write(List.of(new ItemWritten(small), new ItemWritten(giant)))
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(InvalidInputException.class)
                .hasMessageContaining("bytes");
        assertThat(store.world().catalog().find(small.id())).isEmpty();
    }

    @Test
    void impressionsReachTheirTopicAndDoNotMoveTheClock() throws Exception {
        Instant before = store.world().clock().instant();
        byte[] json = "{\"requestId\":\"r\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(store.impressions().offer("r".getBytes(StandardCharsets.UTF_8), json))
                .isTrue();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", store.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("medley.impressions").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            int found = 0;
            while (found == 0 && System.nanoTime() < deadline) {
                found = consumer.poll(Duration.ofMillis(100)).count();
            }
            assertThat(found).isEqualTo(1);
        }
        assertThat(store.impressions().dropped()).isZero();
        assertThat(store.world().clock().instant()).isEqualTo(before);
    }

    @Test
    void aSecondStoreOnTheSameHomeIsRefusedInOneSentence() {
        assertThatThrownBy(() -> LogStore.open(LogStoreSettings.embedded(home)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(home.toString())
                .hasMessageContaining("process " + ProcessHandle.current().pid());
    }

    @Test
    void anotherNodeOnTheSameBrokerHasTheSameWorld(@TempDir Path otherHome) {
        List<LogRecord> records = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            records.add(new InteractionWritten(
                    interaction(new UserId("n" + random.nextInt(50)), "n" + random.nextInt(80), i)));
        }
        store.ingest().write(records).join();
        LogStoreSettings settings =
                LogStoreSettings.embedded(otherHome).onBrokers(store.bootstrapServers(), Map.of("retries", "3"));
        try (LogStore other = LogStore.open(settings)) {
            other.replayed().join();
            assertThat(WorldDump.of(other.world(), "video")).isEqualTo(WorldDump.of(store.world(), "video"));
        }
    }

    @Test
    void aBrokerThatIsNotThereIsSaidWithinTheTimeout(@TempDir Path otherHome) {
        LogStoreSettings settings =
                new LogStoreSettings(otherHome, Optional.of("127.0.0.1:1"), Map.of(), 0, false, 1, 1_000, 1_000);
        long start = System.nanoTime();
        assertThatThrownBy(() -> LogStore.open(settings))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("127.0.0.1:1");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    private static List<String> dumpWithoutClock() {
        List<String> lines = new ArrayList<>(WorldDump.of(store.world(), "video"));
        lines.removeIf(line -> line.startsWith("clock"));
        return lines;
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, String value) {
        return new ProducerRecord<>(
                topic,
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    private static Interaction interaction(UserId user, String item, long order) {
        return new Interaction(
                user, ItemId.of("video", item), InteractionType.CLICK, Optional.of(TIME), order, 1, Map.of());
    }
}
