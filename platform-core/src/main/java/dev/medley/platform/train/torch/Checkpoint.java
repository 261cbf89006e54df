package dev.medley.platform.train.torch;

import dev.medley.platform.score.weights.SafetensorsFile;
import dev.medley.platform.score.weights.Tensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What a training has come to at the end of a pass, in a file: enough to go on as if it had never stopped. A file of
 * another training (other examples, settings or sizes) is no checkpoint of this one, and is written over.
 */
final class Checkpoint {
    private static final String FINGERPRINT = "fingerprint";

    private final Path file;
    private final String fingerprint;

    /**
     * A file of a training.
     *
     * @param fingerprint tells this training from all others
     */
    Checkpoint(Path file, String fingerprint) {
        this.file = file;
        this.fingerprint = fingerprint;
    }

    /** Replaces the file in one step: whoever reads it finds the old or the new state. */
    void write(Tensors.Builder state) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path beside = folder.resolve(file.getFileName() + ".part");
            SafetensorsFile.write(state.metadata(FINGERPRINT, fingerprint).build(), beside);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint: " + file + " cannot be written", e);
        }
    }

    /**
     * The state in the file; empty if there is none of this training.
     *
     * @throws UncheckedIOException if the file is there but is damaged or cannot be read
     */
    Optional<Tensors> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Tensors state = SafetensorsFile.read(file);
            return fingerprint.equals(state.metadata().get(FINGERPRINT)) ? Optional.of(state) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint: " + file + " cannot be read; delete it to begin anew", e);
        }
    }

    /** The training is done: nothing is to be resumed. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint: " + file + " cannot be deleted", e);
        }
    }
}
