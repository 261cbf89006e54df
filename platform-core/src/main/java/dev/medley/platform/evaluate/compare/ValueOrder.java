package dev.medley.platform.evaluate.compare;

import java.util.Arrays;

/** The eligible rows of a case by falling value, equal ones in the order in which they came. Room that is used again. */
final class ValueOrder {
    private long[] keys = new long[0];
    private int[] rows = new int[0];
    private int count;

    /** Sorts the rows of a case; what was sorted before is forgotten. */
    void sort(SlateCase slate) {
        int size = slate.rows();
        if (keys.length < size) {
            keys = new long[size];
            rows = new int[size];
        }
        count = 0;
        for (int row = 0; row < size; row++) {
            if (slate.eligible()[row]) {
                // Values are not negative (a negative zero becomes one), so their bits rise with them; the row breaks
                // ties.
                long falling = Integer.MAX_VALUE - Float.floatToIntBits(slate.values()[row] + 0f);
                keys[count++] = falling << 31 | row;
            }
        }
        Arrays.sort(keys, 0, count);
        for (int i = 0; i < count; i++) {
            rows[i] = (int) (keys[i] & 0x7FFF_FFFF);
        }
    }

    int count() {
        return count;
    }

    int row(int rank) {
        return rows[rank];
    }

    /** Fills what is left of a slate by value. */
    int fill(int[] order, int filled, int places, boolean[] taken) {
        int count = filled;
        for (int rank = 0; rank < this.count && count < places; rank++) {
            if (!taken[rows[rank]]) {
                taken[rows[rank]] = true;
                order[count++] = rows[rank];
            }
        }
        return count;
    }
}
