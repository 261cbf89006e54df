package dev.medley.platform.score.registry;

import dev.medley.platform.score.Model;
import dev.medley.platform.score.ScoredRows;
import dev.medley.platform.score.TaskFigures;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.request.RankRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Models for tests: the weights are one number as text, and every row scores that number. */
public final class NamedModels implements ModelReader {
    /** The kind of these models. */
    public static final String KIND = "named";

    /** The fingerprint that they must have. */
    public static final String INPUTS = "named-inputs-1";

    /** A model whose every score is the number that its weights file holds. */
    public record NamedModel(String revision, float score) implements Model {
        @Override
        public Optional<ScoredRows> score(
                RankRequest request, CandidateBatch batch, List<TaskId> tasks, float[][] scores) {
            for (float[] column : scores) {
                for (int i = 0; i < batch.selectedCount(); i++) {
                    column[batch.selectedRow(i)] = score;
                }
            }
            return Optional.empty();
        }
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public String inputs(String kind) {
        return INPUTS;
    }

    @Override
    public Model read(Path folder, ModelManifest manifest) throws IOException {
        String text = Files.readString(folder.resolve(ModelManifest.WEIGHTS));
        try {
            return new NamedModel(manifest.revision(), Float.parseFloat(text));
        } catch (NumberFormatException e) {
            throw new IOException("'" + text + "' is not a number", e);
        }
    }

    /** Writes the folder of a model that scores that; returns its manifest. */
    public static ModelManifest write(Path folder, String weights) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(ModelManifest.WEIGHTS), weights.getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("vocabulary.txt"), "of " + weights);
        ModelManifest manifest = manifest(folder);
        ManifestCodec.write(folder, manifest);
        return manifest;
    }

    /** The manifest of the two files that are in the folder. */
    static ModelManifest manifest(Path folder) throws IOException {
        ModelFile weights = ModelFile.of(folder.resolve(ModelManifest.WEIGHTS));
        TreeMap<String, List<String>> tasks = new TreeMap<>();
        tasks.put("video", List.of("click", "like"));
        tasks.put("live", List.of("click"));
        return new ModelManifest(
                ModelManifest.SCHEMA,
                ModelManifest.revisionOf(weights.sha256()),
                KIND,
                tasks,
                INPUTS,
                List.of(weights, ModelFile.of(folder.resolve("vocabulary.txt"))),
                new LearntFrom(List.of("a-set", "another"), 12, "0".repeat(64)),
                Long.MIN_VALUE,
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.of("0123456789abcdef-dirty"),
                List.of("m-0123456789abcdef"),
                List.of(
                        new TaskFigures("video", "click", 10, 2, 0.75, 0.5, null, 0.1, 1.0),
                        new TaskFigures("video", "like", 10, 2, 0.75, 0.5, null, 0.1, 1.0, 0.7, 0.4, 0.01)),
                List.of("a note"));
    }
}
