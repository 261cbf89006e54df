package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads JSON as RFC 8259 has it and not one liberty more: UTF-8 without a byte order mark, exactly one value, no
 * duplicate names, no unpaired surrogates, finite numbers, bounded depth and lengths.
 *
 * <p>The tree that it gives holds whole numbers as {@code long} where they fit and every other number as
 * {@code double}; there is no arbitrary precision in it, so no number is expensive. Any thread.
 */
public final class StrictJson {
    /** At most so many objects and lists inside each other. */
    public static final int MAX_DEPTH = Tree.MAX_DEPTH;

    /** At most so many characters a text. */
    public static final int MAX_TEXT = 65_536;

    /** At most so many characters a number. */
    public static final int MAX_NUMBER = 64;

    /** At most so many characters a name. */
    public static final int MAX_NAME = 256;

    private static final String VALUES = "one JSON value in UTF-8";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // The tree counts its own depth, so that the error is ours.
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
        return parse(Utf8.decode(utf8, offset, length));
    }

    /**
     * The value that the text holds.
     *
     * @throws InvalidInputException if it does not hold exactly one of the form above
     */
    public static JsonNode parse(String text) {
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            throw refused("a byte order mark", VALUES + " without a byte order mark");
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw refused("nothing", VALUES);
            }
            JsonNode value = Tree.read(parser);
            if (parser.nextToken() != null) {
                throw refused(excerpt(text, parser), VALUES + " and nothing after it");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw refused(
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

    private static InvalidInputException malformed(String text, JsonProcessingException e) {
        long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        long column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
        long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
        int start = Math.clamp(offset - Problem.MAX_VALUE / 2, 0, text.length());
        return refused(
                text.substring(start, Math.min(text.length(), start + Problem.MAX_VALUE)),
                "well-formed JSON; it is not from line " + line + ", column " + column + " on");
    }

    private static String excerpt(String text, JsonParser parser) {
        long offset = parser.currentTokenLocation().getCharOffset();
        int start = Math.clamp(offset, 0, text.length());
        return text.substring(start, Math.min(text.length(), start + 2 * Problem.MAX_VALUE));
    }

    private static InvalidInputException refused(String value, String allowed) {
        return new InvalidInputException(new Problem(Problem.DOCUMENT, value, allowed));
    }
}
