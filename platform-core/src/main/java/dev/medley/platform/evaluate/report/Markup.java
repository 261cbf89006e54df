package dev.medley.platform.evaluate.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes elements, properly closed, with every text and attribute escaped. The result is XML as well as HTML. */
final class Markup {
    private final StringBuilder text = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element. */
    Markup open(String name, String... attributes) {
        start(name, attributes);
        text.append('>');
        open.push(name);
        return this;
    }

    /** Closes the last one that was opened. */
    Markup close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with a text in it. */
    Markup element(String name, String content, String... attributes) {
        return open(name, attributes).text(content).close();
    }

    /** An element with nothing in it; only for those that HTML closes itself, and for SVG. */
    Markup empty(String name, String... attributes) {
        start(name, attributes);
        text.append("/>");
        return this;
    }

    /** A line break, so that the page can be read as text. */
    Markup line() {
        text.append('\n');
        return this;
    }

    /** A text. */
    Markup text(String content) {
        escape(content);
        return this;
    }

    /** Styles, which are ours and hold nothing to escape. */
    Markup style(String css) {
        text.append("<style>\n").append(css).append("</style>");
        return this;
    }

    private void start(String name, String... attributes) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            text.append('"');
        }
    }

    private void escape(String content) {
        for (int i = 0; i < content.length(); ) {
            int character = content.codePointAt(i);
            i += Character.charCount(character);
            switch (character) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.appendCodePoint(isAllowed(character) ? character : 0xFFFD);
            }
        }
    }

    /** Whether XML 1.0 has the character; half a surrogate pair or a control character it has not. */
    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character < 0xD800
                || character >= 0xE000 && character < 0xFFFE
                || character >= 0x10000;
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return text.toString();
    }
}
