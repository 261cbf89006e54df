package dev.medley.platform.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.medley.platform.dataset.DatasetFolder;
import dev.medley.platform.dataset.DatasetWriter;
import dev.medley.platform.evaluate.Gain;
import dev.medley.platform.evaluate.JudgedRows;
import dev.medley.platform.evaluate.Metrics;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.Trainers;
import dev.medley.platform.train.example.GeneratedPopulation;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Splits;
import dev.medley.platform.train.gbdt.TreeSettings;
import dev.medley.platform.train.gbdt.TreeTrainer;
import dev.medley.platform.train.lr.LinearSettings;
import dev.medley.platform.train.lr.LinearTrainer;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** train, score and evaluate over a folder, one after the other. */
class OfflineCommandsTest {
    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());

    @TempDir
    static Path home;

    private static Path data;
    private static Path given;
    private static Population whole;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void learn() throws IOException {
        whole = GeneratedPopulation.of(80, true, SEED);
        data = Files.createDirectory(home.resolve("data"));
        write(whole, data);
        given = Files.createDirectory(home.resolve("given"));
        write(Splits.byOrder(whole, 0.2, 1), given);
        OfflineCommandsTest first = new OfflineCommandsTest();
        assertThat(first.train(
                        "--data", data, "--out", home.resolve("{model}-1"), "--model", "lr,gbdt", "--split", "random"))
                .as(text(first.err))
                .isEqualTo(TrainCommand.DONE);
        assertThat(text(first.out)).contains("model ", "is in " + home.resolve("gbdt-1"), "popularity");
    }

    @Test
    void aModelIsAFolderThatIsNotOverwritten() throws IOException {
        Path model = home.resolve("gbdt-1");
        assertThat(model.resolve("weights.safetensors")).isNotEmptyFile();
        assertThat(model.resolve("population.safetensors")).isNotEmptyFile();
        assertThat(Files.readString(model.resolve("manifest.json"))).contains("\"split random:0.1:1\"", "\"gbdt\"");
        byte[] before = Files.readAllBytes(model.resolve("manifest.json"));
        assertThat(train("--data", data, "--out", model, "--model", "gbdt")).isEqualTo(TrainCommand.FAILED);
        assertThat(text(err)).isEqualTo("train: --out '" + model + "' exists; name a folder that does not\n");
        assertThat(model.resolve("manifest.json")).hasBinaryContent(before);
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.filter(file -> file.toString().contains("unfinished")))
                    .isEmpty();
        }
    }

    @Test
    void theSameSeedGivesTheSameModel() throws IOException {
        Path again = home.resolve("again");
        assertThat(train("--data", data, "--out", again, "--model", "gbdt", "--split", "random"))
                .isZero();
        assertThat(again.resolve("weights.safetensors"))
                .hasBinaryContent(Files.readAllBytes(home.resolve("gbdt-1").resolve("weights.safetensors")));
        Path other = home.resolve("other");
        assertThat(train("--data", data, "--out", other, "--model", "gbdt", "--split", "random", "--seed", "2"))
                .isZero();
        assertThat(Files.readAllBytes(other.resolve("weights.safetensors")))
                .isNotEqualTo(Files.readAllBytes(again.resolve("weights.safetensors")));
    }

    @Test
    void theDataSetsOwnValidationIsTakenWhereItHasOne() throws IOException {
        Path model = home.resolve("of-given");
        assertThat(train(
                        "--data",
                        given,
                        "--out",
                        model,
                        "--model",
                        "gbdt",
                        "--inputs",
                        "statistics",
                        "--tasks",
                        "like",
                        "--newcomers",
                        "0.5"))
                .as(text(err))
                .isZero();
        assertThat(Files.readString(model.resolve("manifest.json")))
                .contains(
                        "split given",
                        "judged on what came after what was learnt from",
                        "of the users 0.5 were shown as if they were new");
        assertThat(train("--data", data, "--out", home.resolve("none"), "--split", "given"))
                .isEqualTo(TrainCommand.FAILED);
        assertThat(text(err)).contains("--split 'given' is not allowed: the data has no folder validation");
    }

    @Test
    void whatCannotBeLearntIsSaidInOneSentence() {
        assertTrainFails("--data is needed", "--out", home.resolve("x"));
        assertTrainFails("is not a data set: it has no dataset.yaml", "--data", home, "--out", home.resolve("x"));
        assertTrainFails("train needs --out", "--data", data);
        assertTrainFails(
                "model 'oracle' is not allowed; lr, gbdt are",
                "--data",
                data,
                "--out",
                home.resolve("x"),
                "--model",
                "oracle");
        assertTrainFails(
                "is one folder for 2 models", "--data", data, "--out", home.resolve("x"), "--model", "lr,gbdt");
        assertTrainFails(
                "domain 'old' is not one of the data's",
                "--data",
                data,
                "--out",
                home.resolve("x"),
                "--domains",
                "old");
        assertTrainFails(
                "--domain-share 'a' is not allowed", "--data", data, "--out", home.resolve("x"), "--domain-share", "a");
        assertTrainFails(
                "--newcomers '2' is not allowed; a number from 0.0 to 1.0",
                "--data",
                data,
                "--out",
                home.resolve("x"),
                "--newcomers",
                "2");
        assertTrainFails("no example of any task", "--data", data, "--out", home.resolve("x"), "--tasks", "gift");
        assertThat(home.resolve("x")).doesNotExist();
    }

    @Test
    void whatHasNoOrderIsNotSplitByIt() throws IOException {
        List<Person> people = new ArrayList<>();
        for (Person person : whole.people()) {
            List<Interaction> history = person.history().stream()
                    .map(each -> new Interaction(
                            each.user(), each.item(), each.type(), Optional.empty(), 0, each.value(), Map.of()))
                    .toList();
            people.add(new Person(person.id(), person.profile(), history, List.of()));
        }
        Path unordered = Files.createDirectory(home.resolve("unordered"));
        write(whole.with(people, whole.judgments()), unordered);
        assertTrainFails(
                "--split 'order' is not allowed: the data does not say in which order things were done; random is",
                "--data",
                unordered,
                "--out",
                home.resolve("x"),
                "--model",
                "lr",
                "--split",
                "order");
    }

    @Test
    void everyPairIsScoredInItsOrder() throws IOException {
        List<String> lines = List.of(
                "u003\tvideo\ti07\t",
                "nobody\tshop\ti01\t",
                "\tvideo\ti07\t",
                "u003\tvideo\tunheard-of\t",
                "\tsearch\ti03\tblue lamp",
                "u011\tshop\ti01\t",
                "u003\tvideo\ti07\t");
        List<String> scored = score("gbdt-1", lines);
        assertThat(scored.getFirst()).isEqualTo("user\tsurface\titem\tquery\tclick\tlike\tpurchase\trelevance");
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = scored.get(i + 1).split("\t", -1);
            assertThat(scored.get(i + 1)).startsWith(lines.get(i) + "\t");
            for (int task = 4; task < 8; task++) {
                assertThat(Float.parseFloat(cells[task])).isBetween(0f, 1f);
            }
        }
        assertThat(scored).hasSize(lines.size() + 1);
        assertThat(scored.get(7)).isEqualTo(scored.get(1));
        assertThat(scored.get(3)).isNotEqualTo(scored.get(1));
        assertThat(text(out)).contains("7 pairs are scored in ");
        List<String> reversed = score("gbdt-1", lines.reversed());
        assertThat(reversed.subList(1, 8))
                .containsExactlyElementsOf(scored.subList(1, 8).reversed());
    }

    @Test
    void whatCannotBeScoredIsSaid() throws IOException {
        Path pairs = home.resolve("bad.tsv");
        Files.writeString(pairs, "user\tsurface\titem\nu1\tlive\t1\n");
        Path target = home.resolve("bad-out.tsv");
        assertThat(run("--model", home.resolve("lr-1"), "--pairs", pairs, "--out", target))
                .isEqualTo(ScoreCommand.FAILED);
        assertThat(text(err)).startsWith("score: line 2: surface 'live' is not one that the model has learnt");
        assertThat(target).doesNotExist();
        err.reset();
        assertThat(run("--model", data, "--pairs", pairs, "--out", target)).isEqualTo(ScoreCommand.FAILED);
        assertThat(text(err)).contains("is not a model: it has no weights.safetensors");
        err.reset();
        assertThat(run("--model", home.resolve("lr-1"), "--pairs", home.resolve("none"), "--out", target))
                .isEqualTo(ScoreCommand.FAILED);
        assertThat(text(err)).contains("NoSuchFile");
    }

    @Test
    void figuresAreThoseOfTheScores() throws IOException {
        Path json = home.resolve("figures.json");
        Path html = home.resolve("figures.html");
        assertThat(evaluate(
                        "--model",
                        home.resolve("gbdt-1"),
                        "--model",
                        home.resolve("lr-1"),
                        "--data",
                        data,
                        "--split",
                        "random",
                        "--json",
                        json,
                        "--html",
                        html))
                .as(text(err))
                .isEqualTo(EvaluateCommand.DONE);
        assertThat(Files.readString(html)).startsWith("<!DOCTYPE html>").contains("gbdt", "popularity");
        assertThat(text(out)).contains("gbdt", "lr", "popularity");
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.get("results").findValuesAsText("model")).containsExactly("gbdt", "lr", "popularity", "BM25");
        Population split = Splits.random(whole, 0.1, 1);
        for (String domain : List.of("video-young", "video-rest")) {
            List<String> lines = new ArrayList<>();
            List<Float> labels = new ArrayList<>();
            for (Person person : split.people()) {
                boolean young = person.profile().age().orElse(99) < 30;
                for (Interaction kept : person.heldOut()) {
                    if (kept.item().surface().equals(GeneratedPopulation.VIDEO)
                            && young == domain.equals("video-young")) {
                        lines.add(person.id() + "\tvideo\t" + kept.item().key() + "\t");
                        labels.add(kept.value() >= 4 ? 1f : 0f);
                    }
                }
            }
            List<String> scored = score("gbdt-1", lines);
            float[] scores = new float[lines.size()];
            float[] answers = new float[lines.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Float.parseFloat(scored.get(i + 1).split("\t", -1)[4]);
                answers[i] = labels.get(i);
            }
            JsonNode figures = task(report.get("results").get(0), domain, "like");
            assertThat(figures.get("rows").asInt()).isEqualTo(lines.size());
            assertThat(figures.get("figures").get("auc").asDouble())
                    .as("seed %s, %s", SEED, domain)
                    .isCloseTo(Metrics.auc(JudgedRows.of(scores, answers)), within(1e-9));
        }
    }

    @Test
    void eachModelIsJudgedOnItsOwnSplitAndTheSplitsStandSideBySide() throws IOException {
        Path later = home.resolve("later");
        assertThat(train("--data", data, "--out", later.resolve("lr-1"), "--model", "lr", "--split", "order"))
                .as(text(err))
                .isZero();
        Path both = home.resolve("both.json");
        Path html = home.resolve("both.html");
        assertThat(evaluate(
                        "--model",
                        home.resolve("lr-1"),
                        "--model",
                        later.resolve("lr-1"),
                        "--data",
                        data,
                        "--ranking",
                        "5",
                        "--json",
                        both,
                        "--html",
                        html))
                .as(text(err))
                .isZero();
        assertThat(text(out))
                .contains(
                        "validation, split random:0.1:1 and order:0.1:1",
                        "Split random:0.1:1 beside order:0.1:1",
                        "those held out, split random:0.1:1",
                        "those held out, split order:0.1:1")
                .doesNotContain("Difference over seeds");
        assertThat(Files.readString(html)).contains("Splits side by side");
        JsonNode results = new ObjectMapper().readTree(both.toFile()).get("results");
        assertThat(results.findValuesAsText("model"))
                .containsExactly("lr", "popularity", "BM25", "lr", "popularity", "BM25");
        Path alone = home.resolve("alone.json");
        for (Path model : List.of(home.resolve("lr-1"), later.resolve("lr-1"))) {
            assertThat(evaluate("--model", model, "--data", data, "--json", alone))
                    .isZero();
            JsonNode ofOne = new ObjectMapper().readTree(alone.toFile()).get("results");
            int first = model.startsWith(later) ? 3 : 0;
            for (int i = 0; i < 3; i++) {
                assertThat(results.get(first + i))
                        .as("%s, seed %s", model, SEED)
                        .isEqualTo(ofOne.get(i));
            }
        }
        assertThat(results.get(0).get("tasks")).isNotEqualTo(results.get(3).get("tasks"));
        err.reset();
        assertThat(evaluate(
                        "--model",
                        home.resolve("lr-1"),
                        "--model",
                        later.resolve("lr-1"),
                        "--data",
                        data,
                        "--split",
                        "random"))
                .isEqualTo(EvaluateCommand.FAILED);
        assertThat(text(err)).contains("--split random:0.1:1 is not that of '" + later.resolve("lr-1") + "'");
    }

    @Test
    void judgedQueriesAreSortedByTheirWordsToo() throws IOException {
        Path json = home.resolve("lexical.json");
        assertThat(evaluate("--model", home.resolve("lr-1"), "--data", data, "--json", json))
                .as(text(err))
                .isZero();
        assertThat(text(out)).contains("(popularity)  (BM25)");
        JsonNode lexical =
                new ObjectMapper().readTree(json.toFile()).get("results").get(2);
        assertThat(lexical.get("baseline").asBoolean()).isTrue();
        assertThat(lexical.get("tasks").findValuesAsText("scenario"))
                .as("users' rows have no words")
                .containsExactly("search");
        JsonNode figures = task(lexical, "search", "relevance").get("figures");
        assertThat(figures.has("rmse")).isFalse();
        List<Judgment> judged = Splits.random(whole, 0.1, 1).judgments().stream()
                .filter(Population.Verdict::isHeldOut)
                .map(Population.Verdict::judgment)
                .toList();
        assertThat(judged).isNotEmpty();
        float[] scores = new float[judged.size()];
        float[] grades = new float[judged.size()];
        int[] groups = new int[judged.size()];
        for (int i = 0; i < groups.length; i++) {
            Judgment judgment = judged.get(i);
            scores[i] = (float) bm25(
                    judgment.query(),
                    whole.items().get(whole.numberOf(judgment.item())).title());
            grades[i] = judgment.grade();
            groups[i] = judgment.query().hashCode() & Integer.MAX_VALUE;
        }
        assertThat(figures.get("ndcg_10").asDouble())
                .as("seed %s", SEED)
                .isCloseTo(
                        Metrics.ndcg(JudgedRows.of(scores, grades, null, groups), 10, new Gain.Linear())
                                .value(),
                        within(1e-9));
    }

    /** By the book, over titles that are words with a space between. */
    private static double bm25(String query, String title) {
        List<List<String>> titles = whole.items().stream()
                .map(item -> List.of(item.title().split(" ")))
                .toList();
        List<String> words = List.of(title.split(" "));
        double mean = titles.stream().mapToInt(List::size).average().orElseThrow();
        double sum = 0;
        for (String word : query.split(" ")) {
            long with = titles.stream().filter(each -> each.contains(word)).count();
            long times = words.stream().filter(word::equals).count();
            double rare = Math.log(1 + (titles.size() - with + 0.5) / (with + 0.5));
            sum += rare * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * words.size() / mean));
        }
        return sum;
    }

    @Test
    void rankingsStandBesideBaselines() {
        assertThat(evaluate(
                        "--model", home.resolve("lr-1"),
                        "--data", data,
                        "--split", "random",
                        "--tasks", "click,purchase",
                        "--ranking", "12",
                        "--users", "20"))
                .as(text(err))
                .isZero();
        assertThat(text(out))
                .contains("NDCG@10 over 12 items drawn", "video-young, ", "item-to-item", "EASE", "    lr ")
                .doesNotContain("BM25");
    }

    @Test
    void whatCannotBeJudgedIsSaid() {
        assertThat(evaluate("--data", data)).isEqualTo(EvaluateCommand.FAILED);
        assertThat(text(err)).isEqualTo("evaluate: --model is needed\n");
        err.reset();
        assertThat(evaluate("--model", home.resolve("lr-1"), "--data", data, "--split", "order"))
                .isEqualTo(EvaluateCommand.FAILED);
        assertThat(text(err))
                .startsWith(
                        "evaluate: --split order:0.1:1 is not that of '" + home.resolve("lr-1") + "', random:0.1:1: ")
                .contains("judged on what they have learnt from");
        err.reset();
        assertThat(evaluate("--model", home.resolve("lr-1"), "--data", data, "--tasks", "gift"))
                .isEqualTo(EvaluateCommand.FAILED);
        assertThat(text(err)).startsWith("evaluate: ").contains("no example of any task");
        err.reset();
        assertThat(evaluate("--model", home.resolve("lr-1"), "--data", data, "--ranking", "none"))
                .isEqualTo(EvaluateCommand.FAILED);
        assertThat(text(err)).contains("--ranking 'none' is not allowed");
    }

    private static JsonNode task(JsonNode result, String scenario, String task) {
        for (JsonNode each : result.get("tasks")) {
            if (each.get("scenario").asText().equals(scenario)
                    && each.get("task").asText().equals(task)) {
                return each;
            }
        }
        throw new AssertionError(scenario + " " + task + " is not in " + result);
    }

    private List<String> score(String model, List<String> lines) throws IOException {
        Path pairs = home.resolve("pairs.tsv");
        List<String> all = new ArrayList<>(List.of("user\tsurface\titem\tquery"));
        all.addAll(lines);
        Files.write(pairs, all);
        Path target = home.resolve("scored.tsv");
        assertThat(run("--model", home.resolve(model), "--pairs", pairs, "--out", target, "--threads", "2"))
                .as(text(err))
                .isEqualTo(ScoreCommand.DONE);
        return Files.readAllLines(target);
    }

    private static void write(Population population, Path folder) throws IOException {
        DatasetDeclaration declaration = new DatasetDeclaration(
                "generated", "Generated", GeneratedPopulation.MEANINGS, GeneratedPopulation.DOMAINS);
        try (DatasetWriter writer = new DatasetWriter(folder, declaration, List.of())) {
            for (Item item : population.items()) {
                writer.write(item);
            }
            for (Person person : population.people()) {
                writer.write(person.id(), person.profile());
                for (Interaction interaction : person.history()) {
                    writer.write(interaction);
                }
                for (Interaction interaction : person.heldOut()) {
                    writer.writeForValidation(interaction);
                }
            }
            for (Population.Verdict verdict : population.judgments()) {
                writer.write(verdict.judgment());
            }
        }
        assertThat(DatasetFolder.open(folder).declaration()).isEqualTo(declaration);
    }

    private void assertTrainFails(String saying, Object... words) {
        err.reset();
        assertThat(train(words)).isEqualTo(TrainCommand.FAILED);
        assertThat(text(err)).startsWith("train: ").contains(saying).hasLineCount(1);
    }

    private int train(Object... words) {
        SequencedMap<String, Supplier<Trainer>> byKind = new LinkedHashMap<>();
        byKind.put("lr", () -> new LinearTrainer(new LinearSettings(0.1, 1, 0.5, 2, 2, 1 << 16, 3, 2)));
        byKind.put("gbdt", () -> new TreeTrainer(new TreeSettings(3, 0.3, 1, 1, 1, 1, 20, 5)));
        return TrainCommand.run(words(words), new Trainers(byKind), stream(out), stream(err));
    }

    private int run(Object... words) {
        return ScoreCommand.run(words(words), stream(out), stream(err));
    }

    private int evaluate(Object... words) {
        return EvaluateCommand.run(words(words), stream(out), stream(err));
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
}
