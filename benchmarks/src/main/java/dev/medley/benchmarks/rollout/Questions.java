package dev.medley.benchmarks.rollout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
            List.of("/v1/rank/live", "/v1/rank/video", "/v1/rank/search", "/v1/rank/commodity");
    private static final String MIXED = "/v1/rank";
    /** Every so manieth question is a mixed page, which is the work of three. */
    private static final int PAGE_EVERY = 10;

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
    record Question(int number, String user, String path, ObjectNode body, byte[] request) {
        /** The same, about these candidates only. */
        Question about(URI target, ArrayNode candidates) {
            ObjectNode narrower = body.deepCopy();
            narrower.set("candidates", candidates);
            return new Question(number, user, path, narrower, HttpConnection.post(target, path, narrower.toString()));
        }
    }

    /** All of them, scenarios in turn. */
    static List<Question> of(URI target) {
        List<Question> questions = new ArrayList<>();
        for (int number = 0; number < USERS; number++) {
            String user = "demo-" + (number + 1);
            String path = number % PAGE_EVERY == 0 ? MIXED : PATHS.get(number % PATHS.size());
            ObjectNode body = JSON.createObjectNode()
                    .put("userId", user)
                    .put("limit", LIMIT)
                    .put("deadlineMs", DEADLINE_MILLIS)
                    .put("seed", number);
            if (path.endsWith("/search")) {
                body.put("query", QUERIES.get(number / PATHS.size() % QUERIES.size()));
            }
            if (path.equals(MIXED)) {
                PAGE.forEach(body.putArray("surfaces")::add);
            }
            questions.add(new Question(number, user, path, body, HttpConnection.post(target, path, body.toString())));
        }
        return questions;
    }
}
