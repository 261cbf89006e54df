package dev.medley.platform.score.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medley.platform.codec.Problem;
import dev.medley.platform.score.HeuristicModel;
import dev.medley.platform.score.Model;
import dev.medley.platform.score.ModelChoice;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.Tasks;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.TestBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelRegistryTest {
    @TempDir
    Path folder;

    @TempDir
    Path drafts;

    private final List<ModelRegistry> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(ModelRegistry::close);
    }

    private ModelRegistry open() throws IOException {
        ModelRegistry registry = ModelRegistry.open(folder, new NamedModels());
        opened.add(registry);
        return registry;
    }

    private String publish(ModelRegistry registry, String weights) throws IOException {
        Path draft = drafts.resolve(weights);
        NamedModels.write(draft, weights);
        return registry.publish(draft).revision();
    }

    private String activate(ModelRegistry registry, String weights) throws Exception {
        String revision = publish(registry, weights);
        registry.activate(revision);
        return revision;
    }

    private static List<String> chain(ModelRegistry registry, String unit) {
        return registry.choose(unit).models().stream().map(Model::revision).toList();
    }

    private static List<String> published(ModelRegistry registry) {
        return registry.published().stream().map(PublishedModel::revision).toList();
    }

    private static List<String> fields(ModelRefusedException refused) {
        return refused.problems().stream().map(Problem::field).toList();
    }

    @Test
    void anEmptyFolderServesTheHeuristic() throws Exception {
        ModelRegistry registry = ModelRegistry.open(folder.resolve("not/yet/there"), new NamedModels());
        opened.add(registry);
        assertThat(chain(registry, "u")).containsExactly(HeuristicModel.REVISION);
        assertThat(registry.rollout()).isEqualTo(Rollout.START);
        assertThat(registry.activeManifest()).isEmpty();
        assertThat(registry.previous()).isEmpty();
    }

    @Test
    void whatIsPublishedDoesNotServeUntilItIsActivated() throws Exception {
        ModelRegistry registry = open();
        ModelManifest manifest = NamedModels.write(drafts.resolve("a"), "0.5");
        assertThat(registry.publish(drafts.resolve("a"))).isEqualTo(manifest);
        assertThat(chain(registry, "u")).containsExactly(HeuristicModel.REVISION);
        assertThat(registry.published())
                .containsExactly(new PublishedModel(manifest.revision(), Optional.of(manifest)));

        registry.activate(manifest.revision());
        assertThat(chain(registry, "u")).containsExactly(manifest.revision(), HeuristicModel.REVISION);
        assertThat(registry.activeManifest()).contains(manifest);
        assertThat(folder.resolve(manifest.revision()).resolve("vocabulary.txt"))
                .hasContent("of 0.5");
    }

    @Test
    void theStateIsTheSameAfterARestart() throws Exception {
        ModelRegistry registry = open();
        String first = activate(registry, "0.1");
        String second = activate(registry, "0.2");
        String canary = publish(registry, "0.3");
        String shadow = publish(registry, "0.4");
        registry.canary(canary, 0.25);
        registry.shadow(Optional.of(shadow));

        ModelRegistry again = open();
        for (ModelRegistry each : List.of(registry, again)) {
            assertThat(each.rollout())
                    .isEqualTo(new Rollout(
                            second,
                            Optional.of(new Rollout.Canary(canary, 0.25, canary)),
                            Optional.of(shadow),
                            List.of(first, HeuristicModel.REVISION),
                            List.of(shadow, canary, second, first)));
            assertThat(each.previous().orElseThrow().revision()).isEqualTo(first);
            assertThat(each.shadowFigures().orElseThrow())
                    .isEqualTo(new ShadowFigures(shadow, second, 0, 0, 0, List.of()));
            assertThat(each.refusals()).isEmpty();
        }
        for (int user = 0; user < 100; user++) {
            assertThat(chain(again, "u-" + user)).isEqualTo(chain(registry, "u-" + user));
        }
    }

    @Test
    void aCanarysRequestsFallBackToTheActiveModelThenTheOneBefore() throws Exception {
        ModelRegistry registry = open();
        String first = activate(registry, "0.1");
        String second = activate(registry, "0.2");
        String canary = publish(registry, "0.3");
        registry.canary(canary, 1);
        assertThat(chain(registry, "u")).containsExactly(canary, second, first, HeuristicModel.REVISION);
        registry.canary(canary, 0);
        assertThat(chain(registry, "u")).containsExactly(second, first, HeuristicModel.REVISION);
        registry.canary(canary, 1);
        registry.endCanary();
        assertThat(chain(registry, "u")).containsExactly(second, first, HeuristicModel.REVISION);
        assertThat(registry.counts()).isEqualTo(new RolloutCounts(2, 1, 0, 0, 0));
    }

    @Test
    void rollbackEndsCanaryAndShadowAndGoesBackStepByStep() throws Exception {
        ModelRegistry registry = open();
        String first = activate(registry, "0.1");
        String second = activate(registry, "0.2");
        registry.canary(publish(registry, "0.3"), 1);
        registry.shadow(Optional.of(publish(registry, "0.4")));

        assertThat(registry.rollback()).isEqualTo(new ModelRegistry.RolledBack(second, first));
        assertThat(registry.rollout().canary()).isEmpty();
        assertThat(registry.rollout().shadow()).isEmpty();
        assertThat(chain(registry, "u")).containsExactly(first, HeuristicModel.REVISION);
        assertThat(chain(open(), "u")).containsExactly(first, HeuristicModel.REVISION);
        assertThat(published(registry)).contains(second);

        assertThat(registry.rollback().to()).isEqualTo(HeuristicModel.REVISION);
        assertThatThrownBy(registry::rollback)
                .isInstanceOf(RolloutRefusedException.class)
                .hasMessageContaining("no model was active before");
        registry.canary(second, 0.5);
        assertThat(registry.rollback().to()).isEqualTo(HeuristicModel.REVISION);
        assertThat(registry.rollout().canary()).isEmpty();
    }

    @Test
    void theShadowHearsTheActiveModelOnlyAndBeginsAnewWithAnother() throws Exception {
        ModelRegistry registry = open();
        String active = activate(registry, "0.25");
        String shadow = publish(registry, "0.5");
        assertThat(registry.choose("u").listener()).isEmpty();
        registry.shadow(Optional.of(shadow));
        registry.canary(publish(registry, "0.3"), 1);
        assertThat(registry.choose("u").listener()).isEmpty();
        registry.endCanary();

        CandidateBatch batch =
                TestBatch.of(Item.of(ItemId.of("video", "a"), "a"), Item.of(ItemId.of("video", "b"), "b"));
        registry.choose("u")
                .listener()
                .orElseThrow()
                .scored(
                        new FakeWorld().request(new ScenarioId("video")).build(),
                        batch,
                        List.of(Tasks.CLICK),
                        new float[][] {{0.25f, 0.25f}});
        while (registry.counts().shadowed() == 0) {
            Thread.sleep(1);
        }
        assertThat(registry.shadowFigures())
                .contains(new ShadowFigures(
                        shadow,
                        active,
                        1,
                        0,
                        0,
                        List.of(new ShadowFigures.Difference("video", "click", 2, 0.25, 0.25, 0.25, null, 1.0))));
        publish(registry, "0.6");
        assertThat(registry.counts().shadowed()).isEqualTo(1);
        activate(registry, "0.7");
        assertThat(registry.counts().shadowed()).isZero();
    }

    @Test
    void rollbackNeedsNoDisk() throws Exception {
        ModelRegistry registry = open();
        String first = activate(registry, "0.1");
        activate(registry, "0.2");
        Files.writeString(folder.resolve(first).resolve(ModelManifest.WEIGHTS), "damaged");
        assertThat(registry.rollback().to()).isEqualTo(first);
        assertThat(registry.choose("u").models().getFirst()).isEqualTo(new NamedModels.NamedModel(first, 0.1f));
    }

    @Test
    void theWayFurtherBackLeavesOutWhatCannotServeAnyMore() throws Exception {
        ModelRegistry registry = open();
        String first = activate(registry, "0.1");
        String second = activate(registry, "0.2");
        String third = activate(registry, "0.3");
        activate(registry, "0.4");
        Files.delete(folder.resolve(second).resolve("vocabulary.txt"));
        assertThat(registry.rollback().to()).isEqualTo(third);
        assertThat(registry.previous().orElseThrow().revision()).isEqualTo(first);
        assertThat(registry.refusals())
                .singleElement()
                .asString()
                .contains(second)
                .contains("vocabulary.txt");
        assertThat(registry.rollback().to()).isEqualTo(first);
    }

    @Test
    void activatingTheCanaryEndsItAndLeavesAnotherShadow() throws Exception {
        ModelRegistry registry = open();
        String first = activate(registry, "0.1");
        String canary = publish(registry, "0.2");
        String shadow = publish(registry, "0.3");
        registry.canary(canary, 0.5);
        registry.shadow(Optional.of(shadow));
        registry.activate(canary);
        assertThat(registry.rollout())
                .isEqualTo(new Rollout(
                        canary,
                        Optional.empty(),
                        Optional.of(shadow),
                        List.of(first, HeuristicModel.REVISION),
                        List.of(shadow, canary, first)));
        registry.activate(shadow);
        assertThat(registry.rollout().shadow()).isEmpty();
        registry.activate(shadow);
        assertThat(registry.rollout().history()).containsExactly(canary, first, HeuristicModel.REVISION);
    }

    @Test
    void theHeuristicCanBeActivatedAndTheActiveModelIsNotItsOwnCanaryOrShadow() throws Exception {
        ModelRegistry registry = open();
        String first = activate(registry, "0.1");
        registry.activate(HeuristicModel.REVISION);
        assertThat(chain(registry, "u")).containsExactly(HeuristicModel.REVISION, first);
        registry.activate(first);
        for (RolloutRefusedException refused : List.of(
                catchThrowableOfType(RolloutRefusedException.class, () -> registry.canary(first, 0.5)),
                catchThrowableOfType(RolloutRefusedException.class, () -> registry.shadow(Optional.of(first))))) {
            assertThat(refused.kind()).isEqualTo(RolloutRefusedException.Kind.CONFLICT);
            assertThat(refused).hasMessageContaining("another model than the active one");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> registry.canary(first, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> registry.canary(first, 1.01));
    }

    @Test
    void anUnknownRevisionIsRefusedWithThoseThatThereAre() throws Exception {
        ModelRegistry registry = open();
        String first = activate(registry, "0.1");
        RolloutRefusedException refused =
                catchThrowableOfType(RolloutRefusedException.class, () -> registry.activate("m-0000000000000000"));
        assertThat(refused.kind()).isEqualTo(RolloutRefusedException.Kind.UNKNOWN_REVISION);
        assertThat(refused.allowed()).contains(first, HeuristicModel.REVISION);
        assertThat(registry.active().revision()).isEqualTo(first);
    }

    @Test
    void publishingTwiceChangesNothingAndReplacesWhatIsDamaged() throws Exception {
        ModelRegistry registry = open();
        String revision = publish(registry, "0.1");
        publish(registry, "0.2");
        List<String> before = published(registry);
        assertThat(publish(registry, "0.1")).isEqualTo(revision);
        assertThat(published(registry)).isEqualTo(before);

        Files.writeString(folder.resolve(revision).resolve(ModelManifest.WEIGHTS), "0.9");
        assertThatThrownBy(() -> registry.activate(revision)).isInstanceOf(ModelRefusedException.class);
        publish(registry, "0.1");
        registry.activate(revision);
        assertThat(registry.active()).isEqualTo(new NamedModels.NamedModel(revision, 0.1f));
    }

    @Test
    void everyKindOfDamageIsRefusedAndTheOldModelStays() throws Exception {
        ModelRegistry registry = open();
        String old = activate(registry, "0.1");
        String bad = publish(registry, "0.25");
        for (Damage damage : DAMAGES) {
            ModelFolder.remove(folder.resolve(bad));
            publish(registry, "0.25");
            damage.change().to(folder.resolve(bad));
            ModelRefusedException refused =
                    catchThrowableOfType(ModelRefusedException.class, () -> registry.activate(bad));
            assertThat(refused).as(damage.name()).isNotNull();
            assertThat(fields(refused)).as(damage.name()).containsExactlyElementsOf(damage.fields());
            assertThatThrownBy(() -> registry.canary(bad, 1))
                    .as(damage.name())
                    .isInstanceOf(ModelRefusedException.class);
            assertThatThrownBy(() -> registry.shadow(Optional.of(bad)))
                    .as(damage.name())
                    .isInstanceOf(ModelRefusedException.class);
            assertThat(chain(registry, "u")).as(damage.name()).containsExactly(old, HeuristicModel.REVISION);

            Path draft = drafts.resolve("damaged");
            ModelFolder.remove(draft);
            NamedModels.write(draft, "0.25");
            damage.change().to(draft);
            assertThat(fields(catchThrowableOfType(ModelRefusedException.class, () -> registry.publish(draft))))
                    .as(damage.name())
                    .containsExactlyElementsOf(damage.fields());
        }
        assertThat(folder.toFile().list((_, name) -> name.startsWith(".new-"))).isEmpty();
    }

    /** Something that can be wrong with a folder, and the fields that are to be named for it. */
    private record Damage(String name, Change change, List<String> fields) {
        interface Change {
            void to(Path folder) throws IOException;
        }

        static Damage of(String name, Change change, String... fields) {
            return new Damage(name, change, List.of(fields));
        }

        static Damage inManifest(String from, String to, String... fields) {
            return of(
                    from + " -> " + to,
                    folder -> {
                        Path file = folder.resolve(ModelManifest.FILE);
                        String text = Files.readString(file);
                        assertThat(text).contains(from);
                        Files.writeString(file, text.replace(from, to));
                    },
                    fields);
        }
    }

    private static final List<Damage> DAMAGES = List.of(
            Damage.of(
                    "truncated",
                    folder -> Files.writeString(folder.resolve(ModelManifest.WEIGHTS), "0.2"),
                    ModelManifest.WEIGHTS),
            Damage.of(
                    "flipped",
                    folder -> Files.writeString(folder.resolve(ModelManifest.WEIGHTS), "0.35"),
                    ModelManifest.WEIGHTS),
            Damage.of(
                    "no weights", folder -> Files.delete(folder.resolve(ModelManifest.WEIGHTS)), ModelManifest.WEIGHTS),
            Damage.of(
                    "a folder instead of a file",
                    folder -> {
                        Files.delete(folder.resolve("vocabulary.txt"));
                        Files.createDirectory(folder.resolve("vocabulary.txt"));
                    },
                    "vocabulary.txt"),
            Damage.of(
                    "several at once",
                    folder -> {
                        Files.delete(folder.resolve("vocabulary.txt"));
                        Files.writeString(folder.resolve(ModelManifest.WEIGHTS), "0.35");
                        Files.writeString(folder.resolve("stray"), "");
                        Path file = folder.resolve(ModelManifest.FILE);
                        Files.writeString(
                                file,
                                Files.readString(file)
                                        .replace(NamedModels.INPUTS, "named-inputs-2")
                                        .replace("\"named\"", "\"other\""));
                    },
                    "manifest.json kind",
                    ModelManifest.WEIGHTS,
                    "vocabulary.txt",
                    "stray"),
            Damage.of("no manifest", folder -> Files.delete(folder.resolve(ModelManifest.FILE)), ModelManifest.FILE),
            Damage.of(
                    "no JSON",
                    folder -> Files.writeString(folder.resolve(ModelManifest.FILE), "{"),
                    "manifest.json document"),
            Damage.of(
                    "a list",
                    folder -> Files.writeString(folder.resolve(ModelManifest.FILE), "[]"),
                    "manifest.json document"),
            Damage.of(
                    "an empty object",
                    folder -> Files.writeString(folder.resolve(ModelManifest.FILE), "{}"),
                    "manifest.json schema",
                    "manifest.json revision",
                    "manifest.json kind",
                    "manifest.json tasks",
                    "manifest.json inputs",
                    "manifest.json files",
                    "manifest.json data",
                    "manifest.json seed",
                    "manifest.json trainedAt"),
            Damage.inManifest("\"schema\" : 1", "\"schema\" : 2", "manifest.json schema"),
            Damage.inManifest(NamedModels.INPUTS, "named-inputs-2", "manifest.json inputs"),
            Damage.inManifest("\"kind\" : \"named\"", "\"kind\" : \"gbdt\"", "manifest.json kind"),
            Damage.inManifest("\"m-0123456789abcdef\"", "\"m-1\"", "manifest.json parents[0]"),
            Damage.inManifest("\"rows\" : 12", "\"rows\" : -1", "manifest.json data.rows"),
            Damage.inManifest("\"task\" : \"like\"", "\"task\" : \"share\"", "manifest.json figures[1].task"),
            Damage.inManifest(
                    "[ \"click\", \"like\" ]",
                    "[ \"click\", \"click\" ]",
                    "manifest.json tasks.video",
                    "manifest.json figures[0].task",
                    "manifest.json figures[1].task"),
            Damage.inManifest("\"notes\"", "\"remarks\"", "manifest.json remarks"),
            Damage.inManifest("vocabulary.txt", "../vocabulary.txt", "manifest.json files[1].name"),
            Damage.inManifest("\"revision\" : \"m-", "\"revision\" : \"m-0", "manifest.json revision"));

    @Test
    void weightsThatAreNoModelAreRefusedThoughEveryHashIsRight() throws Exception {
        ModelRegistry registry = open();
        String old = activate(registry, "0.1");
        NamedModels.write(drafts.resolve("bad"), "not a number");
        assertThatThrownBy(() -> registry.publish(drafts.resolve("bad")))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("'not a number' is not a number");
        assertThatThrownBy(() -> registry.publish(drafts.resolve("nowhere")))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("is not a folder");
        assertThat(published(registry)).containsExactly(old);
    }

    @Test
    void aFolderUnderAnotherNameIsRefused() throws Exception {
        ModelRegistry registry = open();
        String revision = publish(registry, "0.1");
        Files.move(folder.resolve(revision), folder.resolve("m-0000000000000000"));
        ModelRegistry again = open();
        assertThat(published(again)).containsExactly("m-0000000000000000");
        assertThatThrownBy(() -> again.activate("m-0000000000000000"))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("which is what the folder is called");
    }

    @Test
    void aDamagedActiveModelLetsTheOneBeforeServeAfterARestart() throws Exception {
        ModelRegistry registry = open();
        String first = activate(registry, "0.1");
        String second = activate(registry, "0.2");
        String canary = publish(registry, "0.3");
        registry.canary(canary, 1);
        Files.writeString(folder.resolve(second).resolve(ModelManifest.WEIGHTS), "0.9");
        Files.delete(folder.resolve(canary).resolve(ModelManifest.FILE));

        ModelRegistry again = open();
        assertThat(chain(again, "u")).containsExactly(first, HeuristicModel.REVISION);
        assertThat(again.refusals())
                .hasSize(2)
                .anySatisfy(each -> assertThat(each).contains(second).contains("SHA-256"))
                .anySatisfy(each -> assertThat(each).contains(canary).contains(ModelManifest.FILE));
        assertThat(again.rollout().canary()).isEmpty();
        activate(again, "0.4");
        assertThat(open().rollout()).isEqualTo(again.rollout());
    }

    @Test
    void aRolloutFileThatIsNonsenseIsToldAndTheModelsStay() throws Exception {
        String revision = activate(open(), "0.1");
        for (String bad : List.of("", "[]", "{\"schema\":2}", "{\"schema\":1,\"active\":\"../../etc\"}")) {
            Files.writeString(folder.resolve(RolloutFile.NAME), bad);
            ModelRegistry registry = open();
            assertThat(chain(registry, "u")).as(bad).containsExactly(HeuristicModel.REVISION);
            assertThat(registry.refusals()).as(bad).singleElement().asString().contains(RolloutFile.NAME);
            assertThat(published(registry)).containsExactly(revision);
        }
    }

    @Test
    void whatIsLeftUnfinishedIsCleanedAway() throws Exception {
        Path unfinished = Files.createDirectory(folder.resolve(".new-123"));
        Files.writeString(unfinished.resolve(ModelManifest.WEIGHTS), "0.1");
        Files.writeString(folder.resolve(".new-" + RolloutFile.NAME), "{");
        open();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theNewestUnusedModelsAreKept() throws Exception {
        ModelRegistry registry = open();
        String first = activate(registry, "0.1");
        String second = activate(registry, "0.2");
        String shadow = publish(registry, "0.3");
        registry.shadow(Optional.of(shadow));
        List<String> unused = new ArrayList<>();
        for (int i = 0; i < ModelRegistry.MAX_UNUSED + 2; i++) {
            unused.addFirst(publish(registry, "0.4" + i));
        }
        List<String> kept = new ArrayList<>(unused.subList(0, ModelRegistry.MAX_UNUSED));
        kept.addAll(List.of(shadow, second, first));
        assertThat(published(registry)).isEqualTo(kept);
        assertThat(published(open())).isEqualTo(kept);
        assertThat(folder.resolve(unused.getLast())).doesNotExist();
    }

    @Test
    void onlyWhatIsNotInUseIsRetired() throws Exception {
        ModelRegistry registry = open();
        String oldest = activate(registry, "0.1");
        String previous = activate(registry, "0.2");
        String active = activate(registry, "0.3");
        String canary = publish(registry, "0.4");
        registry.canary(canary, 0.1);
        for (String inUse : List.of(previous, active, canary, HeuristicModel.REVISION)) {
            assertThatThrownBy(() -> registry.retire(inUse))
                    .isInstanceOf(RolloutRefusedException.class)
                    .hasMessageContaining("not in use");
        }
        registry.retire(oldest);
        assertThat(published(registry)).containsExactly(canary, active, previous);
        assertThat(registry.rollout().history()).containsExactly(previous, HeuristicModel.REVISION);
        assertThat(folder.resolve(oldest)).doesNotExist();
    }

    @Test
    void aClosedRegistryServesAndChangesNoMore() throws Exception {
        ModelRegistry registry = open();
        String revision = activate(registry, "0.1");
        registry.close();
        ModelChoice choice = registry.choose("u");
        assertThat(choice.models().getFirst().revision()).isEqualTo(revision);
        assertThatThrownBy(() -> registry.activate(revision)).hasMessageContaining("closed");
    }

    @Test
    void aManifestIsReadAsItWasWritten() throws Exception {
        ModelManifest manifest = NamedModels.write(drafts.resolve("a"), "0.5");
        assertThat(ModelFolder.readManifest(drafts.resolve("a"), new NamedModels()))
                .isEqualTo(manifest);
        assertThat(Files.readAllBytes(drafts.resolve("a").resolve(ModelManifest.FILE)))
                .isEqualTo(ManifestCodec.encode(manifest));
    }
}
