package dev.medley.spi.id;

import java.util.Objects;

/** The two alphabets that identifiers are written in. */
final class Identifiers {
    /** Names that authors choose: they appear in URLs, metric labels, file names and configuration keys. */
    static final String NAME_RULE = "1 to 64 characters, a lower-case letter first, then a-z, 0-9, '-' or '_'";

    /** Keys that come from somebody's database. */
    static final String KEY_RULE = "1 to 256 characters, none of them a control character or an unpaired surrogate";

    private Identifiers() {}

    static String name(String kind, String value) {
        Objects.requireNonNull(value, kind);
        if (!isName(value)) {
            throw new IllegalArgumentException(kind + " '" + shorten(value) + "' is not allowed: " + NAME_RULE);
        }
        return value;
    }

    static String key(String kind, String value) {
        Objects.requireNonNull(value, kind);
        if (!isKey(value)) {
            throw new IllegalArgumentException(kind + " '" + shorten(value) + "' is not allowed: " + KEY_RULE);
        }
        return value;
    }

    private static boolean isName(String value) {
        if (value.isEmpty() || value.length() > 64 || value.charAt(0) < 'a' || value.charAt(0) > 'z') {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isKey(String value) {
        if (value.isEmpty() || value.length() > 256) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String shorten(String value) {
        return value.length() <= 80 ? value : value.substring(0, 77) + "...";
    }
}
