package dev.medley.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.plugin.ScenarioPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        List<String> recorded = Files.exists(RECORD) ? Files.readAllLines(RECORD) : List.of();

        assertThat(surface.lines().toList()).as("""
                        The public surface of the plugin API is not the one in plugin-api/%s.
                        If you did not mean to change it, undo the change: plugins are compiled against it.
                        If you did, add only what old plugins need not know (a default method, a new type), or else let
                        SpiVersion.CURRENT grow by one. Then accept it, and commit the file with your change:
                            ./medley test -pl plugin-api -Dtest=SpiSurfaceTest -D%s=true
                        """, RECORD, ACCEPT).containsExactlyElementsOf(recorded);
    }
}
