package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.codec.DatasetCodec;
import dev.medley.platform.codec.InteractionCodec;
import dev.medley.platform.codec.ItemCodec;
import dev.medley.platform.codec.UserCodec;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.World;
import dev.medley.platform.world.WorldCounts;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** The world as it is: items, users, what users did, data sets and counts. */
final class ReadEndpoints {
    private static final int MAX_AT_ONCE = 64;
    private static final int MAX_INTERACTIONS = 10_000;
    private static final int DEFAULT_INTERACTIONS = 100;

    private final Supplier<World> world;

    ReadEndpoints(Supplier<World> world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        Semaphore places = new Semaphore(MAX_AT_ONCE);
        endpoints.get("/v1/items/:surface/:item", places, this::item);
        endpoints.get("/v1/users/:user", places, this::user);
        endpoints.get("/v1/users/:user/interactions", places, this::interactions);
        endpoints.get("/v1/datasets", places, this::datasets);
        endpoints.get("/v1/counts", places, this::counts);
    }

    private void item(Exchange exchange) {
        ItemId id = PathIds.item(exchange);
        Item item = world.get()
                .catalog()
                .find(id)
                .orElseThrow(() -> HttpProblem.notFound("item", id.toString(), "items are written to /v1/items"));
        exchange.answer(200, json -> ItemCodec.write(json, item));
    }

    private void user(Exchange exchange) {
        UserId id = PathIds.user(exchange);
        UserProfile profile = world.get()
                .users()
                .find(id)
                .orElseThrow(() -> HttpProblem.notFound(
                        "user",
                        id.value(),
                        "users are written to /v1/users; one without a profile can still be ranked for"));
        exchange.answer(200, json -> UserCodec.write(json, id, profile));
    }

    private void interactions(Exchange exchange) {
        UserId id = PathIds.user(exchange);
        int limit = exchange.onlyQueryParameter("limit")
                .map(text -> PathIds.wholeNumber("limit", text, 1, MAX_INTERACTIONS))
                .orElse(DEFAULT_INTERACTIONS);
        List<Interaction> newest = world.get().histories().newest(id, limit);
        exchange.answer(200, json -> {
            json.writeStartObject();
            json.writeStringField("user", id.value());
            json.writeArrayFieldStart("interactions");
            for (Interaction interaction : newest) {
                InteractionCodec.write(json, interaction);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void datasets(Exchange exchange) {
        List<DatasetDeclaration> datasets = world.get().datasets();
        exchange.answer(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("datasets");
            for (DatasetDeclaration dataset : datasets) {
                DatasetCodec.write(json, dataset);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void counts(Exchange exchange) {
        WorldCounts counts = world.get().counts();
        exchange.answer(200, json -> {
            json.writeStartObject();
            writeBySurface(json, "items", counts.items());
            json.writeNumberField("users", counts.users());
            writeBySurface(json, "interactions", counts.interactions());
            json.writeNumberField("judgments", counts.judgments());
            json.writeEndObject();
        });
    }

    private static void writeBySurface(JsonGenerator json, String name, Map<SurfaceId, Long> counts)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<SurfaceId, Long> count : new TreeMap<>(counts).entrySet()) {
            json.writeNumberField(count.getKey().value(), count.getValue());
        }
        json.writeEndObject();
    }
}
