package dev.medley.benchmarks.rollout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.medley.benchmarks.http.HttpConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked for, over and over: slates of twenty for users of the demo world, each of whom asks for one scenario or
 * for a mixed page. Seed and deadline are given, so the same model gives the same question the same answer.
 */
final class Questions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USERS = 1_000;
    private static final int LIMIT = 20;
    private static final int DEADLINE_MILLIS = 10_000;
    private static final List<String> PATHS =
            List.of("/v1/rank/live", "/v1/rank/video", "/v1/rank/search", "/v1/rank/commodity", "/v1/rank");
    private static final List<String> QUERIES =
            List.of("cast iron pan", "yoga mat", "mechanical keyboard", "record player", "rain jacket", "camping tent");
    private static final List<String> PAGE = List.of("live", "video", "commodity");

    private Questions() {}

    /**
     * One question.
     *
     * @param number from 0
     * @param request the bytes of the HTTP request
     */
    record Question(int number, String user, String path, ObjectNode body, byte[] request) {}

    /** All of them, scenarios in turn. */
    static List<Question> of(URI target) {
        List<Question> questions = new ArrayList<>();
        for (int number = 0; number < USERS; number++) {
            String user = "demo-" + (number + 1);
            String path = PATHS.get(number % PATHS.size());
            ObjectNode body = JSON.createObjectNode()
                    .put("userId", user)
                    .put("limit", LIMIT)
                    .put("deadlineMs", DEADLINE_MILLIS)
                    .put("seed", number);
            if (path.endsWith("/search")) {
                body.put("query", QUERIES.get(number / PATHS.size() % QUERIES.size()));
            }
            if (path.endsWith("/rank")) {
                PAGE.forEach(body.putArray("surfaces")::add);
            }
            questions.add(new Question(number, user, path, body, HttpConnection.post(target, path, body.toString())));
        }
        return questions;
    }
}
