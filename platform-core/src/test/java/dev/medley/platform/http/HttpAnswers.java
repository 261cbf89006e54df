package dev.medley.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks the interface, and looks at what it answers. */
public final class HttpAnswers {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private HttpAnswers() {}

    /** An answer; its body also as JSON, null if it is none. */
    public record Answer(int status, Map<String, List<String>> headers, JsonNode json, String text) {
        /** The header's first value, or nothing. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of(""))
                    .getFirst();
        }
    }

    /** Sends it there. */
    public static Answer send(
            HttpClient client, String base, String method, String path, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean isJson =
                response.headers().firstValue("Content-Type").orElse("").contains("json");
        JsonNode json = MAPPER.readTree(isJson ? response.body() : "null");
        return new Answer(response.statusCode(), response.headers().map(), json, response.body());
    }

    /** What is wrong with the answer to a malformed request, if something is. */
    public static Optional<String> fault(Answer answer, String path) {
        JsonNode json = answer.json();
        if (answer.status() < 400 || answer.status() >= 500) {
            return Optional.of("status " + answer.status() + " " + answer.text());
        }
        boolean isDocument = answer.header("Content-Type").equals(ProblemWriter.MEDIA_TYPE)
                && json.path("type").isTextual()
                && json.path("title").isTextual()
                && json.path("status").asInt() == answer.status()
                && !json.path("detail").asText().isEmpty()
                && path.startsWith(json.path("instance").asText("?"));
        if (!isDocument) {
            return Optional.of("no problem document: " + answer.text());
        }
        if (json.path("problems").isEmpty()) {
            return Optional.of("names no field: " + answer.text());
        }
        for (JsonNode problem : json.path("problems")) {
            if (problem.path("field").asText().isEmpty()
                    || !problem.path("value").isTextual()
                            && !problem.path("value").isNull()
                    || problem.path("allowed").asText().isEmpty()) {
                return Optional.of("a problem without field, value or allowed: " + answer.text());
            }
        }
        return Optional.empty();
    }
}
