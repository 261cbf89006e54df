package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.spi.entity.Attributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The field {@code attributes} of items and users. */
final class AttributesCodec {
    private static final String FIELD = "attributes";
    private static final int MAX_TEXT = 2_000;
    private static final int MAX_ENTRIES = 256;
    private static final String ALLOWED = "a text of at most " + MAX_TEXT
            + " characters, a number, true, false, or a list of at most " + MAX_ENTRIES + " such texts";

    private AttributesCodec() {}

    static Attributes read(Fields fields) {
        Map<String, Fields.Element> elements = fields.map(FIELD, Attributes.MAX_COUNT);
        if (elements.isEmpty()) {
            return Attributes.none();
        }
        Map<String, Object> values = HashMap.newHashMap(elements.size());
        elements.forEach((name, element) -> {
            if (!TextRule.ATTRIBUTE.isKeptBy(name)) {
                element.refuse(TextRule.ATTRIBUTE.allowed());
            }
            value(element.node()).ifPresentOrElse(value -> values.put(name, value), () -> element.refuse(ALLOWED));
        });
        return Attributes.of(values);
    }

    private static Optional<Object> value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> text(node).map(text -> text);
            case NUMBER -> Optional.of(node.doubleValue());
            case BOOLEAN -> Optional.of(node.booleanValue());
            case ARRAY -> texts(node).map(texts -> texts);
            case OBJECT, NULL, BINARY, MISSING, POJO -> Optional.empty();
        };
    }

    private static Optional<String> text(JsonNode node) {
        boolean allowed = node.isTextual() && node.textValue().length() <= MAX_TEXT;
        return allowed ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static Optional<List<String>> texts(JsonNode list) {
        if (list.size() > MAX_ENTRIES) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>(list.size());
        for (JsonNode entry : list) {
            text(entry).ifPresent(texts::add);
        }
        return texts.size() == list.size() ? Optional.of(texts) : Optional.empty();
    }

    static void write(JsonGenerator generator, Attributes attributes) throws IOException {
        if (attributes.asMap().isEmpty()) {
            return;
        }
        generator.writeObjectFieldStart(FIELD);
        for (Map.Entry<String, Object> entry : attributes.asMap().entrySet()) {
            generator.writeFieldName(entry.getKey());
            switch (entry.getValue()) {
                case String text -> generator.writeString(text);
                case Double number -> JsonBytes.writeDouble(generator, number);
                case Boolean flag -> generator.writeBoolean(flag);
                case List<?> texts -> writeTexts(generator, texts);
                default ->
                    throw new IllegalStateException(
                            "attributes hold a " + entry.getValue().getClass());
            }
        }
        generator.writeEndObject();
    }

    static void writeTexts(JsonGenerator generator, List<?> texts) throws IOException {
        generator.writeStartArray();
        for (Object text : texts) {
            generator.writeString((String) text);
        }
        generator.writeEndArray();
    }
}
