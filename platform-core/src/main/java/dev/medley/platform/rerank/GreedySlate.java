package dev.medley.platform.rerank;

import java.util.Arrays;

/**
 * Lays a slate over rows {@code 0 .. n-1}: place by place, of the rows that every rule in force finds feasible, the one
 * with the greatest gain, ties by the lower row. Where no row is feasible the last rule is let go for that place, then
 * the last two, and so on. Pure; time is O(places x rows), and nothing is allocated after the set-up.
 */
final class GreedySlate {
    private final PlacementRule[] rules;
    private final int[] remaining;
    private int remainingCount;
    private final int[] placed;
    private final int[] rulesInForce;
    private int size;

    /**
     * An empty slate.
     *
     * @param rows the rows that may be placed
     * @param rules most important first; each fresh, and used by this slate only
     * @param limit places at most
     */
    GreedySlate(int[] rows, PlacementRule[] rules, int limit) {
        this.rules = rules;
        remaining = rows.clone();
        remainingCount = rows.length;
        placed = new int[Math.min(limit, rows.length)];
        rulesInForce = new int[placed.length];
        begin();
    }

    /** Whether there is nothing more to place. */
    boolean isComplete() {
        return size == placed.length;
    }

    /** Places taken. */
    int size() {
        return size;
    }

    /** The row at that place. */
    int row(int place) {
        return placed[place];
    }

    /** How many rules, from the first on, were in force at that place. */
    int rulesInForce(int place) {
        return rulesInForce[place];
    }

    /** Rows not placed yet. */
    int remainingCount() {
        return remainingCount;
    }

    /** The i-th of the rows not placed yet, in no order. */
    int remaining(int index) {
        return remaining[index];
    }

    /** The rows in their places. */
    int[] placedRows() {
        return Arrays.copyOf(placed, size);
    }

    /** Takes the next place; one gain for each row, none of them NaN. */
    void placeNext(float[] gains) {
        int inForce = rules.length;
        int index = best(gains, inForce);
        while (index < 0) {
            inForce--;
            index = best(gains, inForce);
        }
        int row = remaining[index];
        remaining[index] = remaining[--remainingCount];
        placed[size] = row;
        rulesInForce[size] = inForce;
        for (PlacementRule rule : rules) {
            rule.placed(row, size);
        }
        size++;
        begin();
    }

    private void begin() {
        if (!isComplete()) {
            for (PlacementRule rule : rules) {
                rule.beginPlace(size, placed);
            }
        }
    }

    /** Where the best feasible row stands among those remaining; -1 if there is none. */
    private int best(float[] gains, int inForce) {
        int best = -1;
        int bestRow = 0;
        float bestGain = 0;
        for (int index = 0; index < remainingCount; index++) {
            int row = remaining[index];
            float gain = gains[row];
            boolean better = best < 0 || gain > bestGain || gain == bestGain && row < bestRow;
            if (better && isFeasible(row, inForce)) {
                best = index;
                bestRow = row;
                bestGain = gain;
            }
        }
        return best;
    }

    private boolean isFeasible(int row, int inForce) {
        for (int rule = 0; rule < inForce; rule++) {
            if (!rules[rule].isFeasible(row)) {
                return false;
            }
        }
        return true;
    }
}
