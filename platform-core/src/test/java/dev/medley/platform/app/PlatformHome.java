package dev.medley.platform.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A home in a temporary directory, and the plugins that the scenario modules have built beside this one. */
public final class PlatformHome implements QuarkusTestResourceLifecycleManager {
    private Path home;

    /** The folders with plugins; empty if the scenario modules have not been packaged. */
    static List<Path> plugins() {
        try (Stream<Path> modules = Files.list(Path.of("").toAbsolutePath().getParent())) {
            return modules.filter(module -> module.getFileName().toString().startsWith("scenario-"))
                    .map(module -> module.resolve("target/plugin"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            home = Files.createTempDirectory("medley-home");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        System.setProperty(PlatformSettings.HOME, home.toString());
        System.setProperty(
                PlatformSettings.PLUGINS,
                String.join(
                        File.pathSeparator,
                        plugins().stream().map(Path::toString).toList()));
        return Map.of();
    }

    @Override
    public void stop() {
        try (Stream<Path> content = Files.walk(home)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException left) {
            // A temporary directory: the system's own cleaning gets it.
        }
    }
}
