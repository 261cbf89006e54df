package dev.medley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.testkit.books.BooksPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenCorpusTest {
    private static final ScenarioFactory BOOKS =
            new BooksPlugin().scenarioFactories().getFirst();

    @TempDir
    private Path directory;

    private GoldenCorpus corpus(Path file) {
        return GoldenCorpus.of(BOOKS, file).add("one book", world -> {
            ItemId emma = ItemId.of("books", "emma");
            world.items().put(Item.of(emma, "Emma"));
            world.interactions().add(new UserId("ada"), emma, InteractionType.CLICK, world.now());
            return world.request(BOOKS.scenario()).build();
        });
    }

    /** Names of tests to what they say when they fail; empty texts for those that pass. */
    private static Map<String, String> outcomes(GoldenCorpus corpus) {
        Map<String, String> outcomes = new TreeMap<>();
        corpus.tests().forEach(test -> {
            try {
                test.getExecutable().execute();
                outcomes.put(test.getDisplayName(), "");
            } catch (Throwable failure) {
                outcomes.put(test.getDisplayName(), failure.getMessage());
            }
        });
        return outcomes;
    }

    @Test
    void aCaseThatIsNotInTheFileFailsAndSaysHowToPutItThere() {
        Map<String, String> outcomes = outcomes(corpus(directory.resolve("none.txt")));
        assertTrue(outcomes.get("one book").contains("-Dgolden.accept=true"), outcomes::toString);
    }

    @Test
    void acceptedAnswersAreComparedAndChangesNoticed() throws IOException {
        Path file = directory.resolve("golden/books.txt");
        System.setProperty(GoldenCorpus.ACCEPT_PROPERTY, "true");
        try {
            outcomes(corpus(file));
        } finally {
            System.clearProperty(GoldenCorpus.ACCEPT_PROPERTY);
        }
        assertEquals("", outcomes(corpus(file)).get("one book"));
        Files.writeString(file, Files.readString(file).replace("books/emma", "books/dracula") + "\n# gone\n");
        Map<String, String> outcomes = outcomes(corpus(file));
        assertTrue(outcomes.get("one book").contains("books/dracula"), outcomes::toString);
        assertTrue(outcomes.get("the file has no case that is gone").contains("[gone]"), outcomes::toString);
    }

    @Test
    void filtersAndRulesThatNoCaseNeedsAreNamed() {
        String idle =
                outcomes(corpus(directory.resolve("none.txt"))).get("every filter and safety rule decides a case");
        assertTrue(idle.contains("[already-read, min-age-rule]"), idle);
    }
}
