package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.codec.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/** Sends problem documents (RFC 9457): the only way by which an error leaves the platform. */
final class ProblemWriter {
    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemWriter() {}

    /** Ends the response with the problem, unless it has been begun: then the connection is all there is to end. */
    static void send(RoutingContext context, HttpProblem problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            context.request().connection().close();
            return;
        }
        response.setStatusCode(problem.status()).putHeader("Content-Type", MEDIA_TYPE);
        problem.headers().forEach(response::putHeader);
        JsonBody body = json -> write(json, problem, context.request().path());
        response.end(body.buffer());
    }

    private static void write(JsonGenerator json, HttpProblem problem, String instance) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "urn:medley:problem:" + problem.type());
        json.writeStringField("title", problem.title());
        json.writeNumberField("status", problem.status());
        json.writeStringField("detail", problem.getMessage());
        json.writeStringField("instance", instance == null ? "" : instance);
        json.writeArrayFieldStart("problems");
        for (Problem field : problem.problems()) {
            json.writeStartObject();
            json.writeStringField("field", field.field());
            json.writeStringField("value", field.value().orElse(null));
            json.writeStringField("allowed", field.allowed());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (problem.outcome().isPresent()) {
            WriteEndpoints.writeOutcome(json, problem.outcome().get());
        }
        json.writeEndObject();
    }
}
