package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.event.ImpressionLog;
import dev.medley.platform.pipeline.ImpressionSink;
import dev.medley.platform.pipeline.Impressions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes answers to the impression log, in the JSON form in which they were given. */
public final class ImpressionRecords implements ImpressionSink {
    private static final System.Logger LOGGER = System.getLogger(ImpressionRecords.class.getName());

    private final ImpressionLog log;

    /** Writes there. */
    public ImpressionRecords(ImpressionLog log) {
        this.log = log;
    }

    @Override
    public void offer(Impressions impressions) {
        try {
            JsonBody record = json -> write(json, impressions);
            log.offer(impressions.result().requestId().getBytes(StandardCharsets.UTF_8), record.bytes());
        } catch (RuntimeException failed) {
            // The answer is out; what is lost is one line of the record of it.
            LOGGER.log(System.Logger.Level.WARNING, "an answer could not be logged", failed);
        }
    }

    private static void write(JsonGenerator json, Impressions impressions) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", impressions.time().toString());
        if (impressions.userId().isPresent()) {
            json.writeStringField("user", impressions.userId().get().value());
        }
        if (impressions.sessionId().isPresent()) {
            json.writeStringField("session", impressions.sessionId().get());
        }
        json.writeNumberField("seed", impressions.seed());
        json.writeFieldName("answer");
        new RankAnswer(impressions.result(), impressions.result().scenarios().size() > 1).write(json);
        json.writeEndObject();
    }
}
