package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.evaluate.compare.GroupAttribute;
import dev.medley.platform.evaluate.compare.SlateFigure;
import dev.medley.platform.evaluate.compare.SweepFront;
import dev.medley.platform.evaluate.compare.SweepPoint;
import dev.medley.platform.evaluate.compare.SweptMethod;
import dev.medley.platform.evaluate.report.SweepReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A comparison of re-rankers as JSON: the same as the page shows, every number with all its bits. What is not defined is
 * absent.
 */
public final class JsonSweep {
    private JsonSweep() {}

    /**
     * The report in UTF-8, indented, with a line break at the end.
     *
     * @throws java.io.UncheckedIOException if a text has an unpaired surrogate
     */
    public static byte[] of(SweepReport report) {
        return ReportJson.of(report.title(), report.fingerprint(), report.commandLine(), json -> {
            json.writeArrayFieldStart("notes");
            for (String note : report.notes()) {
                json.writeString(note);
            }
            json.writeEndArray();
            ReportJson.write(json, "floor", report.settings().floor());
            json.writeNumberField("window", report.settings().window());
            json.writeStringField("controlled", report.controlled().name());
            attributes(json, report);
            methods(json, report);
            json.writeArrayFieldStart("points");
            for (SweepPoint point : report.result().points()) {
                point(json, point);
            }
            json.writeEndArray();
        });
    }

    private static void attributes(JsonGenerator json, SweepReport report) throws IOException {
        json.writeArrayFieldStart("attributes");
        for (GroupAttribute attribute : report.attributes()) {
            json.writeStartObject();
            json.writeStringField("name", attribute.name());
            json.writeArrayFieldStart("groups");
            for (int g = 0; g < attribute.shares().length; g++) {
                json.writeStartObject();
                json.writeStringField("name", attribute.groups().get(g));
                ReportJson.write(json, "share", attribute.shares()[g]);
                if (attribute.equals(report.controlled())) {
                    json.writeBooleanField("protected", report.result().isProtected()[g]);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void methods(JsonGenerator json, SweepReport report) throws IOException {
        json.writeArrayFieldStart("methods");
        for (int i = 0; i < report.result().methods().size(); i++) {
            SweptMethod method = report.result().methods().get(i);
            SweepFront front = report.result().fronts().get(i);
            json.writeStartObject();
            json.writeStringField("name", method.name());
            json.writeStringField("source", method.source());
            json.writeStringField("weight_is", method.weight());
            json.writeObjectFieldStart("hypervolume");
            ReportJson.write(json, "utility_diversity_fairness", front.hypervolume());
            ReportJson.write(json, "utility_diversity", front.diversity());
            ReportJson.write(json, "utility_fairness", front.fairness());
            json.writeEndObject();
            numbers(json, "front", front.weights());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void point(JsonGenerator json, SweepPoint point) throws IOException {
        json.writeStartObject();
        json.writeStringField("method", point.method());
        ReportJson.write(json, "weight", point.weight());
        figures(json, "figures", point.figures());
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, Map<SlateFigure, Double>> entry :
                point.attributes().entrySet()) {
            json.writeObjectFieldStart(entry.getKey());
            figures(json, "figures", entry.getValue());
            numbers(json, "exposure", point.exposure().get(entry.getKey()));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("ndcg_of_user_groups");
        for (Map.Entry<String, Double> entry : new TreeMap<>(point.userGroups()).entrySet()) {
            ReportJson.write(json, entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void figures(JsonGenerator json, String name, Map<SlateFigure, Double> figures) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<SlateFigure, Double> entry : figures.entrySet()) {
            ReportJson.write(json, entry.getKey().key(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String name, List<Double> numbers) throws IOException {
        json.writeArrayFieldStart(name);
        for (double number : numbers) {
            JsonBytes.writeDouble(json, number);
        }
        json.writeEndArray();
    }
}
