package dev.medley.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medley.platform.plugin.Await;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.id.ScenarioId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageConfigTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

    @TempDir
    Path folder;

    private void write(String file, String content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private PageConfig open() {
        return new PageConfig(new ConfigStore(folder), NOON);
    }

    private static List<String> problems(PageConfig page, Map<String, ?> values) {
        return catchThrowableOfType(InvalidConfigException.class, () -> page.override(values, "ada", "a test"))
                .problems();
    }

    private static Consumer<String> says(String... parts) {
        return problem -> assertThat(problem).contains(parts);
    }

    @Test
    void withoutFilesEverythingIsAtItsDefault() {
        PageConfig page = open();

        assertThat(page.current().slate()).isEqualTo(PageSlate.of(PageSlate.SCHEMA.defaults()));
        assertThat(page.current().revision()).matches("c-[0-9a-f]{8}");
        assertThat(page.state().override()).isEmpty();
        assertThat(page.state().problems()).isEmpty();
        assertThat(page.state().config().properties())
                .extracting(ConfiguredProperty::key)
                .contains("rerank-diversity", "rerank-relative-values", "rerank-scenario-max")
                .doesNotContain("rerank-page-max-share");
    }

    @Test
    void whatIsMoreSpecificWins() throws IOException {
        write(
                "defaults.yaml",
                "rerank-coverage: 1\nrerank-risk: 1\nrerank-fairness: 2\nboost: 3\nrerank-page-max-share: 1\n");
        write("page.yaml", "rerank-coverage: 2\nrerank-risk: 2\n");
        PageConfig page = open();
        page.override(Map.of("rerank-coverage", 3), "ada", "a test");

        SlateSettings settings = page.current().slate().settings();
        assertThat(settings.coverage()).isEqualTo(3);
        assertThat(settings.risk()).isEqualTo(2);
        assertThat(settings.fairness()).isEqualTo(2);
        assertThat(page.state().config().origin("rerank-coverage")).isEqualTo("override by ada: a test");
        assertThat(page.state().config().origin("rerank-risk")).isEqualTo("config/page.yaml");
        assertThat(page.state().config().origin("rerank-fairness")).isEqualTo("config/defaults.yaml");
    }

    @Test
    void aChangeIsLiveStoredAndGoesAwayAgain() {
        PageConfig page = open();
        PageConfig.Effective before = page.current();

        page.override(Map.of("rerank-scenario-max", 2, "rerank-diversity", 1), "ada", "mixed more");
        PageConfig.Effective changed = page.current();
        assertThat(changed.slate().scenarioMax()).isEqualTo(2);
        assertThat(changed.revision()).isNotEqualTo(before.revision());
        assertThat(before.slate().scenarioMax())
                .as("who has read it keeps what was read")
                .isEqualTo(4);

        PageConfig restarted = open();
        assertThat(restarted.current()).isEqualTo(changed);
        assertThat(restarted.state().override().orElseThrow().author()).isEqualTo("ada");
        Map<String, Object> takenBack = new HashMap<>();
        takenBack.put("rerank-diversity", null);
        restarted.override(takenBack, "bo", "as usual");
        assertThat(restarted.current().slate().settings().diversity()).isEqualTo(0.02);
        assertThat(restarted.current().slate().scenarioMax()).isEqualTo(2);
        restarted.clearOverride();
        assertThat(restarted.current()).isEqualTo(before);
        assertThat(open().state().override()).isEmpty();
    }

    @Test
    void everyBadValueIsRefusedAndNothingOfTheChangeIsTaken() throws IOException {
        write("page.yaml", "rerank-scenario-max: 3\n");
        PageConfig page = open();
        PageConfig.State before = page.state();

        assertThat(problems(
                        page,
                        Map.of(
                                "rerank-coverage", 2,
                                "rerank-diversity", 11,
                                "rerank-diversity-method", "spectre",
                                "rerank-relative-values", 1,
                                "rerank-risky", List.of(7),
                                "rerank-scenario-window", 2.5,
                                "rerank-coverge", 1)))
                .allSatisfy(says("override by ada: a test: "))
                .satisfiesExactlyInAnyOrder(
                        says("rerank-diversity: '11'", "0.0 to 10.0"),
                        says("rerank-diversity-method: 'spectre'", "log-determinant, spectrum"),
                        says("rerank-relative-values: '1'", "true or false"),
                        says("rerank-risky", "at most 16 texts"),
                        says("rerank-scenario-window: '2.5'", "2 to 201"),
                        says("rerank-coverge: no such property", "nearest one is rerank-coverage"));
        assertThat(problems(page, Map.of("rerank-page-max-share", 0.5)))
                .singleElement()
                .asString()
                .contains("no such property");
        assertThat(problems(page, Map.of("rerank-scenario-window", 3)))
                .containsExactly("override by ada: a test: rerank-scenario-window: '3' is not allowed;"
                        + " more than rerank-scenario-max, 3, is");
        assertThat(page.state()).isEqualTo(before);
        assertThat(folder.resolve("page-override.json")).doesNotExist();
    }

    @Test
    void aBadFileDoesNotStopTheStartAndIsTold() throws IOException {
        write("page.yaml", "rerank-diversty: 1\nrerank-coverage: -1\n");
        write("page-override.json", "{");
        PageConfig page = open();

        assertThat(page.current().slate()).isEqualTo(PageSlate.of(PageSlate.SCHEMA.defaults()));
        assertThat(page.state().problems())
                .satisfiesExactly(
                        says("config/page.yaml: rerank-diversty", "rerank-diversity"),
                        says("config/page.yaml: rerank-coverage: '-1'"),
                        says("config/page-override.json: "));
        write("page.yaml", "rerank-coverage: 1\n");
        page.clearOverride();
        assertThat(page.current().slate().settings().coverage()).isEqualTo(1);
        assertThat(page.state().problems()).isEmpty();
    }

    @Test
    void aFileThatGoesBadLeavesTheLastGoodOneServing() throws IOException {
        write("page.yaml", "rerank-scenario-window: 9\n");
        PageConfig page = open();
        write("page.yaml", "rerank-scenario-window: 4\n");
        page.reload();

        assertThat(page.current().slate().scenarioWindow()).isEqualTo(9);
        assertThat(page.state().problems())
                .containsExactly("config/page.yaml: rerank-scenario-window: '4' is not allowed;"
                        + " more than rerank-scenario-max, 4, is");
        write("page.yaml", "rerank-scenario-window: 8\n");
        page.reload();
        assertThat(page.current().slate().scenarioWindow()).isEqualTo(8);
        assertThat(page.state().problems()).isEmpty();
    }

    @Test
    void aScenarioCalledPageHasItsOwnFiles() throws IOException {
        write("page.yaml", "rerank-coverage: 1\n");
        write("scenarios/page.yaml", "rerank-coverage: 2\n");
        ConfigStore store = new ConfigStore(folder);
        ConfigSubject scenario = ConfigSubject.scenario(new ScenarioId("page"), ConfigSchema.empty());
        store.save(scenario, new ConfigOverride(Map.of("rerank-risk", 3), "ada", "the scenario's", NOON.instant()));
        PageConfig page = open();

        assertThat(page.current().slate().settings().coverage()).isEqualTo(1);
        assertThat(page.state().override()).isEmpty();
        assertThat(ScenarioSlate.of(store.effective(scenario).config())
                        .settings()
                        .coverage())
                .isEqualTo(2);
    }

    @Test
    void aChangedFileIsPickedUpWhileItRuns() throws Exception {
        ConfigStore store = new ConfigStore(folder);
        String read = store.signature();
        PageConfig page = new PageConfig(store, NOON);
        try (ChangeWatch watch = new ChangeWatch("test-watch", Duration.ofMillis(50), store::signature, page::reload)) {
            watch.start(read);
            write("page.yaml", "rerank-scenario-max: 1\n");
            Await.until("it is taken over", () -> page.current().slate().scenarioMax() == 1);
            Files.delete(folder.resolve("page.yaml"));
            Await.until("its default is back", () -> page.current().slate().scenarioMax() == 4);
        }
    }
}
