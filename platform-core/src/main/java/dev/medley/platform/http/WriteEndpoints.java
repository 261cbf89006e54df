package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.codec.DatasetCodec;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.codec.StrictJson;
import dev.medley.platform.event.Ingest;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.http.BulkWriter.LineError;
import dev.medley.platform.http.BulkWriter.Outcome;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Everything that changes the world: entities one by one and in bulk, data sets, and taking users and items out. */
final class WriteEndpoints {
    private static final int MAX_ARRAY_BYTES = 4 << 20;
    private static final int MAX_ARRAY_ELEMENTS = 10_000;
    private static final long MAX_STREAM_BYTES = 64L << 20;
    private static final int MAX_DATASET_BYTES = 64 * 1024;
    private static final int MAX_AT_ONCE = 64;

    /** Each reads a whole partition of the log. */
    private static final int MAX_FORGETTING_AT_ONCE = 4;

    private final Supplier<Ingest> ingest;

    WriteEndpoints(Supplier<Ingest> ingest) {
        this.ingest = ingest;
    }

    void register(Endpoints endpoints) {
        Semaphore places = new Semaphore(MAX_AT_ONCE);
        BodyRule bulk = new BodyRule(Set.of(BodyRule.JSON, BodyRule.NDJSON), MAX_STREAM_BYTES, true);
        for (EntityKind kind : EntityKind.values()) {
            endpoints.send(HttpMethod.POST, kind.path(), bulk, places, exchange -> write(kind, exchange));
        }
        endpoints.send(
                HttpMethod.PUT, "/v1/datasets/:name", BodyRule.json(MAX_DATASET_BYTES), places, this::putDataset);
        endpoints.delete("/v1/users/:user", new Semaphore(MAX_FORGETTING_AT_ONCE), this::forget);
        endpoints.delete("/v1/items/:surface/:item", places, this::removeItem);
    }

    private void write(EntityKind kind, Exchange exchange) throws IOException {
        BulkWriter writer = new BulkWriter(kind, ingest.get(), Instant.now());
        if (exchange.mediaType().equals(BodyRule.NDJSON)) {
            writeLines(writer, exchange);
            return;
        }
        byte[] body = exchange.stream().readNBytes(MAX_ARRAY_BYTES + 1);
        if (body.length > MAX_ARRAY_BYTES) {
            throw HttpProblem.tooLarge("body", "more", MAX_ARRAY_BYTES);
        }
        if (JsonSlices.isArray(body)) {
            JsonSlices elements = JsonSlices.of(body, MAX_ARRAY_ELEMENTS);
            for (int i = 0; i < elements.size(); i++) {
                writer.add(i + 1L, body, elements.start(i), elements.length(i));
            }
            answer(exchange, writer.finish());
            return;
        }
        if (body.length > BulkWriter.MAX_ENTITY_BYTES) {
            throw HttpProblem.tooLarge("body", body.length + " bytes", BulkWriter.MAX_ENTITY_BYTES);
        }
        ingest.get()
                .write(List.of(kind.read(StrictJson.parse(body), Instant.now())))
                .join();
        answer(exchange, new Outcome(1, 0, List.of()));
    }

    private static void writeLines(BulkWriter writer, Exchange exchange) throws IOException {
        new Lines(BulkWriter.MAX_ENTITY_BYTES).read(exchange.stream(), new Lines.Reader() {
            @Override
            public void line(long number, byte[] bytes, int length) {
                writer.add(number, bytes, 0, length);
            }

            @Override
            public void tooLong(long number, long length) {
                writer.rejectOversized(number, length);
            }
        });
        Outcome outcome = writer.finish();
        if (outcome.accepted() + outcome.rejected() == 0) {
            throw HttpProblem.invalid(Problem.DOCUMENT, "nothing", "at least one line with a JSON object");
        }
        answer(exchange, outcome);
    }

    /** All good: 200. Some good: 207. None good: a problem document, in which the same fields stand. */
    private static void answer(Exchange exchange, Outcome outcome) {
        if (outcome.accepted() == 0 && outcome.rejected() > 0) {
            throw HttpProblem.allRejected(outcome);
        }
        exchange.answer(outcome.rejected() == 0 ? 200 : 207, json -> {
            json.writeStartObject();
            writeOutcome(json, outcome);
            json.writeEndObject();
        });
    }

    static void writeOutcome(JsonGenerator json, Outcome outcome) throws IOException {
        json.writeNumberField("accepted", outcome.accepted());
        json.writeNumberField("rejected", outcome.rejected());
        json.writeArrayFieldStart("errors");
        for (LineError error : outcome.errors()) {
            json.writeStartObject();
            json.writeNumberField("line", error.line());
            json.writeStringField("field", error.problem().field());
            json.writeStringField("value", error.problem().value().orElse(null));
            json.writeStringField("allowed", error.problem().allowed());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void putDataset(Exchange exchange) {
        DatasetDeclaration declaration = DatasetCodec.decode(StrictJson.parse(exchange.body()));
        String name = exchange.pathParameter("name");
        if (!declaration.name().equals(name)) {
            throw HttpProblem.invalid("name", declaration.name(), "the name in the path: " + name);
        }
        ingest.get().write(List.of(new LogRecord.DatasetDeclared(declaration))).join();
        exchange.answer(200, json -> DatasetCodec.write(json, declaration));
    }

    private void forget(Exchange exchange) {
        UserId user = PathIds.user(exchange);
        long removed = ingest.get().forget(user).join();
        exchange.answer(200, json -> {
            json.writeStartObject();
            json.writeStringField("user", user.value());
            json.writeNumberField("interactionsRemoved", removed);
            json.writeEndObject();
        });
    }

    private void removeItem(Exchange exchange) {
        ItemId item = PathIds.item(exchange);
        ingest.get().write(List.of(new LogRecord.ItemRemoved(item))).join();
        SurfaceId surface = item.surface();
        exchange.answer(200, json -> {
            json.writeStartObject();
            json.writeStringField("surface", surface.value());
            json.writeStringField("item", item.key());
            json.writeEndObject();
        });
    }
}
