package dev.medley.platform.train;

import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.Figure;
import dev.medley.platform.evaluate.TaskResult;
import dev.medley.platform.score.TaskFigures;
import dev.medley.platform.score.packed.InputDefinition;
import dev.medley.platform.score.packed.PartsTensors;
import dev.medley.platform.score.registry.LearntFrom;
import dev.medley.platform.score.registry.ManifestCodec;
import dev.medley.platform.score.registry.ModelFile;
import dev.medley.platform.score.registry.ModelManifest;
import dev.medley.platform.score.weights.SafetensorsFile;
import dev.medley.platform.score.weights.Tensors;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a learnt model into a folder: weights, what goes with them, and last the manifest that lists them. */
public final class ModelFolderWriter {
    private static final int BUFFER = 1 << 16;

    private ModelFolderWriter() {}

    /**
     * Writes.
     *
     * @param folder exists and is empty
     * @param more further tensor files, by name
     * @return the manifest
     * @throws IOException if the folder cannot be written
     */
    public static ModelManifest write(
            Path folder,
            LearntModel model,
            Map<String, Tensors> more,
            LearntFrom from,
            long seed,
            Instant trainedAt,
            Optional<String> gitRevision)
            throws IOException {
        SortedMap<String, Tensors> contents = new TreeMap<>(more);
        contents.put(ModelManifest.WEIGHTS, PartsTensors.of(model.parts()));
        List<ModelFile> files = new ArrayList<>();
        for (Map.Entry<String, Tensors> content : contents.entrySet()) {
            Path file = folder.resolve(content.getKey());
            SafetensorsFile.write(content.getValue(), file);
            files.add(new ModelFile(content.getKey(), Files.size(file), sha256(file)));
        }
        String weights = files.stream()
                .filter(file -> file.name().equals(ModelManifest.WEIGHTS))
                .findFirst()
                .orElseThrow()
                .sha256();
        InputDefinition definition = model.parts().definition();
        TreeMap<String, List<String>> tasks = new TreeMap<>();
        for (Domain domain : definition.domains()) {
            tasks.put(
                    domain.name(),
                    definition.surfaces().get(domain.surface()).meanings().tasks().stream()
                            .map(TaskId::value)
                            .toList());
        }
        ModelManifest manifest = new ModelManifest(
                ModelManifest.SCHEMA,
                ModelManifest.revisionOf(weights),
                model.parts().kind(),
                tasks,
                InputDefinition.VERSION,
                files,
                from,
                seed,
                trainedAt,
                gitRevision,
                model.parents(),
                figures(model, tasks),
                model.notes());
        ManifestCodec.write(folder, manifest);
        return manifest;
    }

    private static List<TaskFigures> figures(LearntModel model, SortedMap<String, List<String>> tasks) {
        List<TaskFigures> figures = new ArrayList<>();
        for (TaskResult result : model.judged().tasks()) {
            if (tasks.getOrDefault(result.scenario(), List.of()).contains(result.task())) {
                figures.add(figures(result, model.popularity(), model.rows()));
            }
        }
        return figures;
    }

    private static TaskFigures figures(TaskResult result, EvaluationResult popularity, long rows) {
        TaskResult sorted = popularity.find(result.scenario(), result.task());
        return new TaskFigures(
                result.scenario(),
                result.task(),
                rows,
                result.rows(),
                result.figure(Figure.AUC),
                sorted == null ? null : sorted.figure(Figure.AUC),
                null,
                result.figure(Figure.LOGLOSS),
                result.figure(Figure.PREDICTED_OVER_OBSERVED),
                result.figure(Figure.GAUC),
                result.figure(Figure.NDCG_10),
                result.figure(Figure.ECE));
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
