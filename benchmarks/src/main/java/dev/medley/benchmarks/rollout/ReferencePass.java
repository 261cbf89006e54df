package dev.medley.benchmarks.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.benchmarks.rollout.ModelControl.RefusedException;
import dev.medley.benchmarks.rollout.Questions.Question;
import java.io.IOException;
import java.util.List;

/** Asks every question of a revision that serves alone, and keeps how it scores each candidate, shown or not. */
final class ReferencePass {
    private ReferencePass() {}

    /** @throws IllegalStateException if another revision answers, or something was left out of an answer */
    static void run(ModelControl control, String revision, List<Question> questions, References references)
            throws IOException, InterruptedException, RefusedException {
        for (Question question : questions) {
            JsonNode answer = control.post(question.path(), question.body());
            String model = answer.path("revisions").path("model").asText();
            if (!model.equals(revision) || !answer.path("degraded").isEmpty()) {
                throw new IllegalStateException(revision + " serves alone, but " + question.path() + " "
                        + question.body() + " was answered by " + model + ", degraded: " + answer.path("degraded"));
            }
            JsonNode story = control.explain(answer.path("requestId").asText());
            for (String part : List.of("items", "notPlaced")) {
                for (JsonNode item : story.path(part)) {
                    references.put(revision, question.number(), itemOf(item), tasksOf(item));
                }
            }
        }
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
