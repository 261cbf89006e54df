package dev.medley.platform.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.event.LogRecord;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoWorldTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00.123Z");

    @TempDir
    Path folder;

    @Test
    void isTheSameForTheSameSeedAndTime() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Path other = folder.resolve("other");
        DemoWorld.write(one, 1, NOW);
        DemoWorld.write(two, 1, NOW);
        DemoWorld.write(other, 2, NOW);
        for (DatasetFile file : DatasetFile.values()) {
            assertThat(Files.mismatch(one.resolve(file.fileName()), two.resolve(file.fileName())))
                    .as("%s", file)
                    .isEqualTo(-1);
            assertThat(Files.mismatch(one.resolve(file.fileName()), other.resolve(file.fileName())))
                    .as("%s", file)
                    .isNotEqualTo(-1);
        }
    }

    @Test
    void holdsTogether() throws IOException {
        DemoWorld.write(folder, 3, NOW);
        DatasetFolder world = DatasetFolder.open(folder);
        assertThat(world.files()).containsExactly(DatasetFile.values());

        Map<ItemId, Item> items = new HashMap<>();
        for (LogRecord record : read(world, DatasetFile.ITEMS)) {
            Item item = ((LogRecord.ItemWritten) record).item();
            items.put(item.id(), item);
            assertThat(item.publishedAt().orElseThrow()).isBefore(NOW);
        }
        assertThat(items).hasSize(DemoWorld.VIDEOS + DemoWorld.ROOMS + DemoWorld.COMMODITIES + DemoWorld.DOCUMENTS);
        assertThat(count(items, "on_air", true)).isBetween(150, 450);
        assertThat(count(items, "stock", 0.0)).isBetween(80, 300);

        Map<UserId, UserProfile> users = new HashMap<>();
        for (LogRecord record : read(world, DatasetFile.USERS)) {
            LogRecord.UserWritten written = (LogRecord.UserWritten) record;
            users.put(written.user(), written.profile());
        }
        assertThat(users).hasSize(DemoWorld.USERS);

        List<LogRecord> interactions = read(world, DatasetFile.INTERACTIONS);
        assertThat(interactions.size()).isBetween(70_000, 110_000);
        Set<Object> identities = new HashSet<>();
        List<Interaction> impossible = new ArrayList<>();
        for (LogRecord record : interactions) {
            Interaction interaction = ((LogRecord.InteractionWritten) record).interaction();
            if (!isPossible(interaction, items.get(interaction.item()), users.get(interaction.user()))) {
                impossible.add(interaction);
            }
            identities.add(List.of(
                    interaction.user(),
                    interaction.item(),
                    interaction.type(),
                    interaction.time(),
                    interaction.order()));
        }
        assertThat(impossible).isEmpty();
        assertThat(identities).hasSameSizeAs(interactions);

        List<LogRecord> judgments = read(world, DatasetFile.JUDGMENTS);
        assertThat(judgments.size()).isBetween(1_400, 1_600);
        assertThat(judgments)
                .allMatch(record -> items.containsKey(
                        ((LogRecord.JudgmentWritten) record).judgment().item()));
    }

    private static boolean isPossible(Interaction interaction, Item item, UserProfile profile) {
        Instant time = interaction.time().orElseThrow();
        return !time.isBefore(item.publishedAt().orElseThrow())
                && !time.isAfter(NOW)
                && (profile.isKnownAdult() || !item.attributes().isTrue("mature"));
    }

    private static int count(Map<ItemId, Item> items, String attribute, Object value) {
        return (int) items.values().stream()
                .filter(item -> value.equals(item.attributes().asMap().get(attribute)))
                .count();
    }

    private static List<LogRecord> read(DatasetFolder world, DatasetFile file) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        try (DatasetLines lines = world.read(file)) {
            for (Optional<DatasetLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                assertThat(line.get()).isInstanceOf(DatasetLine.Accepted.class);
                records.add(((DatasetLine.Accepted) line.get()).record());
            }
        }
        return records;
    }
}
