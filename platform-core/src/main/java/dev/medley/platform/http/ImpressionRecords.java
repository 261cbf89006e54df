package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.event.ImpressionLog;
import dev.medley.platform.pipeline.ImpressionSink;
import dev.medley.platform.pipeline.Impressions;
import dev.medley.platform.pipeline.ScoredInputs;
import dev.medley.platform.score.input.PackedRowsCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes answers to the impression log, in the JSON form in which they were given, and with them the inputs that the
 * models scored: from these, {@code score --impressions} computes the same probabilities again.
 */
public final class ImpressionRecords implements ImpressionSink {
    private static final System.Logger LOGGER = System.getLogger(ImpressionRecords.class.getName());

    private static final Base64.Encoder BASE64 = Base64.getEncoder();

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
        json.writeFieldName("propensities");
        json.writeArray(
                impressions.exploration().propensities(),
                0,
                impressions.exploration().propensities().length);
        json.writeArrayFieldStart("scored");
        for (ScoredInputs scored : impressions.scored()) {
            json.writeStartObject();
            json.writeStringField("scenario", scored.scenario().value());
            json.writeStringField("model", scored.model());
            json.writeFieldName("positions");
            json.writeArray(scored.positions(), 0, scored.positions().length);
            json.writeStringField("inputs", BASE64.encodeToString(PackedRowsCodec.encode(scored.rows())));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
