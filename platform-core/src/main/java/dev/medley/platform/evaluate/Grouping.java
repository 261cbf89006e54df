package dev.medley.platform.evaluate;

import java.util.Arrays;

/**
 * Rows put together by group, groups by number, the rows of a group in their order.
 *
 * @param rows the rows that are in a group
 * @param starts where each group starts in {@code rows}, then where the last one ends
 */
record Grouping(int[] rows, int[] starts) {
    /** Of each row's group number, negative for none; null: no row is in a group. */
    static Grouping of(int[] groups) {
        if (groups == null) {
            return new Grouping(new int[0], new int[1]);
        }
        int grouped = 0;
        for (int group : groups) {
            grouped += group >= 0 ? 1 : 0;
        }
        long[] sorted = new long[grouped];
        int at = 0;
        for (int row = 0; row < groups.length; row++) {
            if (groups[row] >= 0) {
                sorted[at++] = (long) groups[row] << 32 | row;
            }
        }
        Arrays.sort(sorted);
        int[] rows = new int[grouped];
        int[] starts = new int[grouped + 1];
        int count = 0;
        for (int i = 0; i < grouped; i++) {
            rows[i] = (int) sorted[i];
            if (i == 0 || sorted[i] >> 32 != sorted[i - 1] >> 32) {
                starts[count++] = i;
            }
        }
        starts[count] = grouped;
        return new Grouping(rows, Arrays.copyOf(starts, count + 1));
    }

    int count() {
        return starts.length - 1;
    }
}
