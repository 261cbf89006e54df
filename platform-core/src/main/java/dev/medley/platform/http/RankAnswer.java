package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.pipeline.RankResult;
import dev.medley.platform.pipeline.RankResult.PlacedItem;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes the answer to a rank request. Fields stand in a fixed order, so that equal results are equal bytes. */
record RankAnswer(RankResult result, boolean isPage) implements JsonBody {
    /** What stands for the scenario in the answer of a mixed page. */
    static final String MIXED = "mixed";

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("requestId", result.requestId());
        if (isPage) {
            json.writeStringField("scenario", MIXED);
            JsonBody.texts(json, "surfaces", result.scenarios());
        } else {
            json.writeStringField("scenario", result.scenarios().getFirst().value());
        }
        json.writeArrayFieldStart("items");
        for (PlacedItem item : result.items()) {
            writeItem(json, item);
        }
        json.writeEndArray();
        JsonBody.texts(json, "degraded", result.degraded());
        json.writeObjectFieldStart("revisions");
        json.writeStringField("config", result.revisions().config());
        json.writeStringField("model", result.revisions().model());
        json.writeNumberField("prices", result.revisions().prices());
        json.writeObjectFieldStart("plugins");
        for (Map.Entry<String, String> plugin : new TreeMap<>(result.revisions().plugins()).entrySet()) {
            json.writeStringField(plugin.getKey(), plugin.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeItem(JsonGenerator json, PlacedItem item) throws IOException {
        json.writeStartObject();
        json.writeNumberField("position", item.position());
        if (isPage) {
            json.writeStringField("scenario", item.scenario().value());
        }
        json.writeStringField("surface", item.item().surface().value());
        json.writeStringField("item", item.item().key());
        JsonBody.number(json, "value", item.value());
        json.writeObjectFieldStart("tasks");
        for (Map.Entry<TaskId, Float> task : item.tasks().entrySet()) {
            JsonBody.number(json, task.getKey().value(), task.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("provenance");
        for (Provenance find : item.provenance()) {
            writeProvenance(json, find);
        }
        json.writeEndArray();
        JsonBody.texts(json, "reasons", item.reasons());
        json.writeEndObject();
    }

    static void writeProvenance(JsonGenerator json, Provenance find) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", find.source().value());
        json.writeNumberField("rank", find.rank());
        JsonBody.number(json, "score", find.score());
        json.writeEndObject();
    }
}
