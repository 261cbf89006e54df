package dev.medley.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.plugin.ScenarioPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody changes the interface without noticing: what plugins can see is on record, and a change to it is a diff. */
class SpiSurfaceTest {
    private static final Path RECORD = Path.of("src", "test", "resources", "spi-surface.txt");
    private static final String ACCEPT = "spi.surface.accept";

    @Test
    void theSurfaceIsTheOneOnRecord() throws Exception {
        Path classes = Path.of(ScenarioPlugin.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String surface = SpiSurface.describe(classes);
        if (Boolean.getBoolean(ACCEPT)) {
            Files.writeString(RECORD, surface);
        }
        List<String> recorded = Files.exists(RECORD) ? named(Files.readString(RECORD)) : List.of();
        List<String> actual = named(surface);

        assertThat(changes(recorded, actual)).as("""
                        The public surface of the plugin API is not the one in plugin-api/%s.
                        If you did not mean to change it, undo the change: plugins are compiled against it.
                        If you did, add only what old plugins need not know (a default method, a new type), or else let
                        SpiVersion.CURRENT grow by one. Then accept it, and commit the file with your change:
                            ./medley test -pl plugin-api -Dtest=SpiSurfaceTest -D%s=true
                        """, RECORD, ACCEPT).isEmpty();
    }

    private static List<String> changes(List<String> recorded, List<String> actual) {
        Stream<String> gone =
                recorded.stream().filter(line -> !actual.contains(line)).map(line -> "- " + line);
        Stream<String> added =
                actual.stream().filter(line -> !recorded.contains(line)).map(line -> "+ " + line);
        return Stream.concat(gone, added).toList();
    }

    /** Each member behind its type's name, so that a line means the same wherever it stands. */
    private static List<String> named(String surface) {
        List<String> named = new ArrayList<>();
        String type = "";
        for (String line : surface.lines().filter(line -> !line.isEmpty()).toList()) {
            boolean isMember = line.startsWith(" ");
            type = isMember ? type : line.replaceFirst(".*?(\\w+\\.[\\w$]+).*", "$1");
            named.add(isMember ? type + ": " + line.strip() : line);
        }
        return named;
    }
}
