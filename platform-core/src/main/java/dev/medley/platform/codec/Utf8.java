package dev.medley.platform.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 that is refused, not mended, when it is malformed. */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** @throws InvalidInputException if the bytes are not well formed */
    static String decode(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        // The fast way leaves a replacement character for what is malformed; only with one in sight is a second look
        // due.
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireWellFormed(bytes, offset, length);
        }
        return text;
    }

    private static void requireWellFormed(byte[] bytes, int offset, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
        } catch (CharacterCodingException e) {
            String readable =
                    new String(bytes, offset, Math.min(length, 2 * Problem.MAX_VALUE), StandardCharsets.UTF_8);
            throw new InvalidInputException(new Problem(Problem.DOCUMENT, readable, "well-formed UTF-8"));
        }
    }
}
