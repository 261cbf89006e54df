package dev.medley.platform.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a plugin can be broken: it is rejected with its reasons, and the good one beside it serves on. */
class PluginRejectionTest {
    private static final String BAD = "bad";

    /** Calls the value model that it wraps as the engine would. */
    private static final String WRAPPER = """
            package medleytest;
            import dev.medley.spi.candidate.CandidateBatch;
            import dev.medley.spi.component.ValueModel;
            import dev.medley.spi.id.ComponentId;
            import dev.medley.spi.request.RankRequest;
            import dev.medley.spi.score.TaskScores;
            import java.lang.reflect.Method;
            record Wrapper(ValueModel inner) implements ValueModel {
                public ComponentId id() { return new ComponentId("wrapper"); }
                public void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values) {
                    try {
                        Method value = ValueModel.class.getMethod(
                                "value", RankRequest.class, CandidateBatch.class, TaskScores.class, float[].class);
                        value.invoke(inner, request, batch, scores, values);
                    } catch (java.lang.reflect.InvocationTargetException failed) {
                        throw (Error) failed.getCause();
                    } catch (ReflectiveOperationException absent) {
                        throw new IllegalStateException(absent);
                    }
                }
            }
            """;

    @TempDir
    Path home;

    private TestRegistry test;

    @BeforeEach
    void aGoodPluginServes() {
        test = new TestRegistry(home);
        TestPlugin.of("good").writeInto(test.builtIn);
    }

    @AfterEach
    void theGoodPluginStillServes() {
        try (TestRegistry closing = test) {
            assertThat(test.status("good").state()).isEqualTo(PluginStatus.State.ACTIVE);
            assertThat(test.status("good").reasons()).isEmpty();
            assertThat(test.value("good")).isEqualTo(2);
            if (test.registry.plugins().size() > 1) {
                assertThat(test.status(BAD).scenarios()).isEmpty();
                Await.until(
                        "nothing that is rejected follows the catalogue",
                        () -> test.world.catalog().followerCount() == 1);
            }
        }
    }

    private List<String> reasons(TestPlugin bad) {
        bad.writeInto(test.dropIn, BAD);
        return reasons();
    }

    private List<String> reasons() {
        test.registry.rescan();
        PluginStatus status = test.status(BAD);
        assertThat(status.state()).isEqualTo(PluginStatus.State.REJECTED);
        assertThat(status.since()).isNotNull();
        return status.reasons();
    }

    private static Consumer<String> says(String... parts) {
        return reason -> assertThat(reason).contains(parts);
    }

    private static TestPlugin bad() {
        return TestPlugin.of(BAD);
    }

    @Test
    void everyFaultOfADescriptorIsToldAtOnce() {
        List<String> reasons = reasons(bad().replacing(
                        "new PluginDescriptor(\"bad\", \"1.0.0\", SpiVersion.CURRENT, \"Tests\"",
                        "new PluginDescriptor(\"Not An Id\", \"\", SpiVersion.CURRENT, null"));

        assertThat(reasons)
                .satisfiesExactly(says("descriptor id 'Not An Id'", "lower-case"), says("version ''"), says("vendor"));
    }

    @Test
    void theIdIsTheDirectorysName() {
        assertThat(reasons(TestPlugin.of("other"))).satisfiesExactly(says("'other'", "directory, 'bad'", "rename"));
    }

    @Test
    void anotherSpiVersionIsToldWithWhatToDo() {
        assertThat(reasons(bad().replacing("SpiVersion.CURRENT", "7"))).satisfiesExactly(says("spiVersion 7", "newer"));
        assertThat(reasons(bad().replacing("SpiVersion.CURRENT", "0")))
                .satisfiesExactly(says("spiVersion 0", "compile the plugin again"));
    }

    @Test
    void aMissingClassIsNamed() {
        TestPlugin needsLibrary = bad().withSource("lib/Answer.java", "package lib; public class Answer {}")
                .replacing("this.boost = boost;", "this.boost = boost; new lib.Answer();")
                .leavingOut("lib/");

        assertThat(reasons(needsLibrary)).satisfiesExactly(says("create()", "class lib.Answer is missing"));
    }

    @Test
    void theHostsLibrariesAreNotSeen() {
        TestPlugin peeks = bad().replacing(
                        "return new TestScenario(",
                        "try { Class.forName(\"com.fasterxml.jackson.databind.ObjectMapper\"); }"
                                + " catch (ClassNotFoundException absent) { throw new IllegalStateException(absent); }"
                                + " return new TestScenario(");

        assertThat(reasons(peeks)).satisfiesExactly(says("ClassNotFoundException", "ObjectMapper"));
    }

    @Test
    void whatCreateThrowsIsToldWithItsPlace() {
        TestPlugin throwing = bad().replacing(
                        "return new TestScenario(config.get(BOOST));",
                        "throw new IllegalStateException(\"no index\");");

        assertThat(reasons(throwing))
                .satisfiesExactly(
                        says("scenario bad: create(): java.lang.IllegalStateException: no index", "Entry.java:"));
    }

    @Test
    void anInitializersErrorIsToldByItsCause() {
        TestPlugin throwing = bad().replacing(
                        "final class TestScenario implements Scenario {",
                        "final class TestScenario implements Scenario { static final int N = Integer.parseInt(\"x\");");

        assertThat(reasons(throwing)).satisfiesExactly(says("create(): java.lang.NumberFormatException"));
    }

    @Test
    void aCreateThatNeverReturnsIsGivenUp() {
        TestPlugin hanging = bad().replacing(
                        "return new TestScenario(config.get(BOOST));",
                        "while (true) { try { Thread.sleep(1000); } catch (InterruptedException stop) { return null; } }");

        assertThat(reasons(hanging)).satisfiesExactly(says("create(): did not return within 3000 ms"));
    }

    @Test
    void aCreateThatReturnsNothingIsRejected() {
        assertThat(reasons(bad().replacing("return new TestScenario(config.get(BOOST));", "return null;")))
                .satisfiesExactly(says("create() returned null"));
    }

    @Test
    void aFailingCanaryRejects() {
        TestPlugin failing =
                bad().replacing("Arrays.fill(values, boost);", "throw new UnsupportedOperationException(\"later\");");

        assertThat(reasons(failing)).satisfiesExactly(says("scenario bad: canary request: ", "later"));
    }

    @Test
    void aComponentOfAnOlderSpiIsToldByTheMethodItLacks() {
        assertThat(reasons(withoutValueMethod()))
                .satisfiesExactly(
                        says("TestScenario$Value does not have the method ValueModel.value", "compile it again"));
    }

    /** What is not a component is not looked at before it is called. */
    @Test
    void anObjectOfAnOlderSpiFailsAtTheCanary() {
        TestPlugin wrapping = withoutValueMethod()
                .replacing("return new Value();", "return new Wrapper(new Value());")
                .withSource("medleytest/Wrapper.java", WRAPPER);

        assertThat(reasons(wrapping))
                .satisfiesExactly(says("canary request", "AbstractMethodError", "compile it again"));
    }

    /** Compiled against an SPI whose value model has no such method yet. */
    private static TestPlugin withoutValueMethod() {
        String olderValueModel = """
                package dev.medley.spi.component;
                public interface ValueModel extends RankingComponent {}
                """;
        return bad().withSource("dev/medley/spi/component/ValueModel.java", olderValueModel)
                .replacing("public void value(", "public void valueOfOld(")
                .leavingOut("dev/medley/spi/");
    }

    @Test
    void classesOfTheSpiMustNotBeBundled() {
        TestPlugin bundling = bad().withSource(
                        "dev/medley/spi/component/Extra.java",
                        "package dev.medley.spi.component; public class Extra {}");

        assertThat(reasons(bundling))
                .satisfiesExactly(says("plugin.jar", "dev/medley/spi/component/Extra.class", "provided"));
    }

    @Test
    void thereIsExactlyOneEntryPoint() {
        TestPlugin two = bad().withSource(
                        "medleytest/Second.java",
                        "package medleytest; public class Second implements dev.medley.spi.plugin.ScenarioPlugin {"
                                + " public dev.medley.spi.plugin.PluginDescriptor descriptor() { return null; }"
                                + " public java.util.List<dev.medley.spi.plugin.ScenarioFactory> scenarioFactories()"
                                + " { return null; } }")
                .withEntries("medleytest.Entry", "medleytest.Second");

        assertThat(reasons(two)).satisfiesExactly(says("2 entry points", "medleytest.Second", "exactly 1"));
        assertThat(reasons(bad().withEntries())).satisfiesExactly(says("0 entry points"));
        assertThat(reasons(bad().withEntries("medleytest.Nowhere"))).satisfiesExactly(says("medleytest.Nowhere"));
    }

    @Test
    void aScenarioBelongsToOnePlugin() {
        TestPlugin thief = bad().replacing("new ScenarioId(\"bad\")", "new ScenarioId(\"good\")");

        assertThat(reasons(thief))
                .satisfiesExactly(says("scenario id 'good' is taken", "plugin 'good'", test.builtIn.toString()));
    }

    @Test
    void providersThatWaitForEachOtherAreNamed() {
        TestPlugin cyclic = bad().replacing(
                        "new Provider(\"base\", Factory.BASE, Set.of())",
                        "new Provider(\"base\", Factory.BASE, Set.of(Factory.DERIVED))");

        assertThat(reasons(cyclic))
                .satisfiesExactly(
                        says("wait for each other", "base (medleytest.Provider) reads item_derived of derived"));
    }

    @Test
    void everyFaultOfAScenarioIsToldAtOnce() {
        TestPlugin faulty = bad().replacing("FeatureSchema.of(BASE, DERIVED)", "FeatureSchema.of(BASE, UNWRITTEN)")
                .replacing(
                        "static final FloatFeature BASE",
                        "static final FloatFeature UNWRITTEN = FloatFeature.item(\"item_unwritten\", 0, \"\");"
                                + " static final IdFeature USER = new IdFeature(\"user_group\", FeatureScope.USER, \"\");"
                                + " static final FloatFeature BASE")
                .replacing("SharedFeatures.ITEM_AUTHOR", "Factory.USER")
                .replacing("return List.of(new Source());", "return List.of();")
                .replacing("new ComponentId(\"value\")", "new ComponentId(\"base\")")
                .replacing(
                        "public void close()",
                        "public List<SafetyRule> safetyRules() { return null; }"
                                + " public List<CandidateFilter> filters() { return Arrays.asList((CandidateFilter) null); }"
                                + " public void close()");

        assertThat(reasons(faulty))
                .allSatisfy(says("scenario bad: "))
                .satisfiesExactlyInAnyOrder(
                        says("candidateSources() is empty"),
                        says("filters() contains null"),
                        says("safetyRules() returned null"),
                        says("component id 'base' is used twice"),
                        says("author-cap", "user_group", "neither shared nor in the feature schema"),
                        says("author-cap", "user_group", "scope is USER"),
                        says("item_derived", "writes, is not in the feature schema"),
                        says("item_unwritten", "no provider writes it"));
    }

    @Test
    void everyFaultOfAFactoryIsToldAtOnce() {
        TestPlugin faulty = bad().replacing("Set.of(new SurfaceId(\"shelf\"))", "Set.of()")
                .replacing("List.of(Tasks.CLICK)", "List.of(Tasks.CLICK, Tasks.CLICK)")
                .replacing("return ConfigSchema.of(BOOST);", "throw new IllegalArgumentException(\"no schema\");")
                .replacing("return FeatureSchema.of(BASE, DERIVED);", "return null;");

        assertThat(reasons(faulty))
                .satisfiesExactlyInAnyOrder(
                        says("surfaces() is empty"),
                        says("tasks() names a task twice"),
                        says("configSchema()", "no schema"),
                        says("featureSchema() returned null"));
    }

    @Test
    void aKeyOfThePlatformsIsRefused() {
        TestPlugin greedy = bad().replacing("IntProperty(\"boost\"", "IntProperty(\"rerank-boost\"");

        assertThat(reasons(greedy))
                .containsExactly("scenario bad: configSchema() declares 'rerank-boost'; a key that begins with"
                        + " 'rerank-' is the platform's, choose another");
    }

    @Test
    void aMalformedScenarioIdIsTold() {
        assertThat(reasons(bad().replacing("new ScenarioId(\"bad\")", "new ScenarioId(\"Bad Id\")")))
                .satisfiesExactly(says("scenario()", "scenario 'Bad Id' is not allowed"));
        assertThat(reasons(bad().replacing("List.of(new Factory())", "List.of()")))
                .satisfiesExactly(says("at least 1 factory"));
    }

    @Test
    void anInvalidConfigurationFileRejectsUntilItIsMended() throws IOException {
        Path file =
                Files.createDirectories(test.configFolder.resolve("scenarios")).resolve("bad.yaml");
        Files.writeString(file, "bost: 3\nboost: 99\n");

        assertThat(reasons(bad()))
                .satisfiesExactlyInAnyOrder(
                        says("config/scenarios/bad.yaml: bost: no such property", "boost"),
                        says("config/scenarios/bad.yaml: boost: '99' is not allowed; a whole number from 1 to 10"));

        Files.writeString(file, "boost: 7\n");
        test.registry.rescan();
        assertThat(test.status(BAD).state()).isEqualTo(PluginStatus.State.ACTIVE);
        assertThat(test.value(BAD)).isEqualTo(7);
        takeAway();
    }

    @Test
    void aConfigurationThatTheFactoryRefusesRejectsUntilItIsMended() throws IOException {
        Path file =
                Files.createDirectories(test.configFolder.resolve("scenarios")).resolve("bad.yaml");
        Files.writeString(file, "boost: 9\n");
        TestPlugin choosy = bad().replacing(
                        "return new TestScenario(config.get(BOOST));",
                        "if (config.get(BOOST) == 9) throw new InvalidConfigException(List.of(\"boost: too much\"));"
                                + " return new TestScenario(config.get(BOOST));");

        assertThat(reasons(choosy)).containsExactly("scenario bad: boost: too much");

        Files.writeString(file, "boost: 7\n");
        test.registry.rescan();
        assertThat(test.status(BAD).state()).isEqualTo(PluginStatus.State.ACTIVE);
        assertThat(test.value(BAD)).isEqualTo(7);
        takeAway();
    }

    @Test
    void aHalfCopiedJarIsToldAndTakenWhenItIsWhole() throws IOException {
        Path directory = bad().writeInto(test.dropIn);
        Path jar = directory.resolve("plugin.jar");
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThat(reasons()).satisfiesExactly(says("plugin.jar is not a whole jar"));

        Files.write(jar, whole);
        test.registry.rescan();
        assertThat(test.status(BAD).state()).isEqualTo(PluginStatus.State.ACTIVE);
        takeAway();
    }

    private void takeAway() throws IOException {
        Files.delete(test.dropIn.resolve(BAD).resolve("plugin.jar"));
        Files.delete(test.dropIn.resolve(BAD));
        test.registry.rescan();
    }

    @Test
    void anEmptyDirectoryIsTold() throws IOException {
        Files.createDirectories(test.dropIn.resolve(BAD));

        assertThat(reasons()).satisfiesExactly(says("contains no jar"));
    }
}
