package dev.medley.platform.config;

import java.util.Collection;
import java.util.Optional;

/** Guesses which key somebody meant. */
final class NearestKey {
    private NearestKey() {}

    /** The known key with the fewest edits to the given one, if they are at most a third of its length. */
    static Optional<String> of(String given, Collection<String> known) {
        int fewest = Math.max(2, given.length() / 3) + 1;
        String nearest = null;
        for (String candidate : known) {
            int edits = edits(given, candidate);
            if (edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Levenshtein's distance. */
    private static int edits(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
