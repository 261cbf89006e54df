package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON as RFC 8259 has it and not one liberty more: UTF-8 without a byte order mark, exactly one value, no
 * duplicate names, no unpaired surrogates, finite numbers, bounded depth and lengths.
 *
 * <p>The tree that it gives holds whole numbers as {@code long} where they fit and every other number as
 * {@code double}; there is no arbitrary precision in it, so no number is expensive. Any thread.
 */
public final class StrictJson {
    /** At most so many objects and lists inside each other. */
    public static final int MAX_DEPTH = 16;

    /** At most so many characters a text. */
    public static final int MAX_TEXT = 65_536;

    /** At most so many characters a number. */
    public static final int MAX_NUMBER = 64;

    /** At most so many characters a name. */
    public static final int MAX_NAME = 256;

    private static final String VALUES = "one JSON value in UTF-8";
    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // The tree is built below and counts its own depth, so that the error is ours.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxStringLength(MAX_TEXT)
                    .maxNumberLength(MAX_NUMBER)
                    .maxNameLength(MAX_NAME)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private StrictJson() {}

    /**
     * The value that the bytes hold.
     *
     * @throws InvalidInputException if they do not hold exactly one of the form above
     */
    public static JsonNode parse(byte[] utf8) {
        return parse(utf8, 0, utf8.length);
    }

    /**
     * The value that {@code length} of the bytes from {@code offset} on hold.
     *
     * @throws InvalidInputException if they do not hold exactly one of the form above
     */
    public static JsonNode parse(byte[] utf8, int offset, int length) {
        String text = new String(utf8, offset, length, StandardCharsets.UTF_8);
        // Decoding leaves a replacement character for what is malformed; only with one in sight is a second look due.
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(utf8, offset, length);
        }
        return parse(text);
    }

    /**
     * The value that the text holds.
     *
     * @throws InvalidInputException if it does not hold exactly one of the form above
     */
    public static JsonNode parse(String text) {
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            throw refused(Problem.DOCUMENT, "a byte order mark", VALUES + " without a byte order mark");
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw refused(Problem.DOCUMENT, "nothing", VALUES);
            }
            JsonNode value = value(parser, 0);
            if (parser.nextToken() != null) {
                throw refused(Problem.DOCUMENT, excerpt(text, parser), VALUES + " and nothing after it");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw refused(
                    Problem.DOCUMENT,
                    text,
                    "texts of at most " + MAX_TEXT + " characters, numbers of at most " + MAX_NUMBER
                            + " and names of at most " + MAX_NAME);
        } catch (JsonProcessingException e) {
            throw malformed(text, e);
        } catch (IOException e) {
            // Reading from a string does no input or output.
            throw new UncheckedIOException(e);
        }
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
            return JsonNodeFactory.instance.numberNode(Double.parseDouble(digits));
        }
    }

    private static JsonNode decimalNumber(JsonParser parser) throws IOException {
        double number = Double.parseDouble(parser.getText());
        if (Double.isInfinite(number)) {
            throw refused(path(parser), parser.getText(), "a number up to " + Double.MAX_VALUE + " in size");
        }
        return JsonNodeFactory.instance.numberNode(number);
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

    private static void requireUtf8(byte[] bytes, int offset, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
        } catch (CharacterCodingException e) {
            String readable =
                    new String(bytes, offset, Math.min(length, 2 * Problem.MAX_VALUE), StandardCharsets.UTF_8);
            throw refused(Problem.DOCUMENT, readable, "well-formed UTF-8");
        }
    }

    private static InvalidInputException malformed(String text, JsonProcessingException e) {
        long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        long column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
        long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
        int start = Math.clamp(offset - Problem.MAX_VALUE / 2, 0, text.length());
        return refused(
                Problem.DOCUMENT,
                text.substring(start, Math.min(text.length(), start + Problem.MAX_VALUE)),
                "well-formed JSON; it is not from line " + line + ", column " + column + " on");
    }

    private static String excerpt(String text, JsonParser parser) {
        long offset = parser.currentTokenLocation().getCharOffset();
        int start = Math.clamp(offset, 0, text.length());
        return text.substring(start, Math.min(text.length(), start + 2 * Problem.MAX_VALUE));
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
