package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Builds the tree that {@link Fields} reads from a parser's tokens, JSON's or YAML's. Whole numbers are {@code long}
 * where they fit, every other number is {@code double}.
 */
final class Tree {
    /** At most so many objects and lists inside each other. */
    static final int MAX_DEPTH = 16;

    private Tree() {}

    /** The value at whose first token the parser stands. */
    static JsonNode read(JsonParser parser) throws IOException {
        return value(parser, 0);
    }

    private static JsonNode value(JsonParser parser, int depth) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, depth + 1);
            case START_ARRAY -> list(parser, depth + 1);
            case VALUE_STRING -> JsonNodeFactory.instance.textNode(text(parser));
            case VALUE_NUMBER_INT -> wholeNumber(parser);
            case VALUE_NUMBER_FLOAT -> decimalNumber(parser);
            case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
            case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
            case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("a JSON text gave " + parser.currentToken() + " for a value");
        };
    }

    private static ObjectNode object(JsonParser parser, int depth) throws IOException {
        requireDepth(parser, depth);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            requirePaired(parser, name);
            parser.nextToken();
            JsonNode value = value(parser, depth);
            if (object.replace(name, value) != null) {
                throw refused(path(parser), Quoted.of(name), "every name at most once in an object");
            }
        }
        return object;
    }

    private static ArrayNode list(JsonParser parser, int depth) throws IOException {
        requireDepth(parser, depth);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser, depth));
        }
        return list;
    }

    private static String text(JsonParser parser) throws IOException {
        String text = parser.getText();
        requirePaired(parser, text);
        return text;
    }

    private static JsonNode wholeNumber(JsonParser parser) throws IOException {
        // 18 digits and a sign always fit a long; what is longer is rare enough to be read as any other number.
        if (parser.getTextLength() <= 18) {
            return JsonNodeFactory.instance.numberNode(parser.getLongValue());
        }
        String digits = parser.getText();
        try {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return JsonNodeFactory.instance.numberNode(finite(parser, digits));
        }
    }

    private static JsonNode decimalNumber(JsonParser parser) throws IOException {
        return JsonNodeFactory.instance.numberNode(finite(parser, parser.getText()));
    }

    private static double finite(JsonParser parser, String digits) {
        try {
            double number = Double.parseDouble(digits);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // YAML also has .inf, .nan, hexadecimal and grouped digits: not a number here.
        }
        throw refused(path(parser), digits, "a decimal number up to " + Double.MAX_VALUE + " in size");
    }

    private static void requireDepth(JsonParser parser, int depth) {
        if (depth > MAX_DEPTH) {
            throw refused(
                    path(parser),
                    "depth " + depth,
                    "objects and lists inside each other " + MAX_DEPTH + " deep at most");
        }
    }

    private static void requirePaired(JsonParser parser, String text) {
        if (!Surrogates.allPaired(text)) {
            throw refused(path(parser), Quoted.of(text), "Unicode text without unpaired surrogates");
        }
    }

    private static String path(JsonParser parser) {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext step = parser.getParsingContext(); !step.inRoot(); step = step.getParent()) {
            if (step.inArray()) {
                path.insert(0, "[" + step.getCurrentIndex() + "]");
            } else if (step.hasCurrentName()) {
                path.insert(0, step.getParent().inRoot() ? step.getCurrentName() : "." + step.getCurrentName());
            }
        }
        return path.isEmpty() ? Problem.DOCUMENT : path.toString();
    }

    private static InvalidInputException refused(String field, String value, String allowed) {
        return new InvalidInputException(new Problem(field, value, allowed));
    }
}
