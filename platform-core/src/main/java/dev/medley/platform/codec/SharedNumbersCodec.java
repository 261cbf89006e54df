package dev.medley.platform.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.event.SharedNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Numbers that nodes share, as JSON in the log; reading gives the same bits. Any thread. */
public final class SharedNumbersCodec {
    private static final String KEY = "key";
    private static final String TABLES = "tables";
    /** A row is a few numbers; this is far beyond what any has. */
    private static final int MAX_NUMBERS = 64;

    private SharedNumbersCodec() {}

    /** UTF-8 without a line end. */
    public static byte[] encode(SharedNumbers shared) {
        return JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeStringField(KEY, shared.key());
            json.writeObjectFieldStart(TABLES);
            for (Map.Entry<String, Map<String, List<Double>>> table :
                    shared.tables().entrySet()) {
                json.writeObjectFieldStart(table.getKey());
                for (Map.Entry<String, List<Double>> row : table.getValue().entrySet()) {
                    json.writeArrayFieldStart(row.getKey());
                    for (double number : row.getValue()) {
                        JsonBytes.writeDouble(json, number);
                    }
                    json.writeEndArray();
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** @throws InvalidInputException naming what is not as {@link #encode} writes it */
    public static SharedNumbers decode(JsonNode json) {
        JsonNode key = json.path(KEY);
        if (!key.isTextual() || !TextRule.KEY.isKeptBy(key.asText())) {
            throw refused(KEY, key, TextRule.KEY.allowed());
        }
        JsonNode tables = json.path(TABLES);
        if (!tables.isObject()) {
            throw refused(TABLES, tables, "an object of tables");
        }
        TreeMap<String, Map<String, List<Double>>> read = new TreeMap<>();
        for (Map.Entry<String, JsonNode> table : tables.properties()) {
            TreeMap<String, List<Double>> rows = new TreeMap<>();
            for (Map.Entry<String, JsonNode> row : table.getValue().properties()) {
                rows.put(row.getKey(), numbers(TABLES + "." + table.getKey() + "." + row.getKey(), row.getValue()));
            }
            read.put(table.getKey(), rows);
        }
        return new SharedNumbers(key.asText(), read);
    }

    private static List<Double> numbers(String where, JsonNode row) {
        List<Double> numbers = new ArrayList<>(row.size());
        for (JsonNode number : row) {
            if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
                throw refused(where, number, "finite numbers");
            }
            numbers.add(number.doubleValue());
        }
        if (!row.isArray() || numbers.size() > MAX_NUMBERS) {
            throw refused(where, row, "a list of at most " + MAX_NUMBERS + " numbers");
        }
        return numbers;
    }

    private static InvalidInputException refused(String field, JsonNode value, String allowed) {
        return new InvalidInputException(new Problem(field, Quoted.of(value), allowed));
    }
}
