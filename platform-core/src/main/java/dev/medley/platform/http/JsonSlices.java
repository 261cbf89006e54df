package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.Problem;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Where the elements of a JSON array stand among its bytes, so that each is read, bounded and refused by itself. An array
 * that is malformed is refused before any of its elements is looked at.
 */
final class JsonSlices {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final IntArrayList starts = new IntArrayList();
    private final IntArrayList ends = new IntArrayList();

    private JsonSlices() {}

    /** Whether the first byte that is not white space opens an array. */
    static boolean isArray(byte[] json) {
        for (byte each : json) {
            if (each != ' ' && each != '\t' && each != '\r' && each != '\n') {
                return each == '[';
            }
        }
        return false;
    }

    /**
     * The array's elements.
     *
     * @throws InvalidInputException if it is malformed or has more than {@code max}
     */
    static JsonSlices of(byte[] json, int max) {
        JsonSlices slices = new JsonSlices();
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (slices.size() == max) {
                    throw refused("more", "at most " + max + " elements; application/x-ndjson takes any number");
                }
                slices.starts.add((int) parser.currentTokenLocation().getByteOffset());
                parser.skipChildren();
                // A text is read to its end only when somebody asks for it.
                parser.finishToken();
                slices.ends.add((int) parser.currentLocation().getByteOffset());
            }
            if (parser.nextToken() != null) {
                throw refused("something after the array", "one JSON array and nothing after it");
            }
            return slices;
        } catch (JsonProcessingException malformed) {
            throw refused(
                    malformed.getOriginalMessage(),
                    "one well-formed JSON object or array in UTF-8; it is not from byte "
                            + (malformed.getLocation() == null
                                    ? 0
                                    : malformed.getLocation().getByteOffset())
                            + " on");
        } catch (IOException malformed) {
            // Malformed UTF-8 is told so by the parser; memory itself does not fail.
            if (malformed instanceof CharConversionException) {
                throw refused(malformed.getMessage(), "well-formed UTF-8");
            }
            throw new UncheckedIOException(malformed);
        }
    }

    private static InvalidInputException refused(String value, String allowed) {
        return new InvalidInputException(new Problem(Problem.DOCUMENT, value, allowed));
    }

    int size() {
        return starts.size();
    }

    int start(int element) {
        return starts.getInt(element);
    }

    int length(int element) {
        return ends.getInt(element) - starts.getInt(element);
    }
}
