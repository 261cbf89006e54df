package dev.medley.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/testing-plugins.md shows is what compiles and runs here. */
class TestingPluginsPageTest {
    private static final Path PAGE = Path.of("../docs/testing-plugins.md");
    private static final List<Path> SOURCES = List.of(
            Path.of("src/test/java/dev/medley/testkit/books/BooksPlugin.java"),
            Path.of("src/test/java/dev/medley/testkit/books/BooksPluginTest.java"),
            Path.of("src/test/resources/golden/books.txt"));

    @Test
    void everyExampleIsInTheModule() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (Path source : SOURCES) {
            sources.append(Files.readString(source)).append('\n');
        }
        String expected = withoutIndents(sources.toString());
        List<String> examples = Pattern.compile("```(?:java|text)\\R(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertFalse(examples.isEmpty());
        for (String example : examples) {
            assertTrue(expected.contains(withoutIndents(example)), () -> "not in the module:\n" + example);
        }
    }

    private static String withoutIndents(String text) {
        return text.replaceAll("(?m)^ +", "");
    }
}
