package dev.medley.platform.score.registry;

import dev.medley.platform.codec.Problem;
import dev.medley.platform.score.Model;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A model's folder: read with every check, copied, removed. */
final class ModelFolder {
    private static final long MAX_MANIFEST_BYTES = 4 << 20;

    private ModelFolder() {}

    /** What a folder holds. */
    record Content(Model model, ModelManifest manifest) {}

    /**
     * The manifest alone, without a look at the other files.
     *
     * @throws ModelRefusedException with everything that is wrong with it
     */
    static ModelManifest readManifest(Path folder, ModelReader reader) throws IOException {
        ManifestCodec.Reading reading = reading(folder, reader);
        if (reading.manifest().isEmpty()) {
            throw new ModelRefusedException(reading.problems());
        }
        return reading.manifest().get();
    }

    /**
     * The manifest, after all files were found to be what it says.
     *
     * @throws ModelRefusedException with everything that is wrong
     */
    static ModelManifest verify(Path folder, ModelReader reader) throws IOException {
        ManifestCodec.Reading reading = reading(folder, reader);
        List<Problem> problems = new ArrayList<>(reading.problems());
        if (!reading.files().isEmpty()) {
            checkFiles(folder, reading.files(), problems);
        }
        // An entry that cannot be read may be that of any file.
        boolean allListed = reading.problems().stream()
                .noneMatch(problem -> problem.field().startsWith(ModelManifest.FILE + " files"));
        if (allListed && !reading.files().isEmpty()) {
            checkNoOthers(folder, reading.files(), problems);
        }
        if (!problems.isEmpty()) {
            throw new ModelRefusedException(problems);
        }
        return reading.manifest().orElseThrow();
    }

    /**
     * The model, after every check.
     *
     * @throws ModelRefusedException with everything that is wrong
     */
    static Content read(Path folder, ModelReader reader) throws IOException {
        ModelManifest manifest = verify(folder, reader);
        Model model;
        try {
            model = reader.read(folder, manifest);
        } catch (ModelRefusedException refused) {
            throw refused;
        } catch (IOException | RuntimeException | OutOfMemoryError unreadable) {
            ModelRefusedException refused = new ModelRefusedException(List.of(Problem.refused(
                    ModelManifest.WEIGHTS, "cannot be read as a " + manifest.kind() + " model: " + unreadable)));
            refused.initCause(unreadable);
            throw refused;
        }
        if (!manifest.revision().equals(model.revision())) {
            throw new ModelRefusedException(List.of(new Problem(
                    ModelManifest.FILE + " revision",
                    manifest.revision(),
                    model.revision() + ", which is what the model calls itself")));
        }
        return new Content(model, manifest);
    }

    private static ManifestCodec.Reading reading(Path folder, ModelReader reader) throws IOException {
        if (!Files.isDirectory(folder)) {
            return unreadable(Problem.refused(folder.toString(), "is not a folder"));
        }
        Path file = folder.resolve(ModelManifest.FILE);
        if (!Files.isRegularFile(file)) {
            return unreadable(Problem.missing(ModelManifest.FILE, "required: the manifest, in " + folder));
        }
        long bytes = Files.size(file);
        if (bytes > MAX_MANIFEST_BYTES) {
            return unreadable(
                    new Problem(ModelManifest.FILE, bytes + " bytes", "at most " + MAX_MANIFEST_BYTES + " bytes"));
        }
        return ManifestCodec.read(Files.readAllBytes(file), reader);
    }

    private static ManifestCodec.Reading unreadable(Problem problem) {
        return new ManifestCodec.Reading(Optional.empty(), List.of(), List.of(problem));
    }

    private static void checkFiles(Path folder, List<ModelFile> files, List<Problem> problems) throws IOException {
        for (ModelFile file : files) {
            Path path = folder.resolve(file.name());
            if (!Files.isRegularFile(path)) {
                problems.add(Problem.missing(file.name(), "required: a file of " + file.bytes() + " bytes"));
                continue;
            }
            long bytes = Files.size(path);
            if (bytes != file.bytes()) {
                problems.add(new Problem(file.name(), bytes + " bytes", file.bytes() + " bytes, as the manifest says"));
                continue;
            }
            String sha256 = ModelFile.of(path).sha256();
            if (!sha256.equals(file.sha256())) {
                problems.add(new Problem(
                        file.name(), "SHA-256 " + sha256, "SHA-256 " + file.sha256() + ", as the manifest says"));
            }
        }
    }

    private static void checkNoOthers(Path folder, List<ModelFile> files, List<Problem> problems) throws IOException {
        TreeSet<String> unlisted = new TreeSet<>();
        try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
            for (Path path : content) {
                unlisted.add(path.getFileName().toString());
            }
        }
        unlisted.remove(ModelManifest.FILE);
        for (ModelFile file : files) {
            unlisted.remove(file.name());
        }
        for (String name : unlisted) {
            problems.add(new Problem(name, "a file", "only files that the manifest lists"));
        }
    }

    /** Copies what the manifest lists, forced to disk, into a folder that is there and empty. */
    static void copy(Path from, ModelManifest manifest, Path to) throws IOException {
        for (ModelFile file : manifest.files()) {
            copyForced(from.resolve(file.name()), to.resolve(file.name()));
        }
        copyForced(from.resolve(ModelManifest.FILE), to.resolve(ModelManifest.FILE));
        forceFolder(to);
    }

    private static void copyForced(Path from, Path to) throws IOException {
        Files.copy(from, to);
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Has the names in a folder outlive a crash, on systems that can be asked to. */
    static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Windows opens no folders; there the move itself is all that can be had.
        }
    }

    /** Removes the folder and what is in it, if it is there. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
