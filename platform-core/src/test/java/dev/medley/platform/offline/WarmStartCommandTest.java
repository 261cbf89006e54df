package dev.medley.platform.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.medley.platform.dataset.DatasetWriter;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.Trainers;
import dev.medley.platform.train.example.GeneratedPopulation;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.lr.LinearSettings;
import dev.medley.platform.train.lr.LinearTrainer;
import dev.medley.platform.train.torch.CoreTrainer;
import dev.medley.platform.train.torch.DnnTrainer;
import dev.medley.platform.train.torch.FitSettings;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** train --from: what is written says what it was started from, and what does not fit is refused. */
class WarmStartCommandTest {
    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());
    private static final String REST = "video-rest";

    @TempDir
    static Path home;

    private static Path data;
    /** The same before it was told which users are which domain. */
    private static Path before;

    private static Path parent;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void learn() throws IOException {
        Population whole = GeneratedPopulation.of(60, true, SEED);
        data = write(whole, "data", GeneratedPopulation.DOMAINS);
        before = write(whole, "before", GeneratedPopulation.DOMAINS.subList(0, 1));
        parent = home.resolve("parent");
        WarmStartCommandTest first = new WarmStartCommandTest();
        assertThat(first.train(before, "--tasks", "like", "--model", "core", "--out", parent))
                .as(text(first.err))
                .isEqualTo(TrainCommand.DONE);
        assertThat(manifest(parent).get("parents")).isEmpty();
    }

    private static Path write(Population population, String name, List<Domain> domains) throws IOException {
        Path folder = Files.createDirectory(home.resolve(name));
        DatasetDeclaration declaration =
                new DatasetDeclaration("generated", "Generated", GeneratedPopulation.MEANINGS, domains);
        try (DatasetWriter writer = new DatasetWriter(folder, declaration, List.of())) {
            for (Item item : population.items()) {
                writer.write(item);
            }
            for (Person person : population.people()) {
                writer.write(person.id(), person.profile());
                for (Interaction interaction : person.history()) {
                    writer.write(interaction);
                }
            }
        }
        return folder;
    }

    @Test
    void theManifestNamesTheParentAndTheNotesSayWhatIsNew() throws IOException {
        Path child = home.resolve("child");
        // Without --model it is of its parent's kind.
        assertThat(train(data, "--tasks", "like", "--from", parent, "--out", child))
                .as("seed %s: %s", SEED, text(err))
                .isEqualTo(TrainCommand.DONE);
        JsonNode manifest = manifest(child);
        String revision = manifest(parent).get("revision").asText();
        assertThat(manifest.get("kind").asText()).isEqualTo("core");
        assertThat(manifest.get("parents")).hasSize(1);
        assertThat(manifest.get("parents").get(0).asText()).isEqualTo(revision);
        assertThat(manifest.get("revision").asText()).isNotEqualTo(revision);
        assertThat(manifest.get("notes").toString()).contains("started from " + revision + "; new domains: " + REST);
        assertThat(text(out)).contains("starting from a model: validation ");
        Path grandchild = home.resolve("grandchild");
        assertThat(train(before, "--tasks", "like", "--from", child, "--unused", "drop", "--out", grandchild))
                .as("seed %s: %s", SEED, text(err))
                .isEqualTo(TrainCommand.DONE);
        assertThat(manifest(grandchild).get("parents").get(0).asText())
                .isEqualTo(manifest.get("revision").asText());
        assertThat(manifest(grandchild).get("notes").toString())
                .contains("domains left out: " + REST, "keys dropped that the examples do not name");
    }

    @Test
    void whatDoesNotFitIsRefusedWithAllThatDiffers() throws IOException {
        String revision = manifest(parent).get("revision").asText();
        String prefix = "model " + revision + " cannot be started from: ";
        assertFails(
                List.of(
                        prefix + "model is dnn, its model is core; tasks is [click, like], its tasks is [like]; ",
                        "statistics is false, its statistics is true; history is false, its history is true; ",
                        "tasks a surface is 2, its tasks a surface is 1"),
                "--from",
                parent,
                "--model",
                "dnn",
                "--tasks",
                "click,like",
                "--inputs",
                "ids");
        assertFails(
                List.of(prefix + "model is lr, its model is core"),
                "--from",
                parent,
                "--model",
                "lr",
                "--tasks",
                "like");
        Path linear = home.resolve("linear");
        assertThat(train(data, "--tasks", "like", "--model", "lr", "--out", linear))
                .isEqualTo(TrainCommand.DONE);
        assertFails(List.of("a model of this kind cannot start from another"), "--from", linear, "--tasks", "like");
        assertFails(List.of("is not a model: it has no weights.safetensors"), "--from", data);
        assertFails(List.of("--unused 'drop' is allowed beside --from alone"), "--unused", "drop");
        assertFails(List.of("--unused 'some' is not allowed; keep, drop are"), "--from", parent, "--unused", "some");
        assertThat(home.resolve("refused")).doesNotExist();
    }

    private void assertFails(List<String> sayings, Object... words) {
        err.reset();
        assertThat(train(
                        data,
                        Stream.concat(Stream.of(words), Stream.of("--out", home.resolve("refused")))
                                .toArray()))
                .isEqualTo(TrainCommand.FAILED);
        assertThat(text(err)).startsWith("train: ").contains(sayings).hasLineCount(1);
    }

    private int train(Path from, Object... words) {
        FitSettings fit = new FitSettings(
                8, 0, 8, 8, 256, 2, 2, 2e-3, 1e-4, 0.03, 0.01, 0.3, 0.03, 0.02, 0.1, 0.1, 0.1, 0, 2, 0.1);
        SequencedMap<String, Supplier<Trainer>> byKind = new LinkedHashMap<>();
        byKind.put("core", () -> new CoreTrainer(fit, 2));
        byKind.put("dnn", () -> new DnnTrainer(fit));
        byKind.put("lr", () -> new LinearTrainer(new LinearSettings(0.1, 1, 0.5, 2, 2, 1 << 16, 3, 2)));
        String[] all = Stream.concat(Stream.of("--data", from, "--split", "random"), Stream.of(words))
                .map(Object::toString)
                .toArray(String[]::new);
        return TrainCommand.run(all, new Trainers(byKind), stream(out), stream(err));
    }

    private static JsonNode manifest(Path model) throws IOException {
        return new ObjectMapper().readTree(model.resolve("manifest.json").toFile());
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
