package dev.medley.platform.score.weights;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads the JSON that a safetensors header is made of: objects, texts, lists of whole numbers; nothing else stands in
 * one. As RFC 8259 has it: UTF-8, no bare control characters, no half surrogate pairs, no leading zeros. There is no
 * recursion and nothing is kept, so that no input is deep or large for it.
 */
final class HeaderText {
    private static final int END = -1;
    private static final int SHOWN = 24;

    private final byte[] bytes;
    private final TensorProblems problems;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private int at;

    HeaderText(byte[] bytes, TensorProblems problems) {
        this.bytes = bytes;
        this.problems = problems;
    }

    /** Whether this character comes next, white space before it aside; if so it is passed. */
    boolean passes(char character) {
        skipSpace();
        if (peek() != character) {
            return false;
        }
        at++;
        return true;
    }

    /** Passes this character. */
    void expect(char character) throws InvalidTensorsException {
        if (!passes(character)) {
            throw malformed("'" + character + "' is expected");
        }
    }

    /** Demands that nothing but white space is left. */
    void expectEnd() throws InvalidTensorsException {
        skipSpace();
        if (peek() != END) {
            throw malformed("only white space may follow");
        }
    }

    /** A text. */
    String text() throws InvalidTensorsException {
        expect('"');
        StringBuilder text = new StringBuilder();
        int start = at;
        while (true) {
            int next = peek();
            if (next == END || next < ' ') {
                throw malformed("the text goes on without its closing quote, or holds a bare control character");
            }
            if (next == '"') {
                decode(start, text);
                at++;
                return text.toString();
            }
            if (next == '\\') {
                decode(start, text);
                at++;
                escaped(text);
                start = at;
            } else {
                at++;
            }
        }
    }

    /** A whole number, 0 or more. */
    long number() throws InvalidTensorsException {
        skipSpace();
        int start = at;
        long number = 0;
        while (peek() >= '0' && peek() <= '9') {
            int digit = peek() - '0';
            if (number > (Long.MAX_VALUE - digit) / 10) {
                throw malformed("a number of at most " + Long.MAX_VALUE + " is expected");
            }
            number = number * 10 + digit;
            at++;
        }
        boolean leadingZero = at - start > 1 && bytes[start] == '0';
        if (at == start || leadingZero || peek() == '.' || peek() == 'e' || peek() == 'E') {
            at = start;
            throw malformed("a whole number, 0 or more, is expected");
        }
        return number;
    }

    InvalidTensorsException malformed(String why) {
        String found = at >= bytes.length
                ? "it ends"
                : "it goes on with "
                        + new String(bytes, at, Math.min(SHOWN, bytes.length - at), StandardCharsets.UTF_8);
        return problems.fatal("header", why + " at byte " + at + " of the header, where " + found);
    }

    private void escaped(StringBuilder text) throws InvalidTensorsException {
        int kind = peek();
        at++;
        switch (kind) {
            case '"', '\\', '/' -> text.append((char) kind);
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> {
                char unit = unit();
                text.append(unit);
                if (Character.isHighSurrogate(unit)) {
                    if (peek() != '\\') {
                        throw malformed("the other half of a surrogate pair is expected");
                    }
                    at++;
                    if (peek() != 'u') {
                        throw malformed("the other half of a surrogate pair is expected");
                    }
                    at++;
                    char low = unit();
                    if (!Character.isLowSurrogate(low)) {
                        throw malformed("the other half of a surrogate pair is expected before this");
                    }
                    text.append(low);
                } else if (Character.isLowSurrogate(unit)) {
                    throw malformed("the first half of a surrogate pair is expected before this");
                }
            }
            default -> {
                at--;
                throw malformed("one of \" \\ / b f n r t u is expected");
            }
        }
    }

    private char unit() throws InvalidTensorsException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() == END ? -1 : Character.digit(peek(), 16);
            if (digit < 0) {
                throw malformed("four hexadecimal digits are expected");
            }
            unit = unit << 4 | digit;
            at++;
        }
        return (char) unit;
    }

    private void decode(int start, StringBuilder text) throws InvalidTensorsException {
        try {
            text.append(decoder.decode(ByteBuffer.wrap(bytes, start, at - start)));
        } catch (CharacterCodingException e) {
            at = start;
            throw malformed("well-formed UTF-8 is expected");
        }
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            at++;
        }
    }

    private int peek() {
        return at < bytes.length ? bytes[at] & 0xFF : END;
    }
}
