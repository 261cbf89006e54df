package dev.medley.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MalformedInputTest {
    @TempDir
    Path folder;

    @Test
    void everyMalformedRequestGetsAProblemDocumentAndChangesNothing() throws Exception {
        List<MalformedRequests.Request> requests = MalformedRequests.all();
        assertThat(requests).hasSizeGreaterThan(200);
        List<String> wrong = new ArrayList<>();
        try (HttpFixture http = new HttpFixture(folder)) {
            for (MalformedRequests.Request request : requests) {
                HttpFixture.Answer answer =
                        http.send(request.method(), request.path(), request.headers(), request.body());
                fault(answer, request.path()).ifPresent(fault -> wrong.add(request + ": " + fault));
            }
            assertThat(http.platform.written).isEmpty();
        }
        assertThat(wrong).isEmpty();
    }

    /** What is wrong with the answer to a malformed request, if something is. */
    static java.util.Optional<String> fault(HttpFixture.Answer answer, String path) {
        JsonNode json = answer.json();
        if (answer.status() < 400 || answer.status() >= 500) {
            return java.util.Optional.of("status " + answer.status() + " " + answer.text());
        }
        boolean isDocument = answer.header("Content-Type").equals(ProblemWriter.MEDIA_TYPE)
                && json.path("type").isTextual()
                && json.path("title").isTextual()
                && json.path("status").asInt() == answer.status()
                && !json.path("detail").asText().isEmpty()
                && path.startsWith(json.path("instance").asText("?"));
        if (!isDocument) {
            return java.util.Optional.of("no problem document: " + answer.text());
        }
        if (json.path("problems").isEmpty()) {
            return java.util.Optional.of("names no field: " + answer.text());
        }
        for (JsonNode problem : json.path("problems")) {
            if (problem.path("field").asText().isEmpty()
                    || !problem.path("value").isTextual()
                    || problem.path("allowed").asText().isEmpty()) {
                return java.util.Optional.of("a problem without field, value or allowed: " + answer.text());
            }
        }
        return java.util.Optional.empty();
    }
}
