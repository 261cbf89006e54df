package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes one JSON document, token by token: no reflection, the same input gives the same bytes. */
@FunctionalInterface
interface JsonBody {
    /** Shared: factories are thread-safe and pool their buffers. */
    JsonFactory FACTORY = new JsonFactory();

    /** Writes exactly one value. */
    void write(JsonGenerator json) throws IOException;

    /** The document's bytes, as they are sent. */
    default Buffer buffer() {
        return Buffer.buffer(bytes());
    }

    /** The document's bytes. */
    default byte[] bytes() {
        try (ByteArrayBuilder out = new ByteArrayBuilder(FACTORY._getBufferRecycler(), 4_000)) {
            try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
                write(json);
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing JSON into memory", impossible);
        }
    }

    /** Writes a finite number as such and any other as null, which JSON has no number for. */
    static void number(JsonGenerator json, String name, float value) throws IOException {
        json.writeFieldName(name);
        if (Float.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    /** Writes what a YAML or JSON reader may have given: text, number, flag, null, list or map of these. */
    static void value(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Float number when Float.isFinite(number) -> json.writeNumber(number);
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> json.writeNumber(number.longValue());
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            case List<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    value(json, element);
                }
                json.writeEndArray();
            }
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(entry.getKey().toString());
                    value(json, entry.getValue());
                }
                json.writeEndObject();
            }
            case Float ignored -> json.writeNull();
            case Double ignored -> json.writeNull();
            default -> json.writeString(value.toString());
        }
    }

    /** Writes a field with a list of texts. */
    static void texts(JsonGenerator json, String name, Iterable<?> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (Object text : texts) {
            json.writeString(text.toString());
        }
        json.writeEndArray();
    }
}
