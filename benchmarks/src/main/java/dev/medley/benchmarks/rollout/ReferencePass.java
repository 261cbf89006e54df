package dev.medley.benchmarks.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.medley.benchmarks.rollout.ModelControl.RefusedException;
import dev.medley.benchmarks.rollout.Questions.Question;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Asks every question of a revision that serves alone, and keeps how it scores each candidate, shown or not. */
final class ReferencePass {
    private static final String RERANK = "rerank:";
    private static final List<String> PARTS = List.of("items", "notPlaced");

    private ReferencePass() {}

    /**
     * The same questions about at most so many of the candidates that the platform finds for each of them.
     *
     * @param target the platform
     */
    static List<Question> narrowed(ModelControl control, URI target, List<Question> questions, int candidates)
            throws IOException, InterruptedException, RefusedException {
        List<Question> narrowed = new ArrayList<>();
        for (Question question : questions) {
            JsonNode answer = control.post(question.path(), question.body());
            JsonNode story = control.explain(answer.path("requestId").asText());
            ArrayNode found = JsonNodeFactory.instance.arrayNode();
            for (String part : PARTS) {
                for (JsonNode item : story.path(part)) {
                    if (found.size() < candidates && !item.path("tasks").isEmpty()) {
                        found.addObject()
                                .put("surface", item.path("surface").asText())
                                .put("item", item.path("item").asText());
                    }
                }
            }
            narrowed.add(question.about(target, found));
        }
        return narrowed;
    }

    /** @throws IllegalStateException if another revision answers, or something was left out of an answer */
    static void run(ModelControl control, String revision, List<Question> questions, References references)
            throws IOException, InterruptedException, RefusedException {
        for (Question question : questions) {
            JsonNode answer = control.post(question.path(), question.body());
            String model = answer.path("revisions").path("model").asText();
            if (!model.equals(revision) || lacksInputs(answer)) {
                throw new IllegalStateException(revision + " serves alone, but question " + question.number() + ", "
                        + question.path() + " for " + question.user() + ", was answered by " + model + ", degraded: "
                        + answer.path("degraded"));
            }
            JsonNode story = control.explain(answer.path("requestId").asText());
            for (String part : PARTS) {
                for (JsonNode item : story.path(part)) {
                    references.put(revision, question.number(), itemOf(item), tasksOf(item));
                }
            }
        }
    }

    /** Whether something was left out of an answer that scores may depend on; a rule that was relaxed is not. */
    static boolean lacksInputs(JsonNode answer) {
        for (JsonNode step : answer.path("degraded")) {
            if (!step.asText().startsWith(RERANK)) {
                return true;
            }
        }
        return false;
    }

    /** A name for an item in an answer or in an explanation; the surfaces of a page have no items in common. */
    static String itemOf(JsonNode item) {
        return item.path("surface").asText() + "/" + item.path("item").asText();
    }

    /** Its scores, task by task. */
    static float[] tasksOf(JsonNode item) {
        JsonNode tasks = item.path("tasks");
        float[] scores = new float[tasks.size()];
        int at = 0;
        for (JsonNode score : tasks) {
            scores[at++] = (float) score.asDouble();
        }
        return scores;
    }
}
