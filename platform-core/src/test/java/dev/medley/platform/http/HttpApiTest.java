package dev.medley.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.event.LogUnavailableException;
import dev.medley.platform.pipeline.RankCommand;
import dev.medley.platform.pipeline.RankRefusedException;
import dev.medley.spi.id.ItemId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpApiTest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=UTF-8");
    private static final Map<String, String> NDJSON = Map.of("Content-Type", "application/x-ndjson");

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

    @Test
    void aRankRequestReachesTheEngineAsItWasMeant() throws Exception {
        post("/v1/rank/video", """
                {"requestId":"r","userId":"u","sessionId":"s","query":"  toy ","limit":3,"context":{"device":"tv"},
                 "exclude":["a",{"surface":"video","item":"b"}],"candidates":["c"],"deadlineMs":250,
                 "seed":-9223372036854775808,"explain":true}""");
        RankCommand command = http.platform.asked.getFirst();
        assertThat(command.requestId()).contains("r");
        assertThat(command.userId().orElseThrow().value()).isEqualTo("u");
        assertThat(command.sessionId()).contains("s");
        assertThat(command.query()).contains("toy");
        assertThat(command.limit()).isEqualTo(3);
        assertThat(command.context()).isEqualTo(Map.of("device", "tv"));
        assertThat(command.exclude()).containsExactly(ItemId.of("video", "a"), ItemId.of("video", "b"));
        assertThat(command.candidates()).containsExactly(ItemId.of("video", "c"));
        assertThat(command.deadline().orElseThrow().toMillis()).isEqualTo(250);
        assertThat(command.seed().orElseThrow()).isEqualTo(Long.MIN_VALUE);
        assertThat(command.explain()).isTrue();
    }

    @Test
    void anAnswerHasTheFieldsInOneOrderAndNoNumberThatJsonLacks() throws Exception {
        assertThat(post("/v1/rank/video", "{\"requestId\":\"r\"}").text())
                .isEqualTo(
                        "{\"requestId\":\"r\",\"scenario\":\"video\",\"items\":[{\"position\":0,\"surface\":\"video\","
                                + "\"item\":\"i-1\",\"value\":0.1,\"tasks\":{\"click\":0.25},\"provenance\":[{\"source\":"
                                + "\"popular\",\"rank\":0,\"score\":null}],\"reasons\":[\"FRESH: an hour old\"]}],"
                                + "\"degraded\":[],\"revisions\":{\"config\":\"c-1\",\"model\":\"m-1\",\"prices\":7,\"plugins\":{\"a\":\"1\","
                                + "\"b\":\"2\"}}}");
        assertThat(post("/v1/rank", "{\"surfaces\":[\"live\",\"video\"]}").text())
                .contains("\"scenario\":\"mixed\",\"surfaces\":[\"live\",\"video\"]");
    }

    @Test
    void aPageGoesOnWithoutAScenarioThatIsGoneButNotWithOneThatNeverWas() throws Exception {
        String gone = FakePlatform.GONE;
        HttpAnswers.Answer answer = post(
                "/v1/rank",
                "{\"surfaces\":[\"live\",\"" + gone + "\"],\"exclude\":[{\"surface\":\"" + gone
                        + "\",\"item\":\"a\"}]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(post("/v1/rank", "{\"surfaces\":[\"live\",\"lvie\"]}").status())
                .isEqualTo(400);
        assertThat(post("/v1/rank/" + gone, "{}").status()).isEqualTo(404);
    }

    @Test
    void aFailureOfThePlatformIsAReferenceAndNoStackTrace() throws Exception {
        http.platform.failure = new QuietException();
        HttpAnswers.Answer answer = post("/v1/rank/video", "{}");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().path("detail").asText()).contains("reference");
        assertThat(answer.text()).doesNotContain("secret").doesNotContain("QuietException");
    }

    @Test
    void whoeverMaySucceedLaterIsToldWhenToAskAgain() throws Exception {
        http.platform.refusal = new RankRefusedException(RankRefusedException.Kind.UNAVAILABLE, "", "too much");
        HttpAnswers.Answer busy = post("/v1/rank/video", "{}");
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("Retry-After")).isEqualTo("1");
        http.platform.acknowledgement = CompletableFuture.failedFuture(new LogUnavailableException("no broker", null));
        HttpAnswers.Answer noLog = post("/v1/users", "{\"user\":\"u\"}");
        assertThat(noLog.status()).isEqualTo(503);
        assertThat(noLog.json().path("detail").asText()).contains("no broker");
    }

    @Test
    void aProblemReadsAsASentenceAndNamesTheFieldForPrograms() throws Exception {
        HttpAnswers.Answer missing = post("/v1/rank/search", "{}");
        assertThat(missing.json().path("detail").asText()).isEqualTo("query: missing; scenario 'search' requires it");
        assertThat(missing.json().path("problems").toString())
                .isEqualTo("[{\"field\":\"query\",\"value\":null,\"allowed\":\"scenario 'search' requires it\"}]");
        HttpAnswers.Answer unknown = post("/v1/rank/video", "{\"limitt\":3}");
        assertThat(unknown.json().path("detail").asText())
                .startsWith("limitt: unknown field; did you mean 'limit'? known fields: candidates, ");
        assertThat(unknown.json().path("problems").path(0).path("value").asText())
                .isEqualTo("3");
        HttpAnswers.Answer header =
                http.send("POST", "/v1/rank/video", Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(header.json().path("detail").asText())
                .isEqualTo("Content-Type: missing; required: application/json, in UTF-8");
    }

    @Test
    void anotherMethodIsToldWhichThereAre() throws Exception {
        HttpAnswers.Answer answer = http.send("PUT", "/v1/users/u", JSON, "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("DELETE, GET, HEAD");
    }

    @Test
    void exposureIsTold() throws Exception {
        HttpAnswers.Answer answer = http.send("GET", "/v1/exposure", Map.of(), new byte[0]);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"revision\":7,\"settings\":{\"revision\":\"e-0a1b2c3d\",\"problems\":[]},\"nodes\":1,\"dropped\":0,\"attributes\":[{\"attribute\":\"surface\","
                                + "\"goal\":{\"goal\":\"shares\"},\"groups\":[{\"group\":\"live\",\"attention\":3,"
                                + "\"recent\":2.5,\"share\":1,\"declared\":0.5,\"price\":0.25}]}],\"scales\":{\"live\":0.5},"
                                + "\"userQuality\":{\"mean\":0,\"worst\":null,\"worstToMean\":1,\"groups\":[]}}");
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        HttpAnswers.Answer answer = http.send("HEAD", "/v1/datasets", Map.of(), new byte[0]);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void aBulkLargerThanAnyBufferIsTakenWhole() throws Exception {
        int lines = 100_000;
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            body.append("{\"user\":\"u-")
                    .append(i)
                    .append("\",\"attributes\":{\"note\":\"")
                    .append("n".repeat(100))
                    .append("\"}}\r\n");
        }
        HttpAnswers.Answer answer =
                http.send("POST", "/v1/users", NDJSON, body.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.text()).isEqualTo("{\"accepted\":" + lines + ",\"rejected\":0,\"errors\":[]}");
        assertThat(http.platform.written).hasSize(lines);
    }

    @Test
    void allErrorsAreCountedAndTheFirstThousandTold() throws Exception {
        String body = "{\"user\":\"u\"}\n" + "{\"user\":7}\n".repeat(3_000);
        HttpAnswers.Answer answer = http.send("POST", "/v1/users", NDJSON, body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().path("rejected").asInt()).isEqualTo(3_000);
        assertThat(answer.json().path("errors")).hasSize(1_000);
        assertThat(answer.json().path("errors").path(999).path("line").asInt()).isEqualTo(1_001);
    }

    @Test
    void elementsOfAnArrayAreReadOneByOne() throws Exception {
        HttpAnswers.Answer answer = post(
                "/v1/users",
                " [ {\"user\":\"ü\"} , {\"user\":\"b\",\"age\":\"x\"},\n{\"user\":\"c]\\\"\"}, 12, \"text\" ] ");
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().path("errors").findValuesAsText("line")).isEqualTo(List.of("2", "4", "5"));
    }

    @Test
    void aConnectionOutlivesARefusedBody() throws Exception {
        for (int i = 0; i < 3; i++) {
            byte[] large = new byte[2 << 20];
            assertThat(http.send("POST", "/v1/rank/video", JSON, large).status())
                    .isEqualTo(413);
            assertThat(post("/v1/rank/video", "{}").status()).isEqualTo(200);
        }
    }

    /** Without a stack trace, which would fill the test's output. */
    private static final class QuietException extends RuntimeException {
        QuietException() {
            super("secret detail", null, false, false);
        }
    }

    private HttpAnswers.Answer post(String path, String body) throws Exception {
        return http.send("POST", path, JSON, body.getBytes(StandardCharsets.UTF_8));
    }
}
