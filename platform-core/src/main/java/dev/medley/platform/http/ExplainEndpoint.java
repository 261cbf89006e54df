package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.explain.Explanation;
import dev.medley.platform.explain.Explanation.CandidateStory;
import dev.medley.platform.explain.TraceStore;
import dev.medley.platform.rerank.slate.PlaceExplanation;
import dev.medley.platform.rerank.slate.Relaxation;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** {@code GET /v1/explain/{requestId}}: why each item is where it is, and why each dropped candidate was dropped. */
final class ExplainEndpoint {
    private static final int MAX_AT_ONCE = 16;

    private final Supplier<TraceStore> traces;

    ExplainEndpoint(Supplier<TraceStore> traces) {
        this.traces = traces;
    }

    void register(Endpoints endpoints) {
        endpoints.get("/v1/explain/:requestId", new Semaphore(MAX_AT_ONCE), this::explain);
    }

    private void explain(Exchange exchange) {
        String requestId = exchange.pathParameter("requestId");
        Explanation explanation = traces.get()
                .explain(requestId)
                .orElseThrow(() -> HttpProblem.notFound(
                        "requestId",
                        requestId,
                        "the requestId of an answer that this process gave; only the newest ones are kept"));
        exchange.answer(200, json -> write(json, explanation));
    }

    private static void write(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeStartObject();
        json.writeStringField("requestId", explanation.requestId());
        JsonBody.texts(json, "scenarios", explanation.scenarios());
        json.writeStringField("now", explanation.now().toString());
        json.writeNumberField("seed", explanation.seed());
        json.writeArrayFieldStart("items");
        for (CandidateStory story : explanation.candidates()) {
            if (story.position().isPresent()) {
                writeStory(json, story);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notPlaced");
        for (CandidateStory story : explanation.candidates()) {
            if (story.position().isEmpty()) {
                writeStory(json, story);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notCandidates");
        for (Explanation.NotRow find : explanation.notRows()) {
            json.writeStartObject();
            json.writeStringField("surface", find.item().surface().value());
            json.writeStringField("item", find.item().key());
            json.writeStringField("source", find.source());
            json.writeStringField("reason", find.reason().value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("stages");
        for (Explanation.StageTime stage : explanation.stages()) {
            json.writeStartObject();
            json.writeStringField("scenario", stage.scenario());
            json.writeStringField("stage", stage.stage());
            json.writeNumberField("micros", stage.nanos() / 1_000);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("relaxed");
        for (Relaxation relaxation : explanation.relaxations()) {
            json.writeStartObject();
            json.writeStringField("rule", relaxation.rule());
            json.writeNumberField("place", relaxation.place());
            json.writeNumberField("asked", relaxation.asked());
            json.writeNumberField("held", relaxation.held());
            json.writeStringField("cause", relaxation.cause().name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("priceRevision", explanation.priceRevision());
        JsonBody.texts(json, "degraded", explanation.degraded());
        json.writeObjectFieldStart("revisions");
        json.writeStringField("config", explanation.configRevision());
        json.writeStringField("model", explanation.modelRevision());
        json.writeFieldName("plugins");
        JsonBody.value(json, new TreeMap<>(explanation.pluginRevisions()));
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The parts of the gain in the order in which they are added up. */
    private static void writePlacement(JsonGenerator json, Explanation.Placement placement) throws IOException {
        PlaceExplanation story = placement.story().numbers();
        json.writeObjectFieldStart("placement");
        json.writeNumberField("rankBefore", story.rankBefore());
        json.writeNumberField("gain", story.gain());
        JsonBody.number(json, "value", story.value());
        json.writeObjectFieldStart("prices");
        for (Map.Entry<String, Float> price : placement.story().prices().entrySet()) {
            JsonBody.number(json, price.getKey(), price.getValue());
        }
        json.writeEndObject();
        JsonBody.number(json, "risk", story.risk());
        JsonBody.number(json, "bonus", story.bonus());
        JsonBody.number(json, "advice", story.advice());
        json.writeNumberField("spacing", story.spacing());
        json.writeNumberField("diversity", story.diversity());
        json.writeNumberField("coverage", story.coverage());
        json.writeNumberField("propensity", story.propensity());
        if (story.movedBy().isPresent()) {
            json.writeStringField("movedBy", story.movedBy().get());
        }
        if (placement.other().isPresent()) {
            Explanation.Other other = placement.other().get();
            json.writeObjectFieldStart("other");
            json.writeStringField("scenario", other.scenario().value());
            json.writeStringField("surface", other.item().surface().value());
            json.writeStringField("item", other.item().key());
            json.writeNumberField("gain", other.gain());
            if (other.blockedBy().isPresent()) {
                json.writeStringField("blockedBy", other.blockedBy().get());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeStory(JsonGenerator json, CandidateStory story) throws IOException {
        json.writeStartObject();
        if (story.position().isPresent()) {
            json.writeNumberField("position", story.position().getAsInt());
        }
        json.writeStringField("scenario", story.scenario().value());
        json.writeStringField("surface", story.item().surface().value());
        json.writeStringField("item", story.item().key());
        if (story.dropped().isPresent()) {
            Explanation.Drop drop = story.dropped().get();
            json.writeObjectFieldStart("dropped");
            json.writeStringField("stage", drop.stage());
            json.writeStringField("component", drop.component());
            json.writeStringField("reason", drop.reason().value());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("provenance");
        for (Provenance find : story.provenance()) {
            RankAnswer.writeProvenance(json, find);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("tasks");
        for (Map.Entry<TaskId, Float> task : story.tasks().entrySet()) {
            JsonBody.number(json, task.getKey().value(), task.getValue());
        }
        json.writeEndObject();
        if (story.value().isPresent()) {
            JsonBody.number(json, "value", (float) story.value().getAsDouble());
        }
        json.writeArrayFieldStart("factors");
        for (Explanation.Factor factor : story.factors()) {
            json.writeStartObject();
            json.writeStringField("adjuster", factor.adjuster());
            JsonBody.number(json, "factor", factor.factor());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (story.placement().isPresent()) {
            writePlacement(json, story.placement().get());
        }
        JsonBody.texts(json, "reasons", story.reasons());
        if (!story.features().isEmpty()) {
            json.writeFieldName("features");
            JsonBody.value(json, new TreeMap<>(story.features()));
        }
        json.writeEndObject();
    }
}
