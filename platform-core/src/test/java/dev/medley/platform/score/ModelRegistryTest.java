package dev.medley.platform.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.request.RankRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
    @TempDir
    Path folder;

    /** A model whose weights are its name. */
    private record NamedModel(String revision) implements Model {
        @Override
        public void score(RankRequest request, CandidateBatch batch, List<TaskId> tasks, float[][] scores) {}

        static Model read(byte[] weights) throws IOException {
            String name = new String(weights, StandardCharsets.UTF_8);
            if (!name.startsWith("m-")) {
                throw new IOException("'" + name + "' does not begin with m-");
            }
            return new NamedModel(name);
        }
    }

    private ModelRegistry open() throws IOException {
        return ModelRegistry.open(folder, NamedModel::read);
    }

    private static byte[] weights(String revision) {
        return revision.getBytes(StandardCharsets.UTF_8);
    }

    private static ModelManifest manifest(String revision) throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights(revision)));
        TaskFigures figures = new TaskFigures("video", "click", 10, 2, 0.75, 0.5, null, 0.1, 1.0);
        return new ModelManifest(
                revision, sha256, "test", 1, "2026-01-01T00:00:00Z", List.of(figures), List.of("a note"));
    }

    private static List<String> revisions(ModelRegistry registry) {
        return registry.models().stream().map(Model::revision).toList();
    }

    @Test
    void anEmptyFolderServesTheHeuristic() throws Exception {
        ModelRegistry registry = ModelRegistry.open(folder.resolve("not/yet/there"), NamedModel::read);
        assertThat(revisions(registry)).containsExactly(HeuristicModel.REVISION);
        assertThat(registry.activeManifest()).isEmpty();
        assertThat(registry.previous()).isEmpty();
    }

    @Test
    void theNewestServesThenTheOneBeforeAlsoAfterARestart() throws Exception {
        ModelRegistry registry = open();
        registry.activate(manifest("m-1"), weights("m-1"));
        registry.activate(manifest("m-2"), weights("m-2"));
        registry.activate(manifest("m-3"), weights("m-3"));

        for (ModelRegistry each : List.of(registry, open())) {
            assertThat(revisions(each)).containsExactly("m-3", "m-2", HeuristicModel.REVISION);
            assertThat(each.activeManifest()).contains(manifest("m-3"));
            assertThat(each.refusals()).isEmpty();
        }
        assertThat(folder.resolve("m-1")).doesNotExist();
    }

    @Test
    void theSameModelTwiceIsNotItsOwnPredecessor() throws Exception {
        ModelRegistry registry = open();
        registry.activate(manifest("m-1"), weights("m-1"));
        registry.activate(manifest("m-1"), weights("m-1"));
        assertThat(revisions(registry)).containsExactly("m-1", HeuristicModel.REVISION);
    }

    @Test
    void aChangedWeightsFileIsRefusedAndTheOlderServes() throws Exception {
        ModelRegistry registry = open();
        registry.activate(manifest("m-1"), weights("m-1"));
        registry.activate(manifest("m-2"), weights("m-2"));
        Files.write(folder.resolve("m-2/weights.bin"), weights("m-9"));

        ModelRegistry reopened = open();
        assertThat(revisions(reopened)).containsExactly("m-1", HeuristicModel.REVISION);
        assertThat(reopened.refusals())
                .singleElement()
                .asString()
                .contains("m-2")
                .contains("SHA-256");
    }

    @Test
    void everyKindOfDamageIsRefusedWithItsReason() throws Exception {
        open().activate(manifest("m-1"), weights("m-1"));
        Path manifest = folder.resolve("m-1/manifest.json");
        byte[] good = Files.readAllBytes(manifest);
        for (String bad :
                List.of("", "{}", "[]", "{\"revision\":\"m-1\"}", "nonsense", "{\"revision\":\"m-1\",\"x\":1}")) {
            Files.writeString(manifest, bad);
            ModelRegistry registry = open();
            assertThat(revisions(registry)).as(bad).containsExactly(HeuristicModel.REVISION);
            assertThat(registry.refusals()).as(bad).hasSize(1);
        }
        Files.write(manifest, good);
        Files.delete(folder.resolve("m-1/weights.bin"));
        assertThat(open().refusals()).hasSize(1);
        Files.delete(manifest);
        assertThat(open().refusals()).hasSize(1);
    }

    @Test
    void aPointerThatIsNonsenseIsNoModel() throws Exception {
        Files.write(folder.resolve("active"), new byte[] {(byte) 0xff, 0, 1});
        assertThat(revisions(open())).containsExactly(HeuristicModel.REVISION);
        Files.writeString(folder.resolve("active"), "../../etc\n\nm-77\n");
        ModelRegistry registry = open();
        assertThat(revisions(registry)).containsExactly(HeuristicModel.REVISION);
        assertThat(registry.refusals()).hasSize(1);
    }

    @Test
    void whatCannotBeReadBackIsNotActivated() throws Exception {
        ModelRegistry registry = open();
        registry.activate(manifest("m-1"), weights("m-1"));
        assertThatThrownBy(() -> registry.activate(manifest("bad"), weights("bad")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not begin with m-");
        assertThatThrownBy(() -> registry.activate(manifest("m-2"), weights("m-3")))
                .isInstanceOf(IOException.class);
        assertThat(revisions(registry)).containsExactly("m-1", HeuristicModel.REVISION);
        assertThat(revisions(open())).containsExactly("m-1", HeuristicModel.REVISION);
    }

    @Test
    void anUnfinishedFolderIsCleanedAway() throws Exception {
        Path unfinished = Files.createDirectory(folder.resolve(".new-123"));
        Files.write(unfinished.resolve("weights.bin"), weights("m-1"));
        open();
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void readersSeeOldOrNewNeverAMixture() throws Exception {
        ModelRegistry registry = open();
        registry.activate(manifest("m-100"), weights("m-100"));
        AtomicBoolean stop = new AtomicBoolean();
        Set<String> wrong = ConcurrentHashMap.newKeySet();
        List<Thread> readers = java.util.stream.IntStream.range(0, 4)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> {
                    while (!stop.get()) {
                        List<String> seen = revisions(registry);
                        int newest = Integer.parseInt(seen.get(0).substring(2));
                        boolean first = newest == 100 && seen.size() == 2;
                        if (!first && !seen.get(1).equals("m-" + (newest - 1))) {
                            wrong.add(seen.toString());
                        }
                    }
                }))
                .toList();
        for (int i = 101; i < 140; i++) {
            registry.activate(manifest("m-" + i), weights("m-" + i));
        }
        stop.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(wrong).isEmpty();
    }
}
