package dev.medley.platform.codec;

import java.nio.charset.StandardCharsets;

/** Half characters of UTF-16: JSON can spell them, UTF-8 cannot hold them. */
final class Surrogates {
    private Surrogates() {}

    static boolean allPaired(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The text with every half character replaced, so that it can be written anywhere. */
    static String mended(String text) {
        if (allPaired(text)) {
            return text;
        }
        // Encoding to UTF-8 puts '?' where a half character stands.
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
