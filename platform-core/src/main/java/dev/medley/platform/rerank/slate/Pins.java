package dev.medley.platform.rerank.slate;

import java.util.Arrays;

/** The pins that are active: which row waits for which place. */
final class Pins {
    private static final int NONE = -1;

    private int places;
    private int[] ruleAt = new int[0];
    private int[] rowAt = new int[0];
    private boolean[] isPinned = new boolean[0];
    /** Places without a pin among the first k. */
    private int[] free = new int[0];

    /** Takes the table's active pins into a slate of so many places; of two at one place the more important. */
    void read(RuleTable table, int rows, int newPlaces) {
        places = newPlaces;
        if (ruleAt.length < places) {
            ruleAt = new int[places];
            rowAt = new int[places];
            free = new int[places + 1];
        }
        if (isPinned.length < rows) {
            isPinned = new boolean[rows];
        }
        if (free.length == 0) {
            free = new int[1];
        }
        Arrays.fill(ruleAt, 0, places, NONE);
        Arrays.fill(rowAt, 0, places, NONE);
        Arrays.fill(isPinned, 0, rows, false);
        for (int rule = 0; rule < table.count(); rule++) {
            if (table.isActive(rule) && table.rule(rule) instanceof SlateRule.Pin pin && pin.place() < places) {
                if (ruleAt[pin.place()] == NONE && !isPinned[pin.row()]) {
                    ruleAt[pin.place()] = rule;
                    rowAt[pin.place()] = pin.row();
                    isPinned[pin.row()] = true;
                }
            }
        }
        for (int k = 1; k <= places; k++) {
            free[k] = free[k - 1] + (rowAt[k - 1] == NONE ? 1 : 0);
        }
    }

    /** Whether the pin's row has its place, by whichever pin. */
    boolean isHeld(SlateRule.Pin pin) {
        return pin.place() < places && rowAt[pin.place()] == pin.row();
    }

    boolean isPinned(int row) {
        return isPinned[row];
    }

    /** The row for that place, -1 if any may have it. */
    int rowAt(int place) {
        return rowAt[place];
    }

    int ruleAt(int place) {
        return ruleAt[place];
    }

    /** The rule that pins the row, -1 if none does. */
    int ruleOf(int row) {
        for (int place = 0; place < places; place++) {
            if (rowAt[place] == row) {
                return ruleAt[place];
            }
        }
        return NONE;
    }

    /** Of the first k places those that no pin has. */
    int free(int k) {
        return free[k];
    }
}
