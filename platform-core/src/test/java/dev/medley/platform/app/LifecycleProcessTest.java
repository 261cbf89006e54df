package dev.medley.platform.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application from its start to its end, and once more. */
class LifecycleProcessTest {
    private static final Pattern CURL =
            Pattern.compile("curl -H 'Content-Type: application/json' -d '([^']*)' http://localhost:\\d+(/\\S*)");
    private static final Pattern STACK_TRACE = Pattern.compile("\\s+at [\\w.$/]+\\(.*\\)");
    private static final int STOPS_WITHIN_SECONDS = 15;

    /** What the JVM ends with after SIGTERM, when its shutdown hooks have done their work: 128 + 15. */
    private static final int TERMINATED = 143;

    @Test
    void aSecondStartFindsTheDataAndAnswersWithTheSameBytes(@TempDir Path home) throws Exception {
        Map<String, String> requests;
        Map<String, String> answers;
        String counts;
        try (PackagedPlatform platform = PackagedPlatform.start(home)) {
            tryWhatTheLastLineSays(platform);
            counts = platform.get("/v1/counts").text();
            requests = requests(home);
            answers = answers(platform, requests);
            stop(platform);
        }
        try (PackagedPlatform platform = PackagedPlatform.start(home)) {
            tryWhatTheLastLineSays(platform);
            assertThat(platform.get("/v1/counts").text()).isEqualTo(counts);
            assertThat(answers(platform, requests)).isEqualTo(answers);
            stop(platform);
        }
    }

    @Test
    void aStartIsStoppedToo(@TempDir Path home) throws Exception {
        try (PackagedPlatform platform = PackagedPlatform.start(home)) {
            while (platform.output().isEmpty()) {
                Thread.sleep(50);
            }
            stop(platform);
        }
    }

    @Test
    void whoCannotStartIsToldInOneSentence(@TempDir Path home, @TempDir Path other) throws Exception {
        try (PackagedPlatform platform = PackagedPlatform.start(home, "--empty")) {
            int port = platform.awaitReady().port();
            try (PackagedPlatform second = PackagedPlatform.start(home, "--empty")) {
                assertRefused(
                        second,
                        "medley: The directory " + home + " is in use by process " + platform.pid()
                                + "; stop that one or choose another directory with --home.");
            }
            try (PackagedPlatform second = PackagedPlatform.start(other, "--empty", "--port", String.valueOf(port))) {
                assertRefused(
                        second,
                        "medley: port " + port
                                + " cannot be used (Address already in use); name another one: --port PORT");
            }
            assertThat(platform.get("/v1/counts").status()).isEqualTo(200);
        }
    }

    private static void assertRefused(PackagedPlatform platform, String sentence) throws InterruptedException {
        assertThat(platform.awaitExit(60)).isEqualTo(1);
        assertThat(platform.output().stream().filter(line -> !line.startsWith("Starting ")))
                .containsExactly(sentence);
    }

    private static void tryWhatTheLastLineSays(PackagedPlatform platform) throws Exception {
        Matcher curl = CURL.matcher(platform.awaitReady().curl());
        assertThat(curl.matches()).as(platform.awaitReady().curl()).isTrue();
        assertThat(platform.rank(curl.group(2), curl.group(1)).path("items")).isNotEmpty();
        assertThat(platform.get("/").text()).contains("<title>Medley</title>");
    }

    /** One of each scenario and a page, for a user who is known; with time enough for a busy machine. */
    private static Map<String, String> requests(Path home) throws Exception {
        String options = ",\"userId\":\"demo-7\",\"limit\":20,\"seed\":42,\"deadlineMs\":10000}";
        JsonNode judgment =
                new ObjectMapper().readTree(PackagedPlatform.firstLine(home.resolve("demo/judgments.jsonl")));
        Map<String, String> requests = new LinkedHashMap<>();
        for (String scenario : List.of("live", "video", "commodity")) {
            requests.put("/v1/rank/" + scenario, "{\"context\":{}" + options);
        }
        requests.put("/v1/rank/search", "{\"query\":" + judgment.path("query") + options);
        requests.put("/v1/rank", "{\"surfaces\":[\"live\",\"video\",\"commodity\"]" + options);
        return requests;
    }

    private static Map<String, String> answers(PackagedPlatform platform, Map<String, String> requests)
            throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Map.Entry<String, String> request : requests.entrySet()) {
            JsonNode slate = platform.rank(request.getKey(), request.getValue());
            assertThat(slate.path("items")).as(request.getKey()).isNotEmpty();
            assertThat(slate.path("degraded")).as(request.getKey()).isEmpty();
            answers.put(
                    request.getKey(),
                    platform.post(request.getKey(), request.getValue()).text());
        }
        return answers;
    }

    private static void stop(PackagedPlatform platform) throws InterruptedException {
        platform.terminate();
        assertThat(platform.awaitExit(STOPS_WITHIN_SECONDS)).isEqualTo(TERMINATED);
        assertThat(platform.output())
                .noneMatch(line -> STACK_TRACE.matcher(line).matches())
                .noneMatch(line -> line.contains("Exception"));
    }
}
