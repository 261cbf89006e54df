package dev.medley.platform.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.id.ScenarioId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin that the README lets a newcomer write, word by word. */
class ReadmePluginTest {
    private static final Pattern SOURCE =
            Pattern.compile("`src/main/java/(example/\\w+\\.java)`:\\s+```java\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path home;

    @Test
    void isLoaded() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        TestPlugin plugin = TestPlugin.empty("podcast").withEntries("example.PodcastPlugin");
        for (MatchResult source : SOURCE.matcher(readme).results().toList()) {
            plugin = plugin.withSource(source.group(1), source.group(2));
        }
        try (TestRegistry registry = new TestRegistry(home, scenario -> List.of())) {
            plugin.writeInto(registry.dropIn);
            registry.registry.rescan();

            assertThat(registry.status("podcast").reasons()).isEmpty();
            assertThat(registry.registry.scenarios()).containsExactly(new ScenarioId("podcast"));
        }
    }
}
