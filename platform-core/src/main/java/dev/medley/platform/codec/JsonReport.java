package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.Figure;
import dev.medley.platform.evaluate.PairedDifference;
import dev.medley.platform.evaluate.ReliabilityPoint;
import dev.medley.platform.evaluate.RocPoint;
import dev.medley.platform.evaluate.TaskResult;
import dev.medley.platform.evaluate.report.EvaluationReport;
import dev.medley.platform.evaluate.report.ModelDifference;
import java.io.IOException;
import java.util.Map;

/**
 * An evaluation's report as JSON: the same as the page shows, every number with all its bits. What is not defined is
 * absent.
 */
public final class JsonReport {
    private JsonReport() {}

    /**
     * The report in UTF-8, indented, with a line break at the end.
     *
     * @throws java.io.UncheckedIOException if a text has an unpaired surrogate
     */
    public static byte[] of(EvaluationReport report) {
        return ReportJson.of(report.title(), report.fingerprint(), report.commandLine(), json -> {
            json.writeArrayFieldStart("results");
            for (EvaluationResult result : report.results()) {
                write(json, result);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("differences");
            for (ModelDifference difference : report.differences()) {
                write(json, difference);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, EvaluationResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", result.model());
        json.writeStringField("split", result.split());
        json.writeBooleanField("baseline", result.baseline());
        Cost cost = result.cost();
        if (cost != null) {
            json.writeObjectFieldStart("multiply_adds");
            json.writeNumberField("request", cost.request());
            json.writeNumberField("item", cost.item());
            json.writeNumberField("pair", cost.pair());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("tasks");
        for (TaskResult task : result.tasks()) {
            write(json, task);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, TaskResult task) throws IOException {
        json.writeStartObject();
        json.writeStringField("scenario", task.scenario());
        json.writeStringField("task", task.task());
        json.writeNumberField("rows", task.rows());
        ReportJson.write(json, "positives", task.positives());
        json.writeObjectFieldStart("figures");
        for (Map.Entry<Figure, Double> entry : task.figures().entrySet()) {
            ReportJson.write(json, entry.getKey().key(), entry.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("roc");
        for (RocPoint point : task.roc()) {
            json.writeStartObject();
            ReportJson.write(json, "false_positive_rate", point.falsePositiveRate());
            ReportJson.write(json, "true_positive_rate", point.truePositiveRate());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("reliability");
        for (ReliabilityPoint point : task.reliability()) {
            json.writeStartObject();
            ReportJson.write(json, "predicted", point.predicted());
            ReportJson.write(json, "observed", point.observed());
            json.writeNumberField("rows", point.rows());
            ReportJson.write(json, "low", point.low());
            ReportJson.write(json, "high", point.high());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ModelDifference found) throws IOException {
        PairedDifference difference = found.difference();
        json.writeStartObject();
        json.writeStringField("split", found.split());
        json.writeStringField("first", found.first());
        json.writeStringField("second", found.second());
        json.writeStringField("scenario", found.scenario());
        json.writeStringField("task", found.task());
        json.writeStringField("figure", found.figure().key());
        json.writeNumberField("seeds", difference.seeds());
        ReportJson.write(json, "mean", difference.mean());
        ReportJson.write(json, "low", difference.low());
        ReportJson.write(json, "high", difference.high());
        json.writeNumberField("first_above", difference.firstAbove());
        json.writeNumberField("second_above", difference.secondAbove());
        ReportJson.write(json, "t_test_p", difference.tTestP());
        ReportJson.write(json, "sign_test_p", difference.signTestP());
        json.writeEndObject();
    }
}
