package dev.medley.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medley.spi.config.BooleanProperty;
import dev.medley.spi.config.ChoiceProperty;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.DoubleProperty;
import dev.medley.spi.config.IntProperty;
import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.config.TextListProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigStoreTest {
    private static final IntProperty CAP = new IntProperty("max-per-host", 2, 1, 50, "rooms of one host");
    private static final DoubleProperty WEIGHT = new DoubleProperty("follow-weight", 1.5, 0, 10, "worth of a follow");
    private static final BooleanProperty SWITCH = new BooleanProperty("explore", true, "whether to explore");
    private static final ChoiceProperty MODE = new ChoiceProperty("mode", "calm", List.of("calm", "wild"), "how");
    private static final TextListProperty BLOCKED = new TextListProperty("blocked", List.of(), 3, "blocked words");
    private static final ConfigSchema SCHEMA = ConfigSchema.of(CAP, WEIGHT, SWITCH, MODE, BLOCKED);
    private static final ConfigSubject LIVE =
            new ConfigSubject("scenarios/live.yaml", "overrides/live.json", SCHEMA, ConfigStoreTest::goTogether);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static void goTogether(ScenarioConfig config) {
        if (config.get(CAP) > 10 && config.get(MODE).equals("wild")) {
            throw new IllegalArgumentException(
                    "max-per-host: '" + config.get(CAP) + "' is not allowed; at most 10 with mode, wild, is");
        }
    }

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = new ConfigStore(folder);
    }

    private void write(String file, String content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private static ConfigOverride override(Map<String, Object> values) {
        return new ConfigOverride(values, "ada", "a test", NOON);
    }

    private List<String> problems() {
        return catchThrowableOfType(InvalidConfigException.class, () -> store.effective(LIVE))
                .problems();
    }

    @Test
    void withoutFilesEverythingIsAtItsDefault() {
        EffectiveConfig effective = store.effective(LIVE);

        assertThat(effective.config().asMap()).isEqualTo(SCHEMA.defaults().asMap());
        assertThat(effective.origin("mode")).isEqualTo("default");
    }

    @Test
    void whatIsMoreSpecificWins() throws IOException {
        write("defaults.yaml", "max-per-host: 3\nfollow-weight: 2\nmode: wild\nkey-of-another-scenario: 1\n");
        write("scenarios/live.yaml", "# the team's own\nmax-per-host: 4\nfollow-weight: 3.5\nblocked: [a, b]\n");
        store.save(LIVE, override(Map.of("max-per-host", 5)));

        EffectiveConfig effective = store.effective(LIVE);

        assertThat(effective.config().get(CAP)).isEqualTo(5);
        assertThat(effective.config().get(WEIGHT)).isEqualTo(3.5);
        assertThat(effective.config().get(MODE)).isEqualTo("wild");
        assertThat(effective.config().get(BLOCKED)).containsExactly("a", "b");
        assertThat(effective.config().get(SWITCH)).isTrue();
        assertThat(effective.origin("max-per-host")).isEqualTo("override by ada: a test");
        assertThat(effective.origin("follow-weight")).isEqualTo("config/scenarios/live.yaml");
        assertThat(effective.origin("mode")).isEqualTo("config/defaults.yaml");
        store.clear(LIVE);
        assertThat(store.effective(LIVE).config().get(CAP)).isEqualTo(4);
    }

    @Test
    void everyProblemOfEveryLayerIsToldWithItsPlace() throws IOException {
        write("defaults.yaml", "max-per-host: many\n");
        write("scenarios/live.yaml", "max-per-hots: 3\nexplore: 1\nmode:\n");
        store.save(LIVE, override(Map.of("follow-weight", 11, "blocked", List.of(1))));

        assertThat(problems())
                .satisfiesExactlyInAnyOrder(
                        problem ->
                                assertThat(problem).contains("config/defaults.yaml: max-per-host: 'many'", "1 to 50"),
                        problem ->
                                assertThat(problem).contains("live.yaml: max-per-hots", "nearest one is max-per-host"),
                        problem -> assertThat(problem).contains("live.yaml: explore: '1'", "true or false"),
                        problem -> assertThat(problem).contains("live.yaml: mode: 'null'", "calm, wild"),
                        problem ->
                                assertThat(problem).contains("override by ada", "follow-weight: '11'", "0.0 to 10.0"),
                        problem -> assertThat(problem).contains("override by ada", "blocked", "at most 3 texts"));
    }

    @Test
    void valuesThatDoNotGoTogetherAreToldOfTheStrongestLayerThatHasOne() throws IOException {
        write("defaults.yaml", "max-per-host: 11\n");
        write("scenarios/live.yaml", "mode: wild\n");

        assertThat(problems())
                .containsExactly("config/scenarios/live.yaml: max-per-host: '11' is not allowed; at most 10 with mode,"
                        + " wild, is");

        store.save(LIVE, override(Map.of("max-per-host", 12, "explore", false)));
        assertThat(problems()).singleElement().asString().startsWith("override by ada: a test: max-per-host: '12'");
        write("scenarios/live.yaml", "mode: calm\n");
        assertThat(store.effective(LIVE).config().get(CAP)).isEqualTo(12);
    }

    @Test
    void aFileThatIsNoDocumentIsToldAndDoesNotHideTheOthers() throws IOException {
        write("defaults.yaml", "- a\n- b\n");
        write("scenarios/live.yaml", "mode: wild\nmode: calm\n");
        write("overrides/live.json", "{\"values\":");

        assertThat(problems())
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("config/defaults.yaml: keys and values are expected"),
                        problem -> assertThat(problem)
                                .startsWith("config/scenarios/live.yaml: ")
                                .contains("line 2"),
                        problem -> assertThat(problem).startsWith("config/overrides/live.json: "));
    }

    @Test
    void anEmptyFileSaysNothing() throws IOException {
        write("defaults.yaml", "");
        write("scenarios/live.yaml", "# nothing yet\n");

        assertThat(store.effective(LIVE).origins()).isEmpty();
    }

    @Test
    void theRevisionNamesTheValuesAndNothingElse() throws IOException {
        String defaults = store.effective(LIVE).revision();
        write("scenarios/live.yaml", "max-per-host: 2\nfollow-weight: 1.5\n");
        String sameValues = store.effective(LIVE).revision();
        write("scenarios/live.yaml", "max-per-host: 3\n");
        String others = store.effective(LIVE).revision();

        assertThat(defaults).matches("c-[0-9a-f]{8}");
        assertThat(sameValues).isEqualTo(defaults);
        assertThat(others).isNotEqualTo(defaults);
        assertThat(new ConfigStore(folder).effective(LIVE).revision()).isEqualTo(others);
        write("scenarios/live.yaml", "blocked: ['a', 'b']\n");
        String two = store.effective(LIVE).revision();
        write("scenarios/live.yaml", "blocked: ['a, b']\n");
        assertThat(store.effective(LIVE).revision()).isNotEqualTo(two);
    }

    @Test
    void anOverrideIsReadAsItWasWritten() {
        ConfigOverride written = override(Map.of("max-per-host", 7, "explore", false, "blocked", List.of("x")));
        store.save(LIVE, written);

        assertThat(new ConfigStore(folder).findOverride(LIVE)).contains(written);
        assertThat(folder.resolve("overrides")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void changesAreLaidOverTheOverrideAndNullTakesAway() {
        Map<String, Object> changes = new HashMap<>();
        changes.put("max-per-host", null);
        changes.put("mode", "wild");

        ConfigOverride merged = ConfigOverride.merged(
                Optional.of(override(Map.of("max-per-host", 7, "explore", false))), changes, "bo", "next", NOON);

        assertThat(merged.values()).containsOnly(Map.entry("mode", "wild"), Map.entry("explore", false));
        assertThat(merged.author()).isEqualTo("bo");
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> ConfigOverride.merged(Optional.empty(), Map.of(), "bo", "", NOON)))
                .hasMessageContaining("reason");
    }

    @Test
    void aDefaultThatNobodyHasIsTold() throws IOException {
        write(
                "defaults.yaml",
                "max-per-hots: 3\nmode: wild\nrerank-diversity: 1\nrerank-page-max-share: 0.5\nrerank-scenario-max: 3\n"
                        + "rerank-scenario-mux: 3\n");

        assertThat(store.unusedDefaults(List.of(ConfigSchema.empty(), SCHEMA)))
                .containsExactly(
                        "config/defaults.yaml: max-per-hots: neither an active scenario nor the mixed page has such a property;"
                                + " the nearest one is max-per-host",
                        "config/defaults.yaml: rerank-scenario-mux: neither an active scenario nor the mixed page has such"
                                + " a property; the nearest one is rerank-scenario-max");
    }

    @Test
    void theSignatureChangesWithTheFiles() throws IOException {
        String before = store.signature();
        write("scenarios/live.yaml", "max-per-host: 3\n");
        String after = store.signature();

        assertThat(after).isNotEqualTo(before);
        write("scenarios/notes.txt", "nobody reads this");
        assertThat(store.signature()).isEqualTo(after);
    }
}
