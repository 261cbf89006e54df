package dev.medley.platform.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** What this node is called among those on the same log: made up once and kept in its home directory. */
final class NodeName {
    private static final String FILE = "node-name";

    private NodeName() {}

    /** @throws IOException if it cannot be read or kept */
    static String in(Path home) throws IOException {
        Path file = home.resolve(FILE);
        if (Files.exists(file)) {
            String name = Files.readString(file).strip();
            if (name.matches("[A-Za-z0-9-]{1,64}")) {
                return name;
            }
        }
        String name = UUID.randomUUID().toString();
        Path beside = home.resolve(FILE + ".new");
        Files.writeString(beside, name + "\n");
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return name;
    }
}
