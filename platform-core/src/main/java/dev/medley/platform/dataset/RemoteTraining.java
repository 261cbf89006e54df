package dev.medley.platform.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.dataset.ServerConnection.Answer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Has the platform learn from what was imported, waits for it and shows how well it did: the model's AUC beside that of
 * popularity and, for search, of word matching alone.
 */
final class RemoteTraining {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final String ROW = "  %-12s %-12s %10s %8s %12s %9s %9s%n";

    private final ServerConnection server;
    private final PrintStream out;

    RemoteTraining(ServerConnection server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    /** @throws ImportFailedException if the training failed or did not start */
    void run() throws ImportFailedException, InterruptedException {
        Answer start = server.post("/v1/models/train");
        while (start.status() == CONFLICT) {
            // One that began earlier has not seen all of the new data.
            await();
            start = server.post("/v1/models/train");
        }
        if (start.status() == NOT_FOUND) {
            throw new ImportFailedException("the data is imported, but the server has no training (status 404)");
        }
        if (!start.isSuccess()) {
            throw new ImportFailedException("the data is imported, but training did not start: " + start.reason());
        }
        out.println("training the model...");
        JsonNode models = await();
        JsonNode training = models.path("training");
        if (training.path("state").asText().equals("failed")) {
            throw new ImportFailedException("the data is imported, but training failed: "
                    + training.path("reason").asText(training.path("detail").asText("the server's log says why")));
        }
        print(models);
    }

    private JsonNode await() throws ImportFailedException, InterruptedException {
        while (true) {
            Answer answer = server.get("/v1/models");
            if (!answer.isSuccess()) {
                throw new ImportFailedException(
                        "the data is imported, but the server does not say how training goes: " + answer.reason());
            }
            if (!answer.body().path("training").path("state").asText().equals("running")) {
                return answer.body();
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private void print(JsonNode models) {
        out.println("model " + models.path("active").asText("?") + ", on examples that it has not seen:");
        out.printf(Locale.ROOT, ROW, "scenario", "task", "examples", "auc", "popularity", "lexical", "logloss");
        for (JsonNode figure : models.path("figures")) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    figure.path("scenario").asText(),
                    figure.path("task").asText(),
                    String.format(Locale.ROOT, "%,d", figure.path("examples").asLong()),
                    decimal(figure.path("auc")),
                    decimal(figure.path("popularityAuc")),
                    decimal(figure.path("lexicalAuc")),
                    decimal(figure.path("logloss")));
        }
        models.path("notes").forEach(note -> out.println("  " + note.asText()));
    }

    private static String decimal(JsonNode number) {
        return number.isNumber() ? String.format(Locale.ROOT, "%.4f", number.asDouble()) : "-";
    }
}
