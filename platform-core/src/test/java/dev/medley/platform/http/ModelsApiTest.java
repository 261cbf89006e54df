package dev.medley.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.score.registry.ModelManifest;
import dev.medley.platform.score.registry.NamedModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roll-out over HTTP. */
class ModelsApiTest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @TempDir
    Path folder;

    @TempDir
    Path drafts;

    private HttpFixture http;

    @BeforeEach
    void open() {
        http = new HttpFixture(folder);
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void beforeAnyModelTheHeuristicServes() throws Exception {
        JsonNode models = get("/v1/models").json();
        assertThat(models.toString())
                .isEqualTo(
                        "{\"active\":\"heuristic-1\",\"previous\":null,\"canary\":null,\"shadow\":null,\"history\":[],"
                                + "\"training\":{\"state\":\"idle\",\"message\":\"no training since the start\"},\"figures\":[],"
                                + "\"notes\":[],\"refusals\":[],\"published\":[]}");
    }

    @Test
    void aModelGoesFromItsFolderToEverybodyAndBack() throws Exception {
        String first = publish("0.1");
        String second = publish("0.2");
        assertThat(post("activate", revision(first)).path("active").asText()).isEqualTo(first);
        JsonNode canary = post("canary", "{\"revision\":\"" + second + "\",\"share\":0.05}");
        assertThat(canary.path("canary").toString())
                .isEqualTo("{\"revision\":\"" + second + "\",\"share\":0.05,\"salt\":\"" + second + "\"}");
        JsonNode shadow = post("shadow", revision(second));
        assertThat(shadow.path("shadow").toString())
                .isEqualTo("{\"revision\":\"" + second + "\",\"against\":\"" + first
                        + "\",\"batches\":0,\"dropped\":0,\"failed\":0,\"differences\":[]}");
        assertThat(post("canary", "{\"revision\":null}").path("canary").isNull())
                .isTrue();
        assertThat(post("shadow", "{\"revision\":null}").path("shadow").isNull())
                .isTrue();

        JsonNode activated = post("activate", revision(second));
        assertThat(activated.path("previous").asText()).isEqualTo(first);
        assertThat(activated.path("history").toString()).isEqualTo("[\"" + first + "\",\"heuristic-1\"]");
        assertThat(activated.path("figures").path(0).path("auc").asDouble()).isEqualTo(0.75);
        assertThat(activated.path("notes").path(0).asText()).isEqualTo("a note");
        assertThat(activated.path("published").findValuesAsText("revision")).containsExactly(second, first);
        assertThat(activated.path("published").path(0).path("tasks").toString())
                .isEqualTo("{\"live\":[\"click\"],\"video\":[\"click\",\"like\"]}");

        HttpAnswers.Answer back = http.send("POST", "/v1/models/rollback", Map.of(), new byte[0]);
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.text())
                .startsWith("{\"from\":\"" + second + "\",\"to\":\"" + first + "\",\"active\":\"" + first);
        assertThat(get("/v1/models").json().path("active").asText()).isEqualTo(first);
    }

    @Test
    void aManifestIsToldWhole() throws Exception {
        String revision = publish("0.1");
        JsonNode manifest = get("/v1/models/" + revision).json();
        assertThat(manifest.path("revision").asText()).isEqualTo(revision);
        assertThat(manifest.path("inputs").asText()).isEqualTo(NamedModels.INPUTS);
        assertThat(manifest.path("files").findValuesAsText("name"))
                .containsExactly(ModelManifest.WEIGHTS, "vocabulary.txt");
        assertThat(manifest.path("data").path("rows").asInt()).isEqualTo(12);
        HttpAnswers.Answer unknown = get("/v1/models/m-0000000000000000");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("detail").asText()).contains(revision);
    }

    @Test
    void aDamagedModelIsRefusedWithEveryReasonAndTheOldOneStays() throws Exception {
        String old = publish("0.1");
        post("activate", revision(old));
        NamedModels.write(drafts.resolve("bad"), "0.2");
        Files.writeString(drafts.resolve("bad").resolve(ModelManifest.WEIGHTS), "0.3");
        Files.delete(drafts.resolve("bad").resolve("vocabulary.txt"));
        HttpAnswers.Answer refused = send("publish", path(drafts.resolve("bad")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("title").asText()).contains("nothing has changed");
        assertThat(refused.json().path("problems").findValuesAsText("field"))
                .isEqualTo(List.of(ModelManifest.WEIGHTS, "vocabulary.txt"));

        String flipped = publish("0.4");
        Files.writeString(folder.resolve("models").resolve(flipped).resolve(ModelManifest.WEIGHTS), "0.5");
        for (String change : List.of("activate", "shadow")) {
            assertThat(send(change, revision(flipped)).status()).as(change).isEqualTo(422);
        }
        assertThat(get("/v1/models").json().path("active").asText()).isEqualTo(old);
    }

    @Test
    void whatCannotBeIsToldApart() throws Exception {
        assertThat(http.send("POST", "/v1/models/rollback", Map.of(), new byte[0])
                        .status())
                .isEqualTo(409);
        String active = publish("0.1");
        post("activate", revision(active));
        assertThat(send("activate", revision("m-0000000000000000")).status()).isEqualTo(404);
        assertThat(send("activate", revision("m-0000000000000000"))
                        .json()
                        .path("detail")
                        .asText())
                .contains(active, "heuristic-1");
        assertThat(send("shadow", revision(active)).status()).isEqualTo(409);
        assertThat(send("canary", "{\"revision\":\"" + active + "\",\"share\":0.1}")
                        .status())
                .isEqualTo(409);
        assertThat(http.send("DELETE", "/v1/models/" + active, Map.of(), new byte[0])
                        .status())
                .isEqualTo(409);
        String unused = publish("0.2");
        HttpAnswers.Answer retired = http.send("DELETE", "/v1/models/" + unused, Map.of(), new byte[0]);
        assertThat(retired.status()).isEqualTo(200);
        assertThat(retired.json().path("published").findValuesAsText("revision"))
                .containsExactly(active);
    }

    private String publish(String weights) throws Exception {
        String expected = NamedModels.write(drafts.resolve(weights), weights).revision();
        String revision =
                post("publish", path(drafts.resolve(weights))).path("revision").asText();
        assertThat(revision).isEqualTo(expected);
        return revision;
    }

    private static String revision(String revision) {
        return "{\"revision\":\"" + revision + "\"}";
    }

    private static String path(Path folder) {
        return "{\"path\":\"" + folder.toString().replace("\\", "\\\\") + "\"}";
    }

    private JsonNode post(String action, String body) throws Exception {
        HttpAnswers.Answer answer = send(action, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private HttpAnswers.Answer send(String action, String body) throws Exception {
        return http.send("POST", "/v1/models/" + action, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpAnswers.Answer get(String path) throws Exception {
        return http.send("GET", path, Map.of(), new byte[0]);
    }
}
