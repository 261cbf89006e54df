package dev.medley.platform.score.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file of a model's folder, as the manifest lists it.
 *
 * @param name its name in the folder
 * @param bytes its size
 * @param sha256 of its content, 64 hexadecimal digits in lower case
 */
public record ModelFile(String name, long bytes, String sha256) {
    private static final int BUFFER_BYTES = 1 << 20;

    /** The file as it is now. Reads all of it, in pieces: it may be larger than the memory. */
    public static ModelFile of(Path file) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                bytes += read;
            }
        }
        return new ModelFile(
                file.getFileName().toString(), bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
