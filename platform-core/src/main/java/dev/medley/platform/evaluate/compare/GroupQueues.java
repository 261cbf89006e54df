package dev.medley.platform.evaluate.compare;

import java.util.Arrays;

/** The eligible rows of each group by falling value, each taken once. Room that is used again. */
final class GroupQueues {
    private final int[] first;
    private final int[] next;
    private final int[] end;
    private int[] rows = new int[0];

    GroupQueues(int groups) {
        first = new int[groups];
        next = new int[groups];
        end = new int[groups];
    }

    /** Queues up the rows of a case. */
    void fill(ValueOrder byValue, int[] group) {
        if (rows.length < byValue.count()) {
            rows = new int[byValue.count()];
        }
        Arrays.fill(end, 0);
        for (int rank = 0; rank < byValue.count(); rank++) {
            end[group[byValue.row(rank)]]++;
        }
        int start = 0;
        for (int g = 0; g < first.length; g++) {
            first[g] = start;
            next[g] = start;
            start += end[g];
            end[g] = first[g];
        }
        for (int rank = 0; rank < byValue.count(); rank++) {
            int row = byValue.row(rank);
            rows[end[group[row]]++] = row;
        }
    }

    boolean isEmpty(int group) {
        return next[group] == end[group];
    }

    /** The best row of a group that is not taken. */
    int peek(int group) {
        return rows[next[group]];
    }

    int take(int group) {
        return rows[next[group]++];
    }

    int taken(int group) {
        return next[group] - first[group];
    }
}
