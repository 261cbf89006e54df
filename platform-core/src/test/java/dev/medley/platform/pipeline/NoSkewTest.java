package dev.medley.platform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.event.ImpressionLog;
import dev.medley.platform.event.LogRecord.DatasetDeclared;
import dev.medley.platform.event.LogRecord.InteractionWritten;
import dev.medley.platform.event.LogRecord.ItemWritten;
import dev.medley.platform.event.LogRecord.JudgmentWritten;
import dev.medley.platform.event.LogRecord.UserWritten;
import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.http.ImpressionRecords;
import dev.medley.platform.offline.ScoreCommand;
import dev.medley.platform.pipeline.RankResult.PlacedItem;
import dev.medley.platform.score.feature.QueryWords;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.packed.InputDefinition;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.score.packed.PackedReader;
import dev.medley.platform.score.packed.PreparedItem;
import dev.medley.platform.score.packed.RowPacker;
import dev.medley.platform.score.registry.ModelRegistry;
import dev.medley.platform.store.InfinispanWorld;
import dev.medley.platform.train.GeneratedWorlds;
import dev.medley.platform.train.ModelTraining;
import dev.medley.platform.train.TestLearning;
import dev.medley.platform.train.TrainingStatus;
import dev.medley.platform.train.WorldPopulation;
import dev.medley.platform.train.example.ExampleMaker;
import dev.medley.platform.train.example.ExampleSettings;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Population.Verdict;
import dev.medley.platform.train.example.Splits;
import dev.medley.platform.train.factor.CollaborativeLearning;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.Statistics;
import dev.medley.platform.world.TestWorld;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.UserId;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.SimpleSharedFeatures;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is learnt from must look as serving would have shown it, and what was served can be computed again from what the
 * impression log kept.
 */
class NoSkewTest {
    private static final long SEED = 11;
    private static final int USERS = 60;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"core", "gbdt", "lr"})
    void whatWasShownScoresTheSameAgain(String kind) throws Exception {
        TestWorld generated = GeneratedWorlds.ratings(USERS, 20, SEED, GeneratedWorlds.TASTE);
        List<String> lines = new ArrayList<>();
        List<RankResult> answers = new ArrayList<>();
        Path models = folder.resolve("models");
        try (InfinispanWorld world = new InfinispanWorld(10_000);
                ModelRegistry registry = ModelRegistry.open(models, new PackedReader(world))) {
            copy(WorldPopulation.of(generated), generated.datasets(), world);
            train(world, registry, kind);
            TestScenario scenario = new TestScenario("video").source("all", 0, 80);
            FakeWorld plain = new FakeWorld();
            try (TestPlatform platform = new TestPlatform(
                    plain,
                    world,
                    List.of(scenario.build()),
                    new SimpleSharedFeatures(plain.counters())::fill,
                    registry,
                    ComponentMetrics.NONE,
                    new ImpressionRecords(kept(lines)),
                    PipelineSettings.defaults())) {
                Random random = new Random(SEED);
                for (int request = 0; request < 30; request++) {
                    // Some ask who never did anything, and the counts go on changing.
                    UserId user = new UserId("u" + random.nextInt(USERS + 10));
                    answers.add(platform.pipeline.rank(scenario.id(), asked(user)));
                    world.inBatch(() -> world.apply(new InteractionWritten(new Interaction(
                            user,
                            GeneratedWorlds.itemId(random.nextInt(80)),
                            InteractionType.RATE,
                            Optional.empty(),
                            1_000 + answers.size(),
                            random.nextInt(2) == 0 ? 5 : 2,
                            Map.of()))));
                }
            }
            assertThat(answers.getFirst().revisions().model())
                    .isEqualTo(registry.active().revision());
        }
        Path file = Files.write(folder.resolve("impressions.jsonl"), lines);
        Path out = folder.resolve("again.tsv");
        Path model = models.resolve(answers.getFirst().revisions().model());
        int code = ScoreCommand.run(
                new String[] {"--model", model.toString(), "--impressions", file.toString(), "--out", out.toString()},
                new PrintStream(PrintStream.nullOutputStream()),
                System.err);
        assertThat(code).isEqualTo(ScoreCommand.DONE);
        compare(answers, Files.readAllLines(out));
    }

    private static void compare(List<RankResult> answers, List<String> table) {
        List<String> header = List.of(table.getFirst().split("\t"));
        assertThat(header)
                .startsWith("requestId", "scenario", "surface", "item")
                .contains("click", "like");
        int line = 1;
        Set<Float> different = new LinkedHashSet<>();
        for (RankResult answer : answers) {
            assertThat(answer.degraded()).isEmpty();
            for (PlacedItem item : answer.items()) {
                String[] cells = table.get(line++).split("\t");
                assertThat(cells)
                        .startsWith(
                                answer.requestId(),
                                "video",
                                "video",
                                item.item().key());
                for (Map.Entry<TaskId, Float> task : item.tasks().entrySet()) {
                    float again =
                            Float.parseFloat(cells[header.indexOf(task.getKey().value())]);
                    assertThat(again).isCloseTo(task.getValue(), within(1e-6f));
                    different.add(again);
                }
            }
        }
        assertThat(line).isEqualTo(table.size()).isGreaterThan(200);
        assertThat(different).as("a model that tells items apart").hasSizeGreaterThan(3);
    }

    private static void train(InfinispanWorld world, ModelRegistry registry, String kind) throws InterruptedException {
        try (ModelTraining training =
                new ModelTraining(world, registry, TestLearning.of(kind, new CollaborativeLearning(SEED)), SEED)) {
            training.start();
            while (training.status().training() instanceof TrainingStatus.Running) {
                Thread.sleep(Duration.ofMillis(5));
            }
            assertThat(training.status().training()).isInstanceOf(TrainingStatus.Idle.class);
        }
    }

    private static RankCommand asked(UserId user) {
        RankCommand command = TestScenario.command(10);
        return new RankCommand(
                command.requestId(),
                Optional.of(user),
                command.sessionId(),
                command.query(),
                command.limit(),
                command.context(),
                command.exclude(),
                command.candidates(),
                command.deadline(),
                command.seed(),
                command.explain());
    }

    private static ImpressionLog kept(List<String> lines) {
        return new ImpressionLog() {
            @Override
            public synchronized boolean offer(byte[] key, byte[] json) {
                lines.add(new String(json, StandardCharsets.UTF_8));
                return true;
            }

            @Override
            public long dropped() {
                return 0;
            }
        };
    }

    /** Everything that may be learnt from, and nothing that is held out. */
    private static void copy(Population population, List<DatasetDeclaration> datasets, InfinispanWorld world) {
        world.inBatch(() -> {
            datasets.forEach(dataset -> world.apply(new DatasetDeclared(dataset)));
            population.items().forEach(item -> world.apply(new ItemWritten(item)));
            for (Person person : population.people()) {
                world.apply(new UserWritten(person.id(), person.profile()));
                person.history().forEach(each -> world.apply(new InteractionWritten(each)));
            }
            for (Verdict verdict : population.judgments()) {
                if (!verdict.isHeldOut()) {
                    world.apply(new JudgmentWritten(verdict.judgment()));
                }
            }
        });
    }

    @Test
    void heldOutRowsLookAsServingShowsThem() {
        TestWorld generated = GeneratedWorlds.ratings(USERS, 20, SEED, GeneratedWorlds.TASTE);
        GeneratedWorlds.addJudgments(generated, 60, SEED);
        Population split = Splits.byOrder(WorldPopulation.of(generated), 0.1, SEED);
        ExampleSettings settings = new ExampleSettings(SEED, 3, Set.of(), true, true, 0, true, 1_000_000);
        ExampleMaker maker = new ExampleMaker(split, settings, new CollaborativeLearning(SEED));
        Examples rows = maker.validation();
        InputDefinition definition = maker.definition();
        try (InfinispanWorld world = new InfinispanWorld(10_000)) {
            copy(split, generated.datasets(), world);
            Statistics live = world.statistics(definition.tasksBySurface(), definition.slots())
                    .orElseThrow();
            RowPacker packer = new RowPacker(
                    new ModelParts(
                            "none", definition, null, maker.statistics(), maker.frequencies(), maker.factors(), null),
                    live);
            Set<String> queries = new LinkedHashSet<>();
            split.judgments().forEach(verdict -> queries.add(verdict.judgment().query()));
            int ofQueries = 0;
            for (int row = 0; row < rows.count(); row++) {
                int asker = rows.request()[row] - split.people().size();
                RequestRows served = asker < 0
                        ? serve(
                                world,
                                packer,
                                split.people().get(rows.request()[row]).id(),
                                split,
                                rows.item()[row])
                        : serve(packer, List.copyOf(queries).get(asker), split, rows.item()[row]);
                ofQueries += asker < 0 ? 0 : 1;
                assertThat(served.statistics())
                        .as("row %d, seed %d", row, SEED)
                        .isEqualTo(Arrays.copyOfRange(rows.statistics(), row * rows.width(), (row + 1) * rows.width()));
                RequestInput learnt = rows.requests().get(rows.request()[row]);
                assertThat(served.request()).usingRecursiveComparison().isEqualTo(learnt);
                assertThat(served.historyEnd()).isEqualTo(rows.historyEnd()[row]);
                assertThat(served.domains()[0]).isEqualTo(rows.domain()[row]);
                assertThat(served.items()[0])
                        .usingRecursiveComparison()
                        .isEqualTo(rows.items().get(rows.item()[row]));
            }
            assertThat(ofQueries).isGreaterThan(20);
            assertThat(rows.count() - ofQueries).isGreaterThan(USERS);
        }
    }

    private static RequestRows serve(
            InfinispanWorld world, RowPacker packer, UserId user, Population population, int item) {
        UserProfile profile = world.users().find(user).orElseThrow();
        List<Interaction> history = world.histories().newest(user, HistoryInput.MAX_EVENTS);
        Map<ItemId, Item> items = new HashMap<>();
        history.forEach(
                each -> items.put(each.item(), world.catalog().find(each.item()).orElseThrow()));
        FieldKeys keys = InputMaker.requestKeys(Optional.of(user), profile, null);
        return packer.pack(
                new RequestInput(keys, InputMaker.history(history, items)),
                profile.age(),
                Optional.empty(),
                Optional.empty(),
                List.of(PreparedItem.of(population.items().get(item))));
    }

    private static RequestRows serve(RowPacker packer, String query, Population population, int item) {
        UserProfile guest = UserProfile.unknown();
        FieldKeys keys = InputMaker.requestKeys(Optional.empty(), guest, new QueryWords(query));
        return packer.pack(
                new RequestInput(keys, HistoryInput.NONE),
                guest.age(),
                Optional.of(query),
                Optional.empty(),
                List.of(PreparedItem.of(population.items().get(item))));
    }
}
