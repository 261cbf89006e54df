package dev.medley.platform.score;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The models that serve: the active one, the one before it, and the heuristic that is always there.
 *
 * <p>On disk a model is a folder named by its revision, with {@code manifest.json} and {@code weights.bin}; the file
 * {@code active} names the active and the previous revision, a line each. A folder is written under a temporary name,
 * forced to disk and moved into place, so it is whole or absent; a folder whose content does not agree with its
 * manifest is refused, and the older model serves. Reading may be done by any thread; it never waits.
 */
public final class ModelRegistry {
    private static final Logger LOG = System.getLogger(ModelRegistry.class.getName());
    private static final String POINTER = "active";
    private static final String MANIFEST = "manifest.json";
    private static final String WEIGHTS = "weights.bin";
    private static final String TEMPORARY = ".new-";
    private static final Model HEURISTIC = new HeuristicModel();
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final ModelReader reader;
    private final List<String> refusals = new ArrayList<>();
    private volatile Serving serving;

    /** A model with what stands beside it. */
    private record Loaded(Model model, ModelManifest manifest) {}

    /** One immutable state: swapped as a whole, so no reader sees half of a change. */
    private record Serving(List<Loaded> learnt, List<Model> models) {
        static Serving of(List<Loaded> learnt) {
            List<Model> models = new ArrayList<>();
            for (Loaded loaded : learnt) {
                models.add(loaded.model());
            }
            models.add(HEURISTIC);
            return new Serving(List.copyOf(learnt), List.copyOf(models));
        }
    }

    private ModelRegistry(Path folder, ModelReader reader) {
        this.folder = folder;
        this.reader = reader;
        serving = Serving.of(List.of());
    }

    /**
     * Loads what the folder holds; makes it if it is not there. A model that cannot be loaded is logged and listed in
     * {@link #refusals()}, and does not stop anything.
     *
     * @throws IOException if the folder can be neither read nor made
     */
    public static ModelRegistry open(Path folder, ModelReader reader) throws IOException {
        Files.createDirectories(folder);
        ModelRegistry registry = new ModelRegistry(folder, reader);
        registry.removeUnfinished();
        registry.load();
        return registry;
    }

    /** The active model, then the previous one, then the heuristic; at least the last. Try them in this order. */
    public List<Model> models() {
        return serving.models();
    }

    /** The model that serves; the heuristic if none was learnt. */
    public Model active() {
        return serving.models().get(0);
    }

    /** The learnt model before the active one. */
    public Optional<Model> previous() {
        List<Loaded> learnt = serving.learnt();
        return learnt.size() < 2 ? Optional.empty() : Optional.of(learnt.get(1).model());
    }

    /** What stands beside the active model; empty if it is the heuristic. */
    public Optional<ModelManifest> activeManifest() {
        List<Loaded> learnt = serving.learnt();
        return learnt.isEmpty() ? Optional.empty() : Optional.of(learnt.get(0).manifest());
    }

    /** Which folders were refused when this was opened, each with the reason. */
    public List<String> refusals() {
        synchronized (refusals) {
            return List.copyOf(refusals);
        }
    }

    /**
     * Writes the model, reads it back, and lets it serve from the next request on. The one that served becomes the
     * previous one. Older ones are deleted.
     *
     * @throws IOException if it cannot be written or what was written is refused; then nothing has changed
     */
    public synchronized void activate(ModelManifest manifest, byte[] weights) throws IOException {
        Path place = folder.resolve(manifest.revision());
        if (!Files.exists(place) || refusalOf(manifest.revision()).isPresent()) {
            writeFolder(place, manifest, weights);
        }
        Loaded loaded = load(manifest.revision());
        List<Loaded> learnt = new ArrayList<>();
        learnt.add(loaded);
        for (Loaded older : serving.learnt()) {
            if (learnt.size() < 2 && !older.model().revision().equals(manifest.revision())) {
                learnt.add(older);
            }
        }
        writePointer(learnt);
        serving = Serving.of(learnt);
        LOG.log(Level.INFO, "model {0} serves", manifest.revision());
        removeOthers(learnt);
    }

    private Optional<String> refusalOf(String revision) {
        try {
            load(revision);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        }
    }

    private void load() throws IOException {
        List<Loaded> learnt = new ArrayList<>();
        for (String revision : pointed()) {
            try {
                learnt.add(load(revision));
            } catch (IOException e) {
                String refusal = "model " + revision + ": " + e.getMessage();
                LOG.log(Level.WARNING, "refused: {0}", refusal);
                synchronized (refusals) {
                    refusals.add(refusal);
                }
            }
        }
        serving = Serving.of(learnt);
    }

    private List<String> pointed() throws IOException {
        try {
            return Files.readAllLines(folder.resolve(POINTER)).stream()
                    .map(String::strip)
                    .filter(line -> line.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}"))
                    .distinct()
                    .limit(2)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (CharacterCodingException e) {
            LOG.log(Level.WARNING, "{0} is not text and is ignored", folder.resolve(POINTER));
            return List.of();
        }
    }

    private Loaded load(String revision) throws IOException {
        Path place = folder.resolve(revision);
        ModelManifest manifest;
        try {
            manifest = JSON.readValue(place.resolve(MANIFEST).toFile(), ModelManifest.class);
        } catch (JacksonException | NullPointerException e) {
            throw new IOException(MANIFEST + " is not a manifest: " + e.getMessage(), e);
        }
        if (!revision.equals(manifest.revision())) {
            throw new IOException(MANIFEST + " names revision " + manifest.revision() + ", its folder is " + revision);
        }
        byte[] weights = Files.readAllBytes(place.resolve(WEIGHTS));
        if (!sha256(weights).equals(manifest.weightsSha256())) {
            throw new IOException(WEIGHTS + " has SHA-256 " + sha256(weights) + ", " + MANIFEST + " says "
                    + manifest.weightsSha256());
        }
        Model model;
        try {
            model = reader.read(weights);
        } catch (IllegalArgumentException e) {
            throw new IOException(WEIGHTS + " is not a model: " + e.getMessage(), e);
        }
        if (!revision.equals(model.revision())) {
            throw new IOException(WEIGHTS + " are of revision " + model.revision() + ", not " + revision);
        }
        return new Loaded(model, manifest);
    }

    private void writeFolder(Path place, ModelManifest manifest, byte[] weights) throws IOException {
        Path temporary = Files.createTempDirectory(folder, TEMPORARY);
        try {
            writeForced(temporary.resolve(WEIGHTS), weights);
            writeForced(temporary.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
            removeFolder(place);
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            removeFolder(temporary);
            throw e;
        }
    }

    private void writePointer(List<Loaded> learnt) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Loaded loaded : learnt) {
            lines.append(loaded.model().revision()).append('\n');
        }
        Path temporary = folder.resolve(TEMPORARY + POINTER);
        writeForced(temporary, lines.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Files.move(temporary, folder.resolve(POINTER), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, folder.resolve(POINTER), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void writeForced(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void removeOthers(List<Loaded> kept) {
        List<String> names =
                kept.stream().map(loaded -> loaded.model().revision()).toList();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path place : folders) {
                if (!names.contains(place.getFileName().toString())) {
                    removeFolder(place);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "could not delete older models: {0}", e.getMessage());
        }
    }

    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, TEMPORARY + "*")) {
            for (Path place : left) {
                removeFolder(place);
            }
        }
    }

    private static void removeFolder(Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> content = Files.walk(place)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
