package dev.medley.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

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
                HttpAnswers.Answer answer =
                        http.send(request.method(), request.path(), request.headers(), request.body());
                HttpAnswers.fault(answer, request.path()).ifPresent(fault -> wrong.add(request + ": " + fault));
            }
            assertThat(http.platform.written).isEmpty();
        }
        assertThat(wrong).isEmpty();
    }
}
