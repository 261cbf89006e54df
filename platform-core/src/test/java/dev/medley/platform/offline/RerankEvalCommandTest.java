package dev.medley.platform.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.medley.platform.config.SlateSettings;
import dev.medley.platform.dataset.DatasetWriter;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.Trainers;
import dev.medley.platform.train.example.GeneratedPopulation;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.lr.LinearSettings;
import dev.medley.platform.train.lr.LinearTrainer;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Form;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RerankEvalCommandTest {
    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());

    @TempDir
    static Path home;

    private static Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void write() throws IOException {
        data = Files.createDirectory(home.resolve("data"));
        Population population = GeneratedPopulation.of(80, true, SEED);
        DatasetDeclaration declaration = new DatasetDeclaration(
                "generated", "Generated", GeneratedPopulation.MEANINGS, GeneratedPopulation.DOMAINS);
        try (DatasetWriter writer = new DatasetWriter(data, declaration, List.of())) {
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
    }

    private int run(Object... words) {
        out.reset();
        err.reset();
        return RerankEvalCommand.run(words(words), stream(out), stream(err));
    }

    private static String[] words(Object... words) {
        return Stream.of(words).map(Object::toString).toArray(String[]::new);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode json(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
        for (JsonNode point : json.get("points")) {
            ((ObjectNode) point.get("figures")).remove(List.of("latency_p50_us", "latency_p99_us", "bytes_per_slate"));
        }
        return json;
    }

    @Test
    void withoutAModelValuesComeFromTheHistories() throws IOException {
        Path file = home.resolve("plain.json");
        Path page = home.resolve("plain.html");
        Object[] words = {
            "--data",
            data,
            "--places",
            6,
            "--candidates",
            20,
            "--split",
            "random",
            "--share",
            "0.3",
            "--weights",
            "0,0.5,1",
            "--attribute",
            "language",
            "--json",
            file,
            "--html",
            page,
            "--threads",
            1
        };
        assertThat(run(words)).as(text(err)).isEqualTo(RerankEvalCommand.DONE);
        assertThat(text(out))
                .contains("Hypervolume", "DetConstSort", "fair to the groups by language", "not calibrated");
        assertThat(page)
                .content()
                .contains(
                        "<svg", "max-min share", "a part of diversity 0.02, interests", "the probabilities of like of");
        JsonNode first = json(file);
        assertThat(first.get("controlled").textValue()).isEqualTo("language");
        assertThat(first.get("points")).hasSize(1 + 15 * 3);
        for (JsonNode point : first.get("points")) {
            assertThat(point.get("figures").get("safety_violations").intValue()).isZero();
            assertThat(point.get("ndcg_of_user_groups").size()).isPositive();
        }
        assertThat(first.get("points")
                        .get(0)
                        .get("figures")
                        .get("ndcg_retention")
                        .doubleValue())
                .isEqualTo(1);
        assertThat(run(words)).isEqualTo(RerankEvalCommand.DONE);
        assertThat(json(file)).as("the same again").isEqualTo(first);
    }

    /** Where no weight is, as where the worths are 0, the order is the plain one. */
    @Test
    void slatesAreLaidAsTheyAreServed() throws IOException {
        Path file = home.resolve("served.json");
        SlateSettings usual = SlateSettings.DEFAULTS;
        String defaults = usual.diversity() + "/" + usual.likeness() + "/" + usual.interests();
        assertThat(run(
                        "--data",
                        data,
                        "--places",
                        5,
                        "--candidates",
                        20,
                        "--split",
                        "random",
                        "--share",
                        "0.3",
                        "--weights",
                        "0,1",
                        "--methods",
                        "as served",
                        "--served",
                        "0/4/0,2/4/0.5," + defaults,
                        "--json",
                        file))
                .as(text(err))
                .isEqualTo(RerankEvalCommand.DONE);
        JsonNode json = json(file);
        assertThat(json.get("methods").findValuesAsText("name"))
                .containsExactly(
                        "plain order", "as served", "as served 0/4/0", "as served 2/4/0.5", "as served " + defaults);
        assertThat(figures(json, "as served")).isEqualTo(figures(json, "as served " + defaults));
        JsonNode plain = json.get("points").get(0).get("figures");
        for (JsonNode point : json.get("points")) {
            boolean isPlain = point.get("weight").doubleValue() == 0
                    || point.get("method").textValue().equals("as served 0/4/0");
            if (isPlain) {
                assertThat(point.get("figures"))
                        .as(point.get("method").textValue())
                        .isEqualTo(plain);
            } else if (point.get("method").textValue().equals("as served 2/4/0.5")) {
                assertThat(point.get("figures").get("value_retention").doubleValue())
                        .as("value is given away for the worths")
                        .isLessThan(plain.get("value_retention").doubleValue());
            }
        }
    }

    private static List<JsonNode> figures(JsonNode json, String method) {
        List<JsonNode> figures = new ArrayList<>();
        for (JsonNode point : json.get("points")) {
            if (point.get("method").textValue().equals(method)) {
                figures.add(point.get("figures"));
            }
        }
        return figures;
    }

    private static Path queries(String name) throws IOException {
        Path folder = Files.createDirectory(home.resolve(name));
        Random random = new Random(SEED);
        SurfaceId search = new SurfaceId("search");
        String[] brands = {"Acme", "Acme", "Acme", "Birch", "Birch", "Cedar"};
        String[] things = {"door", "lamp", "saw", "tile", "rug"};
        String[] kinds = {"white", "oak", "steel", "small", "large"};
        DatasetDeclaration declaration = new DatasetDeclaration(
                name,
                "Judged",
                List.of(new Meaning(search, Meaning.JUDGMENT, Tasks.RELEVANCE, 0.75f, Form.GRADE)),
                List.of());
        try (DatasetWriter writer = new DatasetWriter(folder, declaration, List.of())) {
            for (int item = 0; item < 300; item++) {
                writer.write(Item.of(
                        new ItemId(search, "i" + item),
                        brands[item % brands.length] + " " + things[item / 6 % 5] + " " + kinds[item / 30 % 5]));
            }
            for (int query = 0; query < 60; query++) {
                String text = kinds[query % 5] + " " + things[query / 5 % 5] + (query < 25 ? "" : " no " + query);
                for (int i = 0; i < 4; i++) {
                    // One of the things that were asked for: every fifth run of six items.
                    int number = query / 5 % 5 * 6 + 30 * random.nextInt(10) + random.nextInt(6);
                    ItemId item = new ItemId(search, "i" + number);
                    writer.write(new Judgment(text, item, i / 3f));
                }
            }
        }
        return folder;
    }

    @Test
    void judgedQueriesAreReplayedByTheWordsOfTheirItems() throws IOException {
        Path file = home.resolve("queries.json");
        Object[] words = {
            "--data",
            queries("judged"),
            "--places",
            5,
            "--candidates",
            30,
            "--share",
            "0.5",
            "--weights",
            "0,1",
            "--methods",
            "DetConstSort,unified floors",
            "--aims",
            "0.1/4/0/0.1/1/0",
            "--json",
            file
        };
        assertThat(run(words)).as(text(err)).isEqualTo(RerankEvalCommand.DONE);
        assertThat(text(out))
                .contains(
                        "queries with something held out",
                        "BM25",
                        "first word of the title",
                        "unified 0.1/4/0/0.1/1/0");
        JsonNode first = json(file);
        assertThat(first.get("controlled").textValue()).isEqualTo("seller");
        assertThat(first.get("points")).hasSize(1 + 3 * 2);
        for (JsonNode point : first.get("points")) {
            JsonNode figures = point.get("figures");
            assertThat(figures.get("ndcg").doubleValue()).isPositive();
            if (point.get("weight").doubleValue() == 1
                    && !point.get("method").textValue().contains("/")) {
                // Every group has its share of a slate's own candidates, so floors can always be held.
                assertThat(figures.get("infeasible_index").doubleValue()).isZero();
            }
        }
    }

    @Test
    void sharesAreThoseThatWereAskedFor() throws IOException {
        Path file = home.resolve("shares.json");
        for (String shares : List.of("candidates", "catalogue", "equal")) {
            assertThat(run(
                            "--data",
                            data,
                            "--places",
                            5,
                            "--candidates",
                            20,
                            "--split",
                            "random",
                            "--share",
                            "0.3",
                            "--weights",
                            "1",
                            "--attribute",
                            "language",
                            "--methods",
                            "FairRec",
                            "--shares",
                            shares,
                            "--json",
                            file))
                    .as(text(err))
                    .isEqualTo(RerankEvalCommand.DONE);
            double sum = 0;
            JsonNode groups = json(file).get("attributes").get(0).get("groups");
            for (JsonNode group : groups) {
                sum += group.get("share").doubleValue();
                if (shares.equals("equal")) {
                    assertThat(group.get("share").doubleValue()).isEqualTo(1.0 / groups.size());
                }
            }
            assertThat(sum).as(shares).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void aModelIsNotJudgedOnWhatItHasLearntFrom() throws IOException {
        Path model = home.resolve("lr-1");
        SequencedMap<String, Supplier<Trainer>> byKind = new LinkedHashMap<>();
        byKind.put("lr", () -> new LinearTrainer(new LinearSettings(0.1, 1, 0.5, 2, 2, 1 << 16, 3, 2)));
        assertThat(TrainCommand.run(
                        words("--data", data, "--out", model, "--model", "lr", "--split", "random", "--share", "0.3"),
                        new Trainers(byKind),
                        stream(out),
                        stream(err)))
                .as(text(err))
                .isEqualTo(TrainCommand.DONE);
        Path file = home.resolve("model.json");
        Object[] base = {"--data", data, "--model", model, "--places", 5, "--candidates", 20, "--weights", "0.5"};
        Object[] plain =
                Stream.concat(Stream.of(base), Stream.of("--json", file)).toArray();
        assertThat(run(plain)).as(text(err)).isEqualTo(RerankEvalCommand.DONE);
        assertThat(text(out))
                .contains("held out what the model has not learnt from", "calibrated probabilities of lr-1 times");
        JsonNode implied = json(file);
        // The split of its training is what it has not learnt from.
        Object[] same = Stream.concat(Stream.of(plain), Stream.of("--split", "random", "--share", "0.3"))
                .toArray();
        assertThat(run(same)).as(text(err)).isEqualTo(RerankEvalCommand.DONE);
        assertThat(json(file).get("points")).isEqualTo(implied.get("points"));
        Object[] other = Stream.concat(Stream.of(base), Stream.of("--split", "random", "--split-seed", "9"))
                .toArray();
        assertThat(run(other)).isEqualTo(RerankEvalCommand.FAILED);
        assertThat(text(err))
                .startsWith("rerank-eval: the model has learnt from ")
                .contains("leave --split out");
    }

    @Test
    void whatCannotBeComparedIsSaidInOneSentence() {
        assertFails("--data is needed");
        assertFails("--places '0' is not allowed; a whole number from 1", "--data", data, "--places", 0);
        assertFails("--candidates '10' is not allowed; a whole number from 20", "--data", data, "--candidates", 10);
        assertFails("--weights '2' is not allowed", "--data", data, "--weights", "0,2");
        assertFails(
                "--shares 'mine' is not allowed; candidates, catalogue, equal are", "--data", data, "--shares", "mine");
        assertFails(
                "--aims '1/2' is not allowed; theta/alpha/coverage/interests/priced/floors, six numbers, are",
                "--data",
                data,
                "--aims",
                "1/2");
        assertFails(
                "--aims 0/1/0/0/2/0: '2' is not allowed; a number from 0.0 to 1.0",
                "--data",
                data,
                "--aims",
                "0/1/0/0/2/0");
        assertFails(
                "--served 1/2/: '' is not allowed; a number from 0.0 to 1000.0", "--data", data, "--served", "1/2/");
        assertFails(
                "--served '1/2' is not allowed; diversity/likeness/interests, three numbers, are",
                "--data",
                data,
                "--served",
                "1/2");
        assertFails(
                "--served 1/0/1: '0' is not allowed; a number from 0.001 to 1000.0",
                "--data",
                data,
                "--served",
                "1/0/1");
        assertFails("--drawn '2' is not allowed; a number from 0.0 to 1.0", "--data", data, "--drawn", 2);
        assertFails("--attribute 'colour' is not allowed; ", "--data", data, "--attribute", "colour");
        assertFails("the data says nothing of surface 'live'", "--data", data, "--surface", "live");
        assertFails("the data says nothing of task 'gift' on surface 'video'", "--data", data, "--tasks", "gift=2");
        assertFails("'--size' is not an option of rerank-eval", "--data", data, "--size", 1);
    }

    private void assertFails(String saying, Object... words) {
        assertThat(run(words)).isEqualTo(RerankEvalCommand.FAILED);
        assertThat(text(err)).startsWith("rerank-eval: ").contains(saying).hasLineCount(1);
    }
}
