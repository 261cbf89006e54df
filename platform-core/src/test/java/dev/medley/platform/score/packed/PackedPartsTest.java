package dev.medley.platform.score.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.medley.platform.score.family.ScorerFamily;
import dev.medley.platform.score.feature.QueryWords;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.weights.SafetensorsFile;
import dev.medley.platform.score.weights.Tensors;
import dev.medley.platform.train.LearningSettings;
import dev.medley.platform.train.LearntModel;
import dev.medley.platform.train.ModelLearning;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.Trainers;
import dev.medley.platform.train.example.ExampleMaker;
import dev.medley.platform.train.example.ExampleSettings;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.example.FactorLearning;
import dev.medley.platform.train.example.GeneratedPopulation;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Splits;
import dev.medley.platform.train.factor.CollaborativeLearning;
import dev.medley.platform.train.gbdt.TreeSettings;
import dev.medley.platform.train.gbdt.TreeTrainer;
import dev.medley.platform.train.lr.LinearSettings;
import dev.medley.platform.train.lr.LinearTrainer;
import dev.medley.platform.train.task.GeneratedTasks;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model needs beside its weights: written and read, and packed as its examples were made. */
class PackedPartsTest {
    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());
    private static Population population;
    private static List<LearntModel> models;

    @TempDir
    Path folder;

    @BeforeAll
    static void learn() {
        population = Splits.random(GeneratedPopulation.of(90, true, SEED), 0.15, 3);
        SequencedMap<String, Supplier<Trainer>> byKind = new LinkedHashMap<>();
        byKind.put("lr", () -> new LinearTrainer(new LinearSettings(0.1, 1, 0.5, 2, 2, 1 << 16, 3, 2)));
        byKind.put("gbdt", () -> new TreeTrainer(new TreeSettings(3, 0.3, 1, 1, 1, 1, 20, 5)));
        models = new ModelLearning(new Trainers(byKind), new CollaborativeLearning(1))
                .learn(
                        population,
                        List.of("lr", "gbdt"),
                        new LearningSettings(0, 2, settings(), Optional.empty()),
                        GeneratedTasks.SILENT);
    }

    @Test
    void aModelScoresAsItDidBeforeItWasWritten() throws IOException {
        for (LearntModel model : models) {
            Path file = folder.resolve(model.parts().kind() + ".safetensors");
            SafetensorsFile.write(PartsTensors.of(model.parts()), file);
            ModelParts read = PartsTensors.read(SafetensorsFile.read(file), ScorerFamily::read);
            assertThat(read.kind()).isEqualTo(model.parts().kind());
            assertSameDefinition(read.definition(), model.parts().definition());
            float[][][] before = scores(model.parts());
            float[][][] after = scores(read);
            assertThat(Arrays.deepEquals(after, before))
                    .as("%s, seed %s", read.kind(), SEED)
                    .isTrue();
            assertThat(distinct(before[0][0])).isGreaterThan(5);
        }
    }

    private static int distinct(float[] numbers) {
        Set<Float> distinct = new HashSet<>();
        for (float number : numbers) {
            distinct.add(number);
        }
        return distinct.size();
    }

    private static void assertSameDefinition(InputDefinition read, InputDefinition written) {
        assertThat(read.tasks()).isEqualTo(written.tasks());
        assertThat(read.domains()).isEqualTo(written.domains());
        assertThat(read.surfaces().keySet()).isEqualTo(written.surfaces().keySet());
        read.surfaces().forEach((surface, tasks) -> {
            assertThat(tasks.explicit())
                    .isEqualTo(written.surfaces().get(surface).explicit());
            assertThat(tasks.meanings().tasks())
                    .isEqualTo(written.surfaces().get(surface).meanings().tasks());
            assertThat(tasks.meanings().meanings())
                    .isEqualTo(written.surfaces().get(surface).meanings().meanings());
        });
        assertThat(read.width()).isEqualTo(written.width());
        assertThat(read.hasHistory()).isEqualTo(written.hasHistory());
        assertThat(read.factors()).isEqualTo(written.factors()).isPositive();
    }

    @Test
    void whatLacksAPieceIsRefusedByItsName() {
        Tensors whole = PartsTensors.of(models.getFirst().parts());
        List<String> own = whole.metadata().keySet().stream()
                .filter(key -> !key.startsWith("factors/") && !key.startsWith("scorer/"))
                .toList();
        assertThat(own).contains("kind", "inputs", "declaration", "tasks", "slots", "explicit shop", "titles");
        for (String key : own) {
            assertThatIOException()
                    .as(key)
                    .isThrownBy(() -> PartsTensors.read(changed(whole, key, null), ScorerFamily::read))
                    .withMessage("its metadata lacks '" + key + "'");
        }
        for (String tensor : List.of("statistics/keys", "statistics/counts", "words/keys", "calibration/0/0")) {
            Tensors.Builder rest = Tensors.builder();
            whole.metadata().forEach(rest::metadata);
            whole.all().forEach((name, value) -> {
                if (!name.equals(tensor)) {
                    rest.add(name, value);
                }
            });
            assertThatIOException()
                    .isThrownBy(() -> PartsTensors.read(rest.build(), ScorerFamily::read))
                    .withMessageContaining(tensor);
        }
    }

    @Test
    void whatIsDamagedIsRefused() {
        Tensors whole = PartsTensors.of(models.getFirst().parts());
        Map<String, String> damaged = new HashMap<>();
        damaged.put("inputs", "inputs-0");
        damaged.put("kind", "oracle");
        damaged.put("slots", "many");
        damaged.put("titles", "");
        damaged.put("tasks", "Click !");
        damaged.put("declaration", "{");
        damaged.put("explicit shop", "x");
        damaged.put("factors", "7");
        damaged.put("factors/surfaces", "-1");
        damaged.put("factors/0/surface", "here");
        damaged.forEach((key, value) -> assertThatIOException()
                .as(key)
                .isThrownBy(() -> PartsTensors.read(changed(whole, key, value), ScorerFamily::read)));
        assertThatIOException()
                .isThrownBy(() -> PartsTensors.read(changed(whole, "inputs", "inputs-0"), ScorerFamily::read))
                .withMessage("its input is of version inputs-0, this code makes " + InputDefinition.VERSION);
        assertThatIOException()
                .isThrownBy(() -> PartsTensors.read(changed(whole, "kind", "oracle"), ScorerFamily::read))
                .withMessageContaining("\"oracle\" is not allowed; one of core, lr");
    }

    /** With that text in place of its own, or without it. */
    private static Tensors changed(Tensors whole, String key, String value) {
        Tensors.Builder builder = Tensors.builder();
        whole.metadata().forEach((other, text) -> {
            if (!other.equals(key)) {
                builder.metadata(other, text);
            } else if (value != null) {
                builder.metadata(key, value);
            }
        });
        whole.all().forEach(builder::add);
        return builder.build();
    }

    @Test
    void aPairIsPackedAsItsExampleWasMade() {
        for (FactorLearning factors : List.of(new CollaborativeLearning(1), FactorLearning.NONE)) {
            ExampleMaker maker = new ExampleMaker(population, settings(), factors);
            Examples validation = maker.validation();
            ModelParts parts = new ModelParts(
                    "none", maker.definition(), null, maker.statistics(), maker.frequencies(), maker.factors(), null);
            RowPacker packer = new RowPacker(parts, maker.statistics());
            int typed = 0;
            int dated = 0;
            for (int row = 0; row < validation.count(); row++) {
                RequestRows packed = packed(packer, maker, validation, row);
                int width = maker.definition().width();
                float[] made = Arrays.copyOfRange(validation.statistics(), row * width, (row + 1) * width);
                assertThat(packed.statistics()).as("seed %s, row %s", SEED, row).isEqualTo(made);
                assertThat(packed.domains()[0]).isEqualTo(validation.domain()[row]);
                assertThat(packed.historyEnd()).isEqualTo(validation.historyEnd()[row]);
                assertThat(packed.time()).isEqualTo(validation.time()[row]);
                assertThat(packed.items()[0].keys().keys())
                        .isEqualTo(validation
                                .items()
                                .get(validation.item()[row])
                                .keys()
                                .keys());
                assertThat(packed.request().keys().keys())
                        .isEqualTo(validation
                                .requests()
                                .get(validation.request()[row])
                                .keys()
                                .keys());
                typed += validation.request()[row] >= population.people().size() ? 1 : 0;
                dated += packed.time() > 0 ? 1 : 0;
            }
            assertThat(typed).as("seed %s", SEED).isPositive();
            assertThat(dated).as("seed %s", SEED).isGreaterThan(300);
        }
    }

    private static RequestRows packed(RowPacker packer, ExampleMaker maker, Examples rows, int row) {
        int request = rows.request()[row];
        PreparedItem item = PreparedItem.of(population.items().get(rows.item()[row]));
        if (request >= population.people().size()) {
            String text = maker.query(request);
            RequestInput input = new RequestInput(
                    InputMaker.requestKeys(Optional.empty(), UserProfile.unknown(), new QueryWords(text)),
                    HistoryInput.NONE);
            return packer.pack(input, OptionalInt.empty(), Optional.of(text), Optional.empty(), List.of(item));
        }
        Person person = population.people().get(request);
        long time = rows.time()[row];
        return packer.pack(
                request(person),
                person.profile().age(),
                Optional.empty(),
                time == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(time)),
                List.of(item));
    }

    @Test
    void rowsOfSeveralSurfacesArePackedAsEachAlone() {
        ModelParts parts = models.getFirst().parts();
        RowPacker packer = new RowPacker(parts, parts.statistics());
        Person person = population.people().get(7);
        List<PreparedItem> items = new ArrayList<>();
        for (int i = 0; i < population.items().size(); i += 7) {
            items.add(PreparedItem.of(population.items().get(i)));
        }
        Optional<Instant> now = Optional.of(Instant.ofEpochSecond(1_700_000_000L));
        RequestRows together =
                packer.pack(request(person), person.profile().age(), Optional.of("blue lamp"), now, items);
        float[][] scores = packer.score(together);
        for (int row = 0; row < items.size(); row++) {
            RequestRows alone = packer.pack(
                    request(person), person.profile().age(), Optional.of("blue lamp"), now, List.of(items.get(row)));
            int width = together.width();
            assertThat(alone.statistics())
                    .isEqualTo(Arrays.copyOfRange(together.statistics(), row * width, (row + 1) * width));
            for (int task = 0; task < scores.length; task++) {
                assertThat(packer.score(alone)[task][0])
                        .isEqualTo(scores[task][row])
                        .isBetween(0f, 1f);
            }
        }
    }

    @Test
    void aPairBelongsToTheFirstDomainThatTakesItElseToItsSurfacesLast() {
        SurfaceId video = GeneratedPopulation.VIDEO;
        InputDefinition definition = new InputDefinition(
                List.of(Tasks.CLICK),
                List.of(
                        new Domain("young", video, 0, 30, Optional.empty()),
                        new Domain("drama", video, 0, Domain.ANY_AGE, Optional.of("Drama")),
                        new Domain("old", video, 60, Domain.ANY_AGE, Optional.empty()),
                        Domain.of(GeneratedPopulation.SHOP)),
                Map.of(),
                1,
                true,
                true,
                false,
                0);
        Item plain = Item.of(new ItemId(video, "1"), "");
        Item drama = plain.withCategories("Drama", "War");
        assertThat(definition.domainOf(OptionalInt.of(29), drama)).isZero();
        assertThat(definition.domainOf(OptionalInt.of(30), drama)).isEqualTo(1);
        assertThat(definition.domainOf(OptionalInt.empty(), drama)).isEqualTo(1);
        assertThat(definition.domainOf(OptionalInt.of(60), plain)).isEqualTo(2);
        assertThat(definition.domainOf(OptionalInt.of(40), plain))
                .as("none takes it")
                .isEqualTo(2);
        assertThat(definition.domainOf(OptionalInt.empty(), plain.withCategories("War", "Drama")))
                .isEqualTo(2);
        assertThat(definition.domainOf(OptionalInt.empty(), Item.of(ItemId.of("shop", "1"), "")))
                .isEqualTo(3);
        assertThat(definition.domainOf(OptionalInt.empty(), Item.of(ItemId.of("live", "1"), "")))
                .isEqualTo(-1);
    }

    private static RequestInput request(Person person) {
        Map<ItemId, Item> catalog = new HashMap<>();
        population.items().forEach(item -> catalog.put(item.id(), item));
        return new RequestInput(
                InputMaker.requestKeys(Optional.of(person.id()), person.profile(), null),
                InputMaker.history(person.history(), catalog));
    }

    /** Of some users with all items: by user, task and item. */
    private static float[][][] scores(ModelParts parts) {
        RowPacker packer = new RowPacker(parts, parts.statistics());
        List<PreparedItem> items =
                population.items().stream().map(PreparedItem::of).toList();
        float[][][] scores = new float[10][][];
        for (int user = 0; user < scores.length; user++) {
            Person person = population.people().get(user);
            scores[user] = packer.score(packer.pack(
                    request(person),
                    person.profile().age(),
                    user % 2 == 0 ? Optional.empty() : Optional.of("red lamp"),
                    Optional.of(Instant.ofEpochSecond(1_700_000_000L)),
                    items));
        }
        return scores;
    }

    private static ExampleSettings settings() {
        return new ExampleSettings(5, 3, Set.of(), true, true, 0, false, ExampleSettings.MAX_ROWS);
    }
}
