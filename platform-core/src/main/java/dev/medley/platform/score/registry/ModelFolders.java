package dev.medley.platform.score.registry;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.score.HeuristicModel;
import dev.medley.platform.score.registry.Serving.Loaded;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registry's folder on disk: a folder for each published model, named by its revision, and the file of the roll-out
 * beside them. A model's folder is written under a temporary name, forced to disk and moved into place, so it is whole or
 * absent. What is known of the models may be read by any thread; changes are made by one thread at a time.
 */
final class ModelFolders {
    private static final Logger LOG = System.getLogger(ModelFolders.class.getName());
    private static final String TEMPORARY = ".new-";

    private final Path folder;
    private final ModelReader reader;
    private final Map<String, String> refusals = new LinkedHashMap<>();
    private final Map<String, PublishedModel> published = new LinkedHashMap<>();

    private ModelFolders(Path folder, ModelReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    /**
     * Makes the folder if it is not there, and removes what was left unfinished in it.
     *
     * @throws IOException if it can be neither read nor made
     */
    static ModelFolders open(Path folder, ModelReader reader) throws IOException {
        Files.createDirectories(folder);
        ModelFolders folders = new ModelFolders(folder.toAbsolutePath().normalize(), reader);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folders.folder, TEMPORARY + "*")) {
            for (Path place : left) {
                ModelFolder.remove(place);
            }
        }
        return folders;
    }

    /** What is known of those models, in that order. */
    List<PublishedModel> published(List<String> revisions) {
        List<PublishedModel> all = new ArrayList<>();
        synchronized (published) {
            for (String revision : revisions) {
                all.add(published.getOrDefault(revision, new PublishedModel(revision, Optional.empty())));
            }
        }
        return Collections.unmodifiableList(all);
    }

    /** What was refused, each with the reasons. */
    List<String> refusals() {
        synchronized (refusals) {
            return List.copyOf(refusals.values());
        }
    }

    /** A new, empty folder; one that is forgotten goes when this is opened again. */
    Path newFolder() throws IOException {
        return Files.createTempDirectory(folder, TEMPORARY);
    }

    /**
     * The manifest of a folder elsewhere.
     *
     * @throws ModelRefusedException if it is not a model that could serve, with every reason
     */
    ModelManifest check(Path source) throws IOException {
        return ModelFolder.read(source, reader).manifest();
    }

    /** The manifest of a published model, or empty if its folder is damaged. */
    Optional<ModelManifest> whole(String revision) {
        try {
            return Optional.of(verify(revision));
        } catch (IOException damaged) {
            LOG.log(Level.WARNING, "model {0} is damaged and replaced: {1}", revision, damaged.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The manifest of a published model, after all its files were found to be what it says.
     *
     * @throws ModelRefusedException with everything that is wrong
     */
    ModelManifest verify(String revision) throws IOException {
        return ModelFolder.verify(folder.resolve(revision), reader);
    }

    /** Copies a folder into its place. */
    void add(Path source, ModelManifest manifest) throws IOException {
        String revision = manifest.revision();
        Path place = folder.resolve(revision);
        Path copy = newFolder();
        try {
            ModelFolder.copy(source, manifest, copy);
            // Whoever writes into the source meanwhile does not write into the registry.
            ModelFolder.verify(copy, reader);
            ModelFolder.remove(place);
            Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
            ModelFolder.forceFolder(folder);
        } finally {
            ModelFolder.remove(copy);
        }
        list(revision, Optional.of(manifest));
        synchronized (refusals) {
            refusals.remove(revision);
        }
    }

    private void list(String revision, Optional<ModelManifest> manifest) {
        synchronized (published) {
            published.put(revision, new PublishedModel(revision, manifest));
        }
    }

    /** Lists a model that is there already; one whose manifest cannot be read is refused and listed without. */
    void list(String revision) {
        Optional<ModelManifest> manifest = Optional.empty();
        try {
            manifest = Optional.of(ModelFolder.readManifest(folder.resolve(revision), reader));
        } catch (IOException e) {
            refuse(revision, e);
        }
        list(revision, manifest);
    }

    /** Lists a model that has been read. */
    void list(Loaded loaded) {
        list(loaded.revision(), loaded.manifest());
    }

    /**
     * Reads a model.
     *
     * @throws ModelRefusedException with everything that is wrong
     */
    Loaded read(String revision) throws IOException {
        if (revision.equals(HeuristicModel.REVISION)) {
            return Serving.HEURISTIC;
        }
        ModelFolder.Content content = ModelFolder.read(folder.resolve(revision), reader);
        if (!content.manifest().revision().equals(revision)) {
            throw new ModelRefusedException(List.of(new Problem(
                    ModelManifest.FILE + " revision",
                    content.manifest().revision(),
                    revision + ", which is what the folder is called")));
        }
        return new Loaded(content.model(), Optional.of(content.manifest()));
    }

    /** Reads a model; one that cannot be read is refused. */
    Optional<Loaded> readOrRefuse(String revision) {
        try {
            return Optional.of(read(revision));
        } catch (IOException e) {
            refuse(revision, e);
            return Optional.empty();
        }
    }

    /** Deletes a model. */
    void remove(String revision) throws IOException {
        ModelFolder.remove(folder.resolve(revision));
        synchronized (published) {
            published.remove(revision);
        }
    }

    /** The models that are there, newest first; folders that the roll-out does not know count as the oldest. */
    List<String> revisions(Rollout rollout) throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path place : folders) {
                String name = place.getFileName().toString();
                if (ManifestCodec.REVISION.isKeptBy(name)) {
                    found.add(name);
                }
            }
        }
        Collections.sort(found);
        List<String> ordered = new ArrayList<>(rollout.published());
        ordered.retainAll(found);
        found.removeAll(ordered);
        ordered.addAll(found);
        return ordered;
    }

    /** The roll-out as it was written; a file that is none is refused. */
    Rollout readRollout() throws IOException {
        try {
            return RolloutFile.read(folder);
        } catch (InvalidInputException e) {
            refuse(RolloutFile.NAME, e);
            return Rollout.START;
        }
    }

    void writeRollout(Rollout rollout) throws IOException {
        RolloutFile.write(folder, folder.resolve(TEMPORARY + RolloutFile.NAME), rollout);
    }

    private void refuse(String what, Exception why) {
        String refusal = (what.equals(RolloutFile.NAME) ? what : "model " + what) + ": " + why.getMessage();
        LOG.log(Level.WARNING, "refused: {0}", refusal);
        synchronized (refusals) {
            refusals.putIfAbsent(what, refusal);
        }
    }
}
