package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.score.TaskFigures;
import dev.medley.platform.train.ModelStatus;
import dev.medley.platform.train.ModelTraining;
import dev.medley.platform.train.TrainingStatus;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** {@code GET /v1/models}: what serves and how good it is; {@code POST /v1/models/train}: learn from the world as it is. */
final class ModelEndpoints {
    private static final int MAX_AT_ONCE = 16;

    private final Supplier<ModelTraining> training;

    ModelEndpoints(Supplier<ModelTraining> training) {
        this.training = training;
    }

    void register(Endpoints endpoints) {
        Semaphore places = new Semaphore(MAX_AT_ONCE);
        endpoints.get("/v1/models", places, exchange -> answer(exchange, 200));
        endpoints.command("/v1/models/train", places, this::train);
    }

    private void train(Exchange exchange) {
        if (!training.get().start()) {
            throw HttpProblem.conflict(
                    "training", "running", "one training at a time; GET /v1/models shows how it goes");
        }
        answer(exchange, 202);
    }

    private void answer(Exchange exchange, int status) {
        ModelStatus models = training.get().status();
        exchange.answer(status, json -> write(json, models));
    }

    private static void write(JsonGenerator json, ModelStatus models) throws IOException {
        json.writeStartObject();
        json.writeStringField("active", models.active());
        json.writeStringField("previous", models.previous().orElse(null));
        json.writeObjectFieldStart("training");
        switch (models.training()) {
            case TrainingStatus.Idle idle -> {
                json.writeStringField("state", "idle");
                json.writeStringField("message", idle.message());
            }
            case TrainingStatus.Running running -> {
                json.writeStringField("state", "running");
                json.writeStringField("message", running.message());
                JsonBody.number(json, "progress", (float) running.progress());
            }
            case TrainingStatus.Failed failed -> {
                json.writeStringField("state", "failed");
                json.writeStringField("reason", failed.reason());
            }
        }
        json.writeEndObject();
        json.writeArrayFieldStart("figures");
        for (TaskFigures figures : models.figures()) {
            json.writeStartObject();
            json.writeStringField("scenario", figures.scenario());
            json.writeStringField("task", figures.task());
            json.writeNumberField("examples", figures.examples());
            json.writeNumberField("holdOut", figures.holdOut());
            writeFigure(json, "auc", figures.auc());
            writeFigure(json, "popularityAuc", figures.popularityAuc());
            writeFigure(json, "lexicalAuc", figures.lexicalAuc());
            writeFigure(json, "logloss", figures.logloss());
            writeFigure(json, "predictedOverObserved", figures.predictedOverObserved());
            json.writeEndObject();
        }
        json.writeEndArray();
        JsonBody.texts(json, "notes", models.notes());
        JsonBody.texts(json, "refusals", models.refusals());
        json.writeEndObject();
    }

    private static void writeFigure(JsonGenerator json, String name, Double figure) throws IOException {
        json.writeFieldName(name);
        JsonBody.value(json, figure);
    }
}
