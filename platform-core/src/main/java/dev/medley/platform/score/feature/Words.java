package dev.medley.platform.score.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words of a text, as hashes: runs of letters or of digits, in lower case, without a plural's s. "4x8 Panels" has
 * the words 4, x, 8 and panel.
 */
final class Words {
    /** A word's beginning is this many characters. */
    static final int BEGINNING = 4;

    /** So many characters make a gram. */
    static final int GRAM = 3;

    private static final int LEAST_PART = 3;
    private static final int MAX_PAIRED = 64;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long[] NONE = {};

    private Words() {}

    /** The words in the text's order, at most {@code limit}. */
    static long[] of(String text, int limit) {
        return read(text, limit, false);
    }

    /** The words' beginnings in the text's order, at most {@code limit}; a shorter word is its own beginning. */
    static long[] beginningsOf(String text, int limit) {
        return read(text, limit, true);
    }

    /** What stands between spaces and signs, in lower case and without a plural's s, where that leaves 3 characters. */
    static List<String> parts(String text, int limit) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length() && parts.size() < limit) {
            int end = at;
            while (end < text.length() && kindOf(text.charAt(end)) != 0) {
                end++;
            }
            int stem = end > at ? stemEnd(text, at, end, false) : end;
            if (stem - at >= LEAST_PART) {
                parts.add(squeezed(text.substring(at, stem)));
            }
            at = end + 1;
        }
        return parts;
    }

    /** The letters and digits of the text in lower case, without anything between: "deck over" in it is deckover. */
    static String squeezed(String text) {
        StringBuilder squeezed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (kindOf(text.charAt(i)) != 0) {
                squeezed.append(Character.toLowerCase(text.charAt(i)));
            }
        }
        return squeezed.toString();
    }

    /** For each of {@link #of}, whether it is a number. */
    static boolean[] numbersIn(String text, int limit) {
        boolean[] numbers = new boolean[of(text, limit).length];
        int at = 0;
        int count = 0;
        while (at < text.length() && count < numbers.length) {
            int kind = kindOf(text.charAt(at));
            while (at < text.length() && kindOf(text.charAt(at)) == kind) {
                at++;
            }
            if (kind != 0) {
                numbers[count++] = kind == 1;
            }
        }
        return numbers;
    }

    /** The hashes of all runs of {@value #GRAM} characters of the squeezed text, ascending, each once. */
    static long[] gramsOf(String text) {
        String squeezed = squeezed(text);
        int count = Math.max(0, squeezed.length() - GRAM + 1);
        long[] grams = new long[count];
        for (int i = 0; i < count; i++) {
            grams[i] = hash(squeezed, i, i + GRAM);
        }
        return distinct(grams);
    }

    /** The hashes of all pairs of neighbouring words, ascending, each once. */
    static long[] pairsOf(String text) {
        long[] words = of(text, MAX_PAIRED);
        long[] pairs = new long[Math.max(0, words.length - 1)];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = words[i] * FNV_PRIME ^ words[i + 1];
        }
        return distinct(pairs);
    }

    private static long[] distinct(long[] hashes) {
        Arrays.sort(hashes);
        int count = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) {
                hashes[count++] = hashes[i];
            }
        }
        return Arrays.copyOf(hashes, count);
    }

    private static long[] read(String text, int limit, boolean beginnings) {
        if (text.isEmpty() || limit == 0) {
            return NONE;
        }
        long[] words = new long[Math.min(limit, 16)];
        int count = 0;
        int at = 0;
        while (at < text.length() && count < limit) {
            int kind = kindOf(text.charAt(at));
            int end = at + 1;
            while (end < text.length() && kindOf(text.charAt(end)) == kind) {
                end++;
            }
            if (kind != 0) {
                if (count == words.length) {
                    words = Arrays.copyOf(words, Math.min(limit, count * 2));
                }
                words[count++] = hash(text, at, stemEnd(text, at, end, beginnings));
            }
            at = end;
        }
        return count == words.length ? words : Arrays.copyOf(words, count);
    }

    private static int stemEnd(String text, int from, int to, boolean beginning) {
        if (beginning && to - from > BEGINNING) {
            return from + BEGINNING;
        }
        boolean plural = to - from > 3
                && Character.toLowerCase(text.charAt(to - 1)) == 's'
                && Character.toLowerCase(text.charAt(to - 2)) != 's';
        return plural ? to - 1 : to;
    }

    private static int kindOf(char character) {
        if (Character.isDigit(character)) {
            return 1;
        }
        return Character.isLetter(character) ? 2 : 0;
    }

    private static long hash(String text, int from, int to) {
        long hash = FNV_OFFSET;
        for (int i = from; i < to; i++) {
            hash = (hash ^ Character.toLowerCase(text.charAt(i))) * FNV_PRIME;
        }
        return hash;
    }
}
