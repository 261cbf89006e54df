package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.score.registry.ManifestCodec;
import dev.medley.platform.score.registry.ModelManifest;
import dev.medley.platform.score.registry.ModelRegistry;
import dev.medley.platform.score.registry.PublishedModel;
import dev.medley.platform.score.registry.Rollout;
import dev.medley.platform.score.registry.ShadowFigures;
import dev.medley.platform.train.ModelStatus;
import dev.medley.platform.train.TrainingStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The models as {@code GET /v1/models} and every change of them tells them.
 *
 * @param status what serves and what is being learnt
 * @param models the registry
 * @param outcome what a change has to say beside the state, such as the revision that was published; goes first
 */
record ModelsAnswer(ModelStatus status, ModelRegistry models, Map<String, String> outcome) implements JsonBody {
    @Override
    public void write(JsonGenerator json) throws IOException {
        Rollout rollout = models.rollout();
        json.writeStartObject();
        for (Map.Entry<String, String> entry : new TreeMap<>(outcome).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeStringField("active", status.active());
        json.writeStringField("previous", status.previous().orElse(null));
        writeCanary(json, rollout);
        writeShadow(json, models.shadowFigures());
        JsonBody.texts(json, "history", rollout.history());
        writeTraining(json, status.training());
        ManifestCodec.writeFigures(json, status.figures());
        JsonBody.texts(json, "notes", status.notes());
        JsonBody.texts(json, "refusals", status.refusals());
        writePublished(json, models.published());
        json.writeEndObject();
    }

    private static void writeCanary(JsonGenerator json, Rollout rollout) throws IOException {
        json.writeFieldName("canary");
        if (rollout.canary().isEmpty()) {
            json.writeNull();
            return;
        }
        Rollout.Canary canary = rollout.canary().get();
        json.writeStartObject();
        json.writeStringField("revision", canary.revision());
        json.writeFieldName("share");
        JsonBody.value(json, canary.share());
        json.writeStringField("salt", canary.salt());
        json.writeEndObject();
    }

    private static void writeShadow(JsonGenerator json, Optional<ShadowFigures> shadow) throws IOException {
        json.writeFieldName("shadow");
        if (shadow.isEmpty()) {
            json.writeNull();
            return;
        }
        ShadowFigures figures = shadow.get();
        json.writeStartObject();
        json.writeStringField("revision", figures.revision());
        json.writeStringField("against", figures.against());
        json.writeNumberField("batches", figures.batches());
        json.writeNumberField("dropped", figures.dropped());
        json.writeNumberField("failed", figures.failed());
        json.writeArrayFieldStart("differences");
        for (ShadowFigures.Difference difference : figures.differences()) {
            json.writeStartObject();
            json.writeStringField("scenario", difference.scenario());
            json.writeStringField("task", difference.task());
            json.writeNumberField("count", difference.count());
            json.writeNumberField("meanAbsolute", difference.meanAbsolute());
            json.writeNumberField("mean", difference.mean());
            json.writeNumberField("max", difference.max());
            json.writeFieldName("rankCorrelation");
            JsonBody.value(json, difference.rankCorrelation());
            json.writeFieldName("topKept");
            JsonBody.value(json, difference.topKept());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeTraining(JsonGenerator json, TrainingStatus training) throws IOException {
        json.writeObjectFieldStart("training");
        switch (training) {
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
    }

    private static void writePublished(JsonGenerator json, List<PublishedModel> published) throws IOException {
        json.writeArrayFieldStart("published");
        for (PublishedModel model : published) {
            json.writeStartObject();
            json.writeStringField("revision", model.revision());
            if (model.manifest().isPresent()) {
                ModelManifest manifest = model.manifest().get();
                json.writeStringField("kind", manifest.kind());
                json.writeStringField("trainedAt", manifest.trainedAt().toString());
                json.writeStringField("gitRevision", manifest.gitRevision().orElse(null));
                json.writeNumberField("bytes", manifest.bytes());
                JsonBody.texts(json, "data", manifest.data().names());
                json.writeNumberField("rows", manifest.data().rows());
                JsonBody.texts(json, "parents", manifest.parents());
                json.writeObjectFieldStart("tasks");
                for (Map.Entry<String, List<String>> scenario : manifest.tasks().entrySet()) {
                    JsonBody.texts(json, scenario.getKey(), scenario.getValue());
                }
                json.writeEndObject();
                ManifestCodec.writeFigures(json, manifest.figures());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
