package dev.medley.platform.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class NearestName {
    /** A longer name is no slip of the fingers, and comparing it would cost the server time. */
    private static final int MAX_LENGTH = 64;

    private NearestName() {}

    /** The known name that the fewest edits make of it, if they are few; ties go to the earlier one. */
    public static Optional<String> of(String name, List<String> known) {
        if (name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String nearest = null;
        int fewest = Math.max(2, name.length() / 3) + 1;
        for (String candidate : known) {
            int edits = edits(plain(name), plain(candidate));
            if (edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** {@code userId}, {@code user_id} and {@code user-id} are one slip apart, not several edits. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static int edits(String left, String right) {
        int[] above = new int[right.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[right.length()];
    }
}
