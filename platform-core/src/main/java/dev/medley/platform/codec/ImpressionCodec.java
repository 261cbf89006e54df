package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads records of the impression log, as far as a replay needs them; what else stands in them is passed over. */
public final class ImpressionCodec {
    private static final int MAX_INPUTS = 4 << 20;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_INPUTS).build())
            .build();

    private ImpressionCodec() {}

    /**
     * A record.
     *
     * @param requestId names the request
     * @param items what was shown, first place first
     * @param scored what models saw of it
     */
    public record Impression(String requestId, List<Shown> items, List<Scored> scored) {}

    /**
     * An item that was shown.
     *
     * @param tasks the probabilities that the answer gave
     */
    public record Shown(ItemId item, Map<TaskId, Float> tasks) {}

    /**
     * What a model saw.
     *
     * @param model its revision
     * @param positions the items' places in what was shown
     * @param inputs packed rows
     */
    public record Scored(String scenario, String model, List<Integer> positions, byte[] inputs) {}

    /**
     * The record that one line holds.
     *
     * @throws InvalidInputException if it is none, naming the field
     */
    public static Impression decode(String line) {
        JsonNode json;
        try (JsonParser parser = FACTORY.createParser(line)) {
            if (parser.nextToken() == null) {
                throw refused(Problem.DOCUMENT, "", "one JSON object");
            }
            json = Tree.read(parser);
        } catch (IOException malformed) {
            throw refused(Problem.DOCUMENT, line, "one well-formed JSON object");
        }
        JsonNode answer = json.path("answer");
        List<Shown> items = new ArrayList<>();
        for (JsonNode item : answer.path("items")) {
            Map<TaskId, Float> tasks = new LinkedHashMap<>();
            item.path("tasks").properties().forEach(task -> {
                if (task.getValue().isNumber()) {
                    tasks.put(new TaskId(task.getKey()), (float) task.getValue().asDouble());
                }
            });
            String at = "answer.items[" + items.size() + "].";
            items.add(new Shown(new ItemId(new SurfaceId(text(item, at, "surface")), text(item, at, "item")), tasks));
        }
        List<Scored> scored = new ArrayList<>();
        for (JsonNode each : json.path("scored")) {
            String at = "scored[" + scored.size() + "].";
            scored.add(new Scored(
                    text(each, at, "scenario"),
                    text(each, at, "model"),
                    positions(each, at, items.size()),
                    bytes(text(each, at, "inputs"), at)));
        }
        return new Impression(text(answer, "answer.", "requestId"), items, scored);
    }

    private static List<Integer> positions(JsonNode scored, String at, int items) {
        List<Integer> positions = new ArrayList<>();
        for (JsonNode position : scored.path("positions")) {
            if (!position.isIntegralNumber() || position.asLong() < 0 || position.asLong() >= items) {
                throw refused(at + "positions", position.toString(), "a whole number from 0 to " + (items - 1));
            }
            positions.add(position.asInt());
        }
        return positions;
    }

    private static byte[] bytes(String base64, String at) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw refused(at + "inputs", base64, "base64");
        }
    }

    private static String text(JsonNode object, String at, String name) {
        JsonNode text = object.path(name);
        if (!text.isTextual()) {
            throw refused(at + name, text.toString(), "a text");
        }
        return text.asText();
    }

    private static InvalidInputException refused(String field, String value, String allowed) {
        return new InvalidInputException(new Problem(field, value, allowed));
    }
}
