package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes one JSON value to bytes; and numbers so that reading gives the same bits. */
final class JsonBytes {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private static final double LARGEST_EXACT_WHOLE = 1L << 53;

    private JsonBytes() {}

    /** What writes the value. */
    @FunctionalInterface
    interface Content {
        void write(JsonGenerator generator) throws IOException;
    }

    static byte[] of(Content content) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(256)) {
            try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
                content.write(generator);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            // Memory does no input or output: a half character in a text is all that can be wrong.
            throw new UncheckedIOException(e);
        }
    }

    /** A whole number without a fraction, everything else with the fewest digits that give the same bits again. */
    static void writeDouble(JsonGenerator generator, double number) throws IOException {
        boolean whole = Math.rint(number) == number && Math.abs(number) <= LARGEST_EXACT_WHOLE;
        if (whole && (number != 0 || 1 / number > 0)) {
            generator.writeNumber((long) number);
        } else {
            generator.writeNumber(number);
        }
    }

    /** The fewest digits that give the same bits again to a reader that takes a {@code double} in between. */
    static void writeFloat(JsonGenerator generator, float number) throws IOException {
        String digits = Float.toString(number);
        // Rounding twice is not rounding once: a few floats, such as 7.038531E-26f, need the digits of a double.
        if ((float) Double.parseDouble(digits) == number) {
            generator.writeNumber(digits);
        } else {
            generator.writeNumber((double) number);
        }
    }
}
