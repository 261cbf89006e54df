package dev.medley.platform.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.platform.codec.Problem;
import dev.medley.platform.dataset.ImportListener.FileReport;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.world.DatasetDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetImportTest {
    private static final int USERS = 50;
    private static final int INTERACTIONS = 30_000;

    @TempDir
    Path folder;

    private final List<DatasetLine.Rejected> rejected = new ArrayList<>();
    private final ImportListener listener = new ImportListener() {
        @Override
        public void rejected(DatasetFolder from, DatasetFile file, DatasetLine.Rejected line) {
            rejected.add(line);
        }
    };

    @BeforeEach
    void writeDataset() throws IOException {
        Files.writeString(folder.resolve("dataset.yaml"), "name: test\n");
        Files.write(
                folder.resolve("items.jsonl"),
                List.of("{\"surface\":\"video\",\"item\":\"1\"}", "{\"surface\":\"video\"}"));
        Files.write(
                folder.resolve("users.jsonl"), List.of("{\"user\":\"u1\",\"age\":5}", "{\"user\":\"u1\",\"age\":6}"));
        Files.write(
                folder.resolve("interactions.jsonl"),
                IntStream.range(0, INTERACTIONS)
                        .mapToObj(i -> "{\"user\":\"u" + i % USERS
                                + "\",\"surface\":\"video\",\"item\":\"1\",\"type\":\"click\",\"order\":" + i + "}")
                        .toList());
    }

    @Test
    void bringsFilesInOrderAndAUsersLinesInTheirOrder() throws Exception {
        RecordingSink sink = new RecordingSink();
        List<FileReport> reports = new DatasetImport(sink, listener).run(DatasetFolder.open(folder));

        assertThat(reports)
                .extracting(FileReport::file)
                .containsExactly(DatasetFile.ITEMS, DatasetFile.USERS, DatasetFile.INTERACTIONS);
        assertThat(reports).extracting(FileReport::accepted).containsExactly(1L, 2L, (long) INTERACTIONS);
        assertThat(reports).extracting(FileReport::rejected).containsExactly(1L, 0L, 0L);
        assertThat(sink.declared).isEqualTo("test");
        assertThat(sink.files).isSorted();
        assertThat(sink.mostAtOnce).isBetween(2, 4);
        assertThat(sink.orders).hasSize(USERS);
        assertThat(sink.orders.values())
                .allSatisfy(orders -> assertThat(orders).isSorted().hasSize(INTERACTIONS / USERS));
        assertThat(rejected).singleElement().satisfies(line -> {
            assertThat(line.number()).isEqualTo(2);
            assertThat(line.problems().getFirst().field()).isEqualTo("item");
        });
    }

    @Test
    void whatModelsAreJudgedOnIsNotImported() throws Exception {
        Path validation = Files.createDirectory(folder.resolve(DatasetFolder.VALIDATION));
        Files.writeString(
                validation.resolve("interactions.jsonl"),
                "{\"user\":\"kept\",\"surface\":\"video\",\"item\":\"1\",\"type\":\"click\",\"order\":1}\n");
        RecordingSink sink = new RecordingSink();
        List<FileReport> reports = new DatasetImport(sink, listener).run(DatasetFolder.open(folder));
        assertThat(reports).extracting(FileReport::accepted).containsExactly(1L, 2L, (long) INTERACTIONS);
        assertThat(sink.orders).hasSize(USERS).doesNotContainKey("kept");
    }

    @Test
    void countsWhatTheOtherSideRefuses() throws Exception {
        DatasetSink refusing = new RecordingSink() {
            @Override
            public List<DatasetLine.Rejected> write(DatasetFile file, List<DatasetLine.Accepted> lines)
                    throws ImportFailedException {
                super.write(file, lines);
                DatasetLine.Rejected first = new DatasetLine.Rejected(
                        lines.getFirst().number(), List.of(new Problem("surface", "\"video\"", "another")));
                return file == DatasetFile.USERS ? List.of(first) : List.of();
            }
        };
        List<FileReport> reports = new DatasetImport(refusing, listener).run(DatasetFolder.open(folder));
        assertThat(reports).extracting(FileReport::accepted).containsExactly(1L, 1L, (long) INTERACTIONS);
        assertThat(reports).extracting(FileReport::rejected).containsExactly(1L, 1L, 0L);
        assertThat(rejected).hasSize(2);
    }

    @Test
    void endsWithTheSinksFailure() {
        DatasetSink failing = new RecordingSink() {
            @Override
            public List<DatasetLine.Rejected> write(DatasetFile file, List<DatasetLine.Accepted> lines)
                    throws ImportFailedException {
                throw new ImportFailedException("the server is gone");
            }
        };
        assertThatThrownBy(() -> new DatasetImport(failing, listener).run(DatasetFolder.open(folder)))
                .isInstanceOf(ImportFailedException.class)
                .hasMessage("the server is gone");
    }

    /** Remembers what came, slowly enough for bulks to overtake each other if they could. */
    private static class RecordingSink implements DatasetSink {
        final List<DatasetFile> files = new ArrayList<>();
        final Map<String, List<Long>> orders = new HashMap<>();
        String declared;
        int mostAtOnce;
        private int atOnce;

        @Override
        public void declare(DatasetDeclaration declaration) {
            declared = declaration.name();
        }

        @Override
        public List<DatasetLine.Rejected> write(DatasetFile file, List<DatasetLine.Accepted> lines)
                throws ImportFailedException {
            synchronized (this) {
                atOnce++;
                mostAtOnce = Math.max(mostAtOnce, atOnce);
            }
            LockSupport.parkNanos(lines.hashCode() % 2 == 0 ? 1_000_000 : 8_000_000);
            synchronized (this) {
                atOnce--;
                files.add(file);
                for (DatasetLine.Accepted line : lines) {
                    if (line.record() instanceof LogRecord.InteractionWritten(var interaction)) {
                        orders.computeIfAbsent(interaction.user().value(), _ -> new ArrayList<>())
                                .add(interaction.order());
                    }
                }
            }
            return List.of();
        }
    }
}
