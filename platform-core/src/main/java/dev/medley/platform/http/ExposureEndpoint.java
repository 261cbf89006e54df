package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.exposure.ExposureReport;
import dev.medley.platform.exposure.ExposureReport.AttributeExposure;
import dev.medley.platform.exposure.ExposureReport.GroupExposure;
import dev.medley.platform.rerank.exposure.ExposureGoal;
import dev.medley.platform.rerank.exposure.UserQuality;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** {@code GET /v1/exposure}: who gets how much attention over time, the prices that follow, and quality by users. */
final class ExposureEndpoint {
    private static final int MAX_AT_ONCE = 8;

    private final Supplier<ExposureReport.Source> exposure;

    ExposureEndpoint(Supplier<ExposureReport.Source> exposure) {
        this.exposure = exposure;
    }

    void register(Endpoints endpoints) {
        endpoints.get("/v1/exposure", new Semaphore(MAX_AT_ONCE), exchange -> {
            ExposureReport report = exposure.get().report();
            exchange.answer(200, json -> write(json, report));
        });
    }

    private static void write(JsonGenerator json, ExposureReport report) throws IOException {
        json.writeStartObject();
        json.writeNumberField("revision", report.revision());
        json.writeObjectFieldStart("settings");
        json.writeStringField("revision", report.settings().revision());
        JsonBody.texts(json, "problems", report.settings().problems());
        json.writeEndObject();
        json.writeNumberField("nodes", report.nodes());
        json.writeNumberField("dropped", report.dropped());
        json.writeArrayFieldStart("attributes");
        for (Map.Entry<String, AttributeExposure> entry : report.attributes().entrySet()) {
            json.writeStartObject();
            json.writeStringField("attribute", entry.getKey());
            json.writeFieldName("goal");
            if (entry.getValue().goal().isPresent()) {
                write(json, entry.getValue().goal().get());
            } else {
                json.writeNull();
            }
            json.writeArrayFieldStart("groups");
            for (GroupExposure group : entry.getValue().groups()) {
                write(json, group);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("scales");
        JsonBody.value(json, report.scales());
        write(json, report.quality());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ExposureGoal goal) throws IOException {
        json.writeStartObject();
        switch (goal) {
            case ExposureGoal.Shares _ -> json.writeStringField("goal", "shares");
            case ExposureGoal.MaxMin maxMin -> {
                json.writeStringField("goal", "max-min");
                number(json, "weight", maxMin.weight());
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, GroupExposure group) throws IOException {
        json.writeStartObject();
        json.writeStringField("group", group.group());
        number(json, "attention", group.attention());
        number(json, "recent", group.recent());
        number(json, "share", group.share());
        if (group.declared().isPresent()) {
            number(json, "declared", group.declared().getAsDouble());
        }
        number(json, "price", group.price());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, UserQuality.Report quality) throws IOException {
        json.writeObjectFieldStart("userQuality");
        number(json, "mean", quality.mean());
        json.writeStringField(
                "worst", quality.worst().map(UserQuality.GroupQuality::group).orElse(null));
        number(json, "worstToMean", quality.worstToMean());
        json.writeArrayFieldStart("groups");
        for (UserQuality.GroupQuality group : quality.groups()) {
            json.writeStartObject();
            json.writeStringField("group", group.group());
            number(json, "slates", group.slates());
            number(json, "mean", group.mean());
            number(json, "standardError", group.deviation());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double number) throws IOException {
        json.writeFieldName(name);
        JsonBody.value(json, number);
    }
}
