package dev.medley.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mixed page's configuration over HTTP. */
class PageConfigApiTest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final String PATH = "/v1/page/config";

    @TempDir
    Path folder;

    private HttpFixture http;

    @BeforeEach
    void open() {
        http = new HttpFixture(folder);
    }

    @AfterEach
    void close() {
        http.close();
    }

    private JsonNode get() throws Exception {
        return http.send("GET", PATH, Map.of(), new byte[0]).json();
    }

    private HttpAnswers.Answer patch(String values) throws Exception {
        String body = "{\"author\":\"ada\",\"reason\":\"a test\",\"values\":" + values + "}";
        return http.send("PATCH", PATH, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode property(JsonNode config, String key) {
        for (JsonNode property : config.path("properties")) {
            if (property.path("key").asText().equals(key)) {
                return property;
            }
        }
        throw new AssertionError(key + " is not in " + config);
    }

    @Test
    void everyPropertyIsToldWithItsBoundsAndOrigin() throws Exception {
        JsonNode config = get();

        assertThat(config.path("revision").asText()).matches("c-[0-9a-f]{8}");
        assertThat(config.path("override").isNull()).isTrue();
        assertThat(config.path("problems")).isEmpty();
        assertThat(property(config, "rerank-scenario-max").toString())
                .isEqualTo("{\"key\":\"rerank-scenario-max\",\"value\":4,\"default\":4,"
                        + "\"allowed\":\"a whole number from 1 to 200\",\"origin\":\"default\","
                        + "\"description\":\"rows of one scenario in any rerank-scenario-window consecutive places\"}");
    }

    @Test
    void aChangeTakesEffectAndGoesAway() throws Exception {
        JsonNode before = get();
        HttpAnswers.Answer changed = patch("{\"rerank-scenario-max\":2,\"rerank-relative-values\":false}");

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json()).isEqualTo(get());
        assertThat(changed.json().path("revision")).isNotEqualTo(before.path("revision"));
        assertThat(changed.json().path("override").path("author").asText()).isEqualTo("ada");
        assertThat(changed.json().path("override").path("values").toString())
                .isEqualTo("{\"rerank-relative-values\":false,\"rerank-scenario-max\":2}");
        assertThat(property(changed.json(), "rerank-scenario-max")
                        .path("origin")
                        .asText())
                .isEqualTo("override by ada: a test");
        assertThat(patch("{\"rerank-scenario-max\":null}")
                        .json()
                        .path("override")
                        .path("values")
                        .toString())
                .isEqualTo("{\"rerank-relative-values\":false}");
        assertThat(http.send("DELETE", PATH, Map.of(), new byte[0]).json()).isEqualTo(before);
    }

    @Test
    void aRefusalNamesEveryFieldAndChangesNothing() throws Exception {
        JsonNode before = get();
        HttpAnswers.Answer refused = patch("{\"rerank-coverage\":1,\"rerank-risk\":-1,\"rerank-rsk\":1}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("problems")).hasSize(2);
        assertThat(refused.text())
                .contains(
                        "{\"field\":\"values.rerank-risk\",\"value\":\"-1\",\"allowed\":\"a number from 0.0 to 10.0\"}")
                .contains("\"field\":\"values.rerank-rsk\"", "did you mean 'rerank-risk'? known fields: ");
        JsonNode window =
                patch("{\"rerank-scenario-window\":3}").json().path("problems").path(0);
        assertThat(window.path("field").asText()).isEqualTo("values.rerank-scenario-window");
        assertThat(window.path("allowed").asText())
                .isEqualTo("'3' is not allowed; more than rerank-scenario-max, 4, is");
        JsonNode other =
                patch("{\"rerank-scenario-max\":6}").json().path("problems").path(0);
        assertThat(other.path("field").asText()).isEqualTo("values.rerank-scenario-max");
        assertThat(other.path("value").asText()).isEqualTo("6");
        assertThat(other.path("allowed").asText())
                .isEqualTo("rerank-scenario-window: '6' is not allowed; more than rerank-scenario-max, 6, is");
        assertThat(get()).isEqualTo(before);
    }

    @Test
    void aBadFileStandsInTheWayOfAChangeAndIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/page.yaml"), "rerank-scenario-mux: 2\n");
        HttpAnswers.Answer refused = patch("{\"rerank-scenario-max\":2}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("problems").path(0).path("field").asText())
                .isEqualTo("values");
        assertThat(refused.json().path("detail").asText())
                .contains("config/page.yaml: rerank-scenario-mux: no such property", "rerank-scenario-max");
        HttpAnswers.Answer kept = http.send("DELETE", PATH, Map.of(), new byte[0]);
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.json().path("detail").asText()).contains("config/page.yaml: rerank-scenario-mux");
        assertThat(http.send("PUT", PATH, JSON, "{}".getBytes(StandardCharsets.UTF_8))
                        .header("Allow"))
                .isEqualTo("DELETE, GET, HEAD, PATCH");
    }
}
