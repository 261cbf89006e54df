package dev.medley.platform.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.medley.platform.dataset.DatasetFolder;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Population.Verdict;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.UserProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPopulationTest {
    @TempDir
    Path folder;

    @BeforeEach
    void declare() throws IOException {
        write("dataset.yaml", "name: small", "meanings: [{surface: video, type: rate, task: like, at-least: 4}]");
        write("items.jsonl", item("b"), item("a"), "{\"surface\":\"video\"}");
        write("users.jsonl", "{\"user\":\"z\",\"age\":30}", "{\"user\":\"a\",\"age\":40}");
        write("interactions.jsonl", rate("m", "b", 2), rate("m", "a", 1), rate("z", "a", 1));
        write("judgments.jsonl", judged("q", "a", 0.25), judged("p", "a", 0.5), judged("q", "a", 0.75));
    }

    @Test
    void usersItemsAndInteractionsStandInTheirOrder() throws IOException {
        FolderPopulation read = read();
        Population population = read.population();
        assertThat(population.items()).extracting(item -> item.id().key()).containsExactly("a", "b");
        assertThat(population.people())
                .extracting(person -> person.id().value())
                .containsExactly("a", "m", "z");
        assertThat(population.people().get(1).profile()).isEqualTo(UserProfile.unknown());
        assertThat(population.people().get(1).history())
                .extracting(interaction -> interaction.item().key())
                .containsExactly("a", "b");
        assertThat(population.people().getFirst().history()).isEmpty();
        assertThat(population.judgments())
                .extracting(
                        verdict -> verdict.judgment().query(),
                        verdict -> verdict.judgment().grade())
                .containsExactly(tuple("p", 0.5f), tuple("q", 0.75f));
        assertThat(read.names()).containsExactly("small");
        assertThat(read.lines()).isEqualTo(10);
        assertThat(read.hasValidation()).isFalse();
        assertThat(read.rejected()).singleElement().asString().contains("items.jsonl line 3", "item");
    }

    @Test
    void whatStandsInTheFolderValidationIsHeldOut() throws IOException {
        String before = read().fingerprint();
        assertThat(read().fingerprint()).isEqualTo(before).hasSize(64);
        Files.createDirectory(folder.resolve("validation"));
        write("validation/interactions.jsonl", rate("m", "c", 3), rate("new", "a", 1));
        write("validation/judgments.jsonl", judged("q", "a", 1), judged("r", "b", 0));
        FolderPopulation read = read();
        assertThat(read.hasValidation()).isTrue();
        assertThat(read.fingerprint()).isNotEqualTo(before);
        List<Person> people = read.population().people();
        assertThat(people).extracting(person -> person.id().value()).containsExactly("a", "m", "new", "z");
        assertThat(people.get(1).history()).hasSize(2);
        assertThat(people.get(1).heldOut()).extracting(Interaction::order).containsExactly(3L);
        assertThat(people.get(2).history()).isEmpty();
        // Judged twice, the later counts, and it is held out.
        assertThat(read.population().judgments())
                .extracting(verdict -> verdict.judgment().query())
                .containsExactly("p", "q", "r");
        assertThat(read.population().judgments()).extracting(Verdict::isHeldOut).containsExactly(false, true, true);
    }

    private FolderPopulation read() throws IOException {
        return FolderPopulation.read(List.of(DatasetFolder.open(folder)));
    }

    private void write(String file, String... lines) throws IOException {
        Files.write(folder.resolve(file), List.of(lines));
    }

    private static String item(String key) {
        return "{\"surface\":\"video\",\"item\":\"" + key + "\"}";
    }

    private static String rate(String user, String item, int order) {
        return "{\"user\":\"" + user + "\",\"surface\":\"video\",\"item\":\"" + item + "\",\"type\":\"rate\",\"order\":"
                + order + ",\"value\":4}";
    }

    private static String judged(String query, String item, double grade) {
        return "{\"query\":\"" + query + "\",\"surface\":\"video\",\"item\":\"" + item + "\",\"grade\":" + grade + "}";
    }
}
