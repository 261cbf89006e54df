package dev.medley.platform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.medley.platform.http.HttpAnswers;
import dev.medley.platform.http.MalformedRequests;
import dev.medley.platform.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole platform on the sample world: broker, store, model, the four plugins and HTTP. */
@QuarkusTest
@QuarkusTestResource(PlatformHome.class)
class PlatformTest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> NDJSON = Map.of("Content-Type", "application/x-ndjson");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Inject
    PlatformLifecycle lifecycle;

    @TestHTTPResource("/")
    URI address;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void needPlugins() {
        assumeTrue(PlatformHome.plugins().size() == 4, "the four scenario modules are packaged (mvn verify)");
    }

    @Test
    void everyScenarioRanksForAUserAndForAGuest() throws Exception {
        for (String scenario : List.of("live", "video", "commodity", "search")) {
            String query = scenario.equals("search") ? "\"query\":\"" + someQuery() + "\"," : "";
            for (String user : List.of("\"userId\":\"demo-1\",", "")) {
                JsonNode answer = rank(
                        scenario,
                        "{" + user + query + "\"limit\":5,\"deadlineMs\":10000,\"requestId\":\"r-" + scenario + "\"}");
                assertThat(answer.path("requestId").asText()).isEqualTo("r-" + scenario);
                assertThat(answer.path("scenario").asText()).isEqualTo(scenario);
                assertThat(answer.path("items")).as(scenario).isNotEmpty();
                assertThat(answer.path("degraded")).as(scenario).isEmpty();
                assertThat(answer.path("revisions").path("plugins").has(scenario))
                        .isTrue();
                assertThat(answer.path("revisions").path("model").asText()).startsWith("m-");
                int place = 0;
                for (JsonNode item : answer.path("items")) {
                    assertThat(item.path("position").asInt()).isEqualTo(place++);
                    assertThat(item.path("surface").asText()).isEqualTo(scenario);
                    assertThat(item.path("tasks").size()).isEqualTo(2);
                    assertThat(item.path("provenance")).isNotEmpty();
                }
            }
        }
    }

    @Test
    void aMixedPageHoldsMoreThanOneScenario() throws Exception {
        JsonNode page = MAPPER.readTree(
                post("/v1/rank", "{\"surfaces\":[\"live\",\"video\",\"commodity\"],\"userId\":\"demo-2\",\"limit\":12}")
                        .text());
        assertThat(page.path("scenario").asText()).isEqualTo("mixed");
        assertThat(page.path("items")).hasSize(12);
        Set<String> scenarios = new HashSet<>();
        page.path("items").forEach(item -> scenarios.add(item.path("scenario").asText()));
        assertThat(scenarios).hasSizeGreaterThan(1);
    }

    @Test
    void theSameRequestGetsTheSameBytes() throws Exception {
        for (String path : List.of("/v1/rank/video", "/v1/rank/live", "/v1/rank/commodity")) {
            String request = "{\"userId\":\"demo-3\",\"seed\":42,\"limit\":20,\"deadlineMs\":10000}";
            String first = post(path, request).text();
            assertThat(post(path, request).text()).as(path).isEqualTo(first);
        }
        String page = "{\"surfaces\":[\"live\",\"video\"],\"userId\":\"demo-3\",\"seed\":42,\"deadlineMs\":10000}";
        assertThat(post("/v1/rank", page).text())
                .isEqualTo(post("/v1/rank", page).text());
    }

    @Test
    void whoeverIsAnsweredReadsWhatTheyWrote() throws Exception {
        post("/v1/users", "{\"user\":\"reader\",\"age\":30,\"country\":\"US\"}");
        assertThat(get("/v1/users/reader").json().path("age").asInt()).isEqualTo(30);
        String request = "{\"userId\":\"reader\",\"limit\":3,\"seed\":1}";
        String watched =
                rank("video", request).path("items").path(0).path("item").asText();
        for (int i = 0; i < 20; i++) {
            HttpAnswers.Answer written = post(
                    "/v1/interactions",
                    "{\"user\":\"reader\",\"surface\":\"video\",\"item\":\"" + watched
                            + "\",\"type\":\"watch\",\"order\":" + i + "}");
            assertThat(written.text()).isEqualTo("{\"accepted\":1,\"rejected\":0,\"errors\":[]}");
            assertThat(get("/v1/users/reader/interactions").json().path("interactions"))
                    .hasSize(i + 1);
        }
        rank("video", request)
                .path("items")
                .forEach(item -> assertThat(item.path("item").asText()).isNotEqualTo(watched));
    }

    @Test
    void aForgottenUserIsAStranger() throws Exception {
        post("/v1/users", "{\"user\":\"leaver\",\"age\":40}");
        post("/v1/interactions", "{\"user\":\"leaver\",\"surface\":\"live\",\"item\":\"x\",\"type\":\"click\"}");
        HttpAnswers.Answer gone = send("DELETE", "/v1/users/leaver", Map.of(), "");
        assertThat(gone.text()).isEqualTo("{\"user\":\"leaver\",\"interactionsRemoved\":1}");
        assertThat(get("/v1/users/leaver").status()).isEqualTo(404);
        assertThat(get("/v1/users/leaver/interactions").json().path("interactions"))
                .isEmpty();
        assertThat(rank("video", "{\"userId\":\"leaver\"}").path("items")).isNotEmpty();
    }

    @Test
    void aBulkTakesTheGoodLinesAndNamesTheBad() throws Exception {
        String lines = """
                {"surface":"video","item":"bulk-1","title":"One"}
                {"surface":"video","item":"bulk-2","titel":"Two"}
                no json

                {"surface":"video","item":"bulk-3","title":"Three"}
                """;
        HttpAnswers.Answer answer = send("POST", "/v1/items", NDJSON, lines);
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().path("rejected").asInt()).isEqualTo(2);
        assertThat(answer.json().path("errors").path(0).path("line").asInt()).isEqualTo(2);
        assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo("titel");
        assertThat(answer.json().path("errors").path(0).path("allowed").asText())
                .contains("title");
        assertThat(answer.json().path("errors").path(1).path("line").asInt()).isEqualTo(3);
        assertThat(get("/v1/items/video/bulk-3").json().path("title").asText()).isEqualTo("Three");
        assertThat(get("/v1/items/video/bulk-2").status()).isEqualTo(404);
        HttpAnswers.Answer array =
                post("/v1/items", "[{\"surface\":\"video\",\"item\":\"bulk-4\"},{\"surface\":\"video\"}]");
        assertThat(array.status()).isEqualTo(207);
        assertThat(array.json().path("errors").path(0).path("line").asInt()).isEqualTo(2);
        for (String item : List.of("bulk-1", "bulk-3", "bulk-4")) {
            send("DELETE", "/v1/items/video/" + item, Map.of(), "");
            assertThat(get("/v1/items/video/" + item).status()).isEqualTo(404);
        }
    }

    @Test
    void everyPlaceAndEveryDropIsExplained() throws Exception {
        JsonNode answer = rank("live", "{\"userId\":\"demo-4\",\"requestId\":\"why\",\"limit\":5,\"explain\":true}");
        JsonNode story = get("/v1/explain/why").json();
        assertThat(story.path("items")).hasSize(answer.path("items").size());
        for (int i = 0; i < story.path("items").size(); i++) {
            JsonNode told = story.path("items").path(i);
            JsonNode placed = answer.path("items").path(i);
            assertThat(told.path("item")).isEqualTo(placed.path("item"));
            assertThat(told.path("value")).isEqualTo(placed.path("value"));
            assertThat(told.path("tasks")).isEqualTo(placed.path("tasks"));
            assertThat(told.path("provenance")).isEqualTo(placed.path("provenance"));
        }
        assertThat(story.path("notPlaced")).isNotEmpty();
        story.path("notPlaced").forEach(candidate -> {
            if (candidate.has("dropped")) {
                assertThat(candidate.path("dropped").path("stage").asText()).isNotEmpty();
                assertThat(candidate.path("dropped").path("reason").asText()).isNotEmpty();
            }
        });
        assertThat(story.path("stages")).isNotEmpty();
    }

    @Test
    void aLiveOverrideTakesEffectAndGoesAway() throws Exception {
        String path = "/v1/scenarios/video/config";
        JsonNode before = get(path).json();
        JsonNode property = null;
        for (JsonNode each : before.path("properties")) {
            property = each.path("allowed").asText().startsWith("a whole number") ? each : property;
        }
        assertThat(property).isNotNull();
        String key = property.path("key").asText();
        HttpAnswers.Answer refused = send(
                "PATCH", path, JSON, "{\"author\":\"t\",\"reason\":\"test\",\"values\":{\"" + key + "\":-12345678}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("problems").path(0).path("field").asText())
                .isEqualTo("values." + key);
        assertThat(refused.json().path("detail").asText())
                .startsWith("values." + key + ": -12345678 is not allowed; allowed: a whole number from ");
        HttpAnswers.Answer unknown = send(
                "PATCH",
                path,
                JSON,
                "{\"author\":\"t\",\"reason\":\"" + key + ": 1\",\"values\":{\"" + key + "s\":1,\"max-per-genre\":9,"
                        + "\"genre-window\":3}}");
        assertThat(unknown.json().path("problems")).hasSize(1);
        assertThat(unknown.json().path("detail").asText())
                .startsWith("values." + key + "s: unknown field; did you mean '" + key + "'? known fields: ");
        HttpAnswers.Answer contradiction = send(
                "PATCH",
                path,
                JSON,
                "{\"author\":\"t\",\"reason\":\"test\",\"values\":{\"max-per-genre\":9,\"genre-window\":3}}");
        assertThat(contradiction.json().path("detail").asText())
                .isEqualTo("values.genre-window: 3 is not allowed; more than max-per-genre, which is 9, is");
        assertThat(contradiction.json().path("problems").path(0).path("value").asText())
                .isEqualTo("3");
        assertThat(get(path).json()).isEqualTo(before);
        int value = property.path("value").asInt();
        HttpAnswers.Answer changed = send(
                "PATCH",
                path,
                JSON,
                "{\"author\":\"t\",\"reason\":\"test\",\"values\":{\"" + key + "\":" + value + "}}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().path("override").path("author").asText()).isEqualTo("t");
        assertThat(rank("video", "{}").path("items")).isNotEmpty();
        assertThat(send("DELETE", path, Map.of(), "").json()).isEqualTo(before);
    }

    @Test
    void theApiManualHasTheFieldsOfRealAnswers() throws Exception {
        JsonNode manual = get("/q/openapi?format=json").json();
        String page = "{\"userId\":\"demo-5\",\"surfaces\":[\"live\",\"video\"],\"requestId\":\"manual-1\"}";
        JsonNode answer = post("/v1/rank", page).json();

        JsonNode schema = manual.at("/components/schemas/RankAnswer/properties");
        assertThat(names(schema)).isEqualTo(names(answer));
        JsonNode item = schema.at("/items/items/properties");
        assertThat(names(item)).isEqualTo(names(answer.at("/items/0")));
        for (JsonNode field : item) {
            assertThat(names(field)).isSubsetOf("type", "minimum", "description", "items", "additionalProperties");
        }
        assertThat(names(schema.at("/revisions/properties"))).isEqualTo(names(answer.path("revisions")));
        JsonNode documentedPage = example(manual, "/v1/rank", "post");
        assertThat(names(documentedPage)).isEqualTo(names(answer));
        assertThat(names(documentedPage.path("revisions"))).isEqualTo(names(answer.path("revisions")));

        JsonNode story = get("/v1/explain/manual-1").json();
        JsonNode documented = example(manual, "/v1/explain/{requestId}", "get");
        assertThat(names(documented)).isEqualTo(names(story));
        assertThat(names(documented.at("/items/0"))).isEqualTo(names(story.at("/items/0")));
        assertThat(names(documented.at("/items/0/placement"))).containsAll(names(story.at("/items/0/placement")));
        assertThat(names(documented.path("revisions"))).isEqualTo(names(story.path("revisions")));
    }

    private static JsonNode example(JsonNode manual, String path, String method) {
        JsonNode content = manual.path("paths")
                .path(path)
                .path(method)
                .at("/responses/200/content")
                .path("application/json");
        return content.path("example");
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void malformedRequestsAreRefusedAndChangeNothing() throws Exception {
        String before = get("/v1/counts").text();
        List<String> wrong = new ArrayList<>();
        for (MalformedRequests.Request request : MalformedRequests.all()) {
            HttpAnswers.Answer answer = HttpAnswers.send(
                    client, base(), request.method(), request.path(), request.headers(), request.body());
            HttpAnswers.fault(answer, request.path()).ifPresent(fault -> wrong.add(request + ": " + fault));
        }
        assertThat(wrong).isEmpty();
        assertThat(get("/v1/counts").text()).isEqualTo(before);
    }

    @Test
    void operatorsSeeWhatRuns() throws Exception {
        assertThat(get("/q/health/ready").json().path("status").asText()).isEqualTo("UP");
        assertThat(get("/").text()).contains("<title>Medley</title>");
        assertThat(get("/q/openapi").text()).contains("/v1/rank/{scenario}");
        assertThat(get("/q/swagger-ui/").status()).isEqualTo(200);
        get("/v1/plugins")
                .json()
                .path("plugins")
                .forEach(plugin -> assertThat(plugin.path("state").asText()).isEqualTo("ACTIVE"));
        assertThat(get("/v1/scenarios").json().path("scenarios")).hasSize(4);
        assertThat(get("/v1/models").json().path("figures")).isNotEmpty();
        assertThat(post("/v1/rank/video", "{\"userId\":\"demo-5\"}").status()).isEqualTo(200);
        assertThat(get("/q/metrics").text())
                .contains("medley_requests_seconds_bucket{outcome=\"ok\",scenario=\"video\"")
                .contains("medley_stage_seconds_count{scenario=\"video\",stage=\"retrieve\"}")
                .contains("medley_ingest_records_total")
                .contains("medley_log_lag_records")
                .doesNotContain("demo-5");
    }

    private String someQuery() {
        World world = lifecycle.served().orElseThrow().world();
        return world.judgments().getFirst().query();
    }

    private JsonNode rank(String scenario, String body) throws Exception {
        HttpAnswers.Answer answer = post("/v1/rank/" + scenario, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private HttpAnswers.Answer get(String path) throws Exception {
        return send("GET", path, Map.of(), "");
    }

    private HttpAnswers.Answer post(String path, String body) throws Exception {
        return send("POST", path, JSON, body);
    }

    private HttpAnswers.Answer send(String method, String path, Map<String, String> headers, String body)
            throws Exception {
        return HttpAnswers.send(client, base(), method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private String base() {
        String text = address.toString();
        return text.substring(0, text.length() - 1);
    }
}
