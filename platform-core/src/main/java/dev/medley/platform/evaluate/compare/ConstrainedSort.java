package dev.medley.platform.evaluate.compare;

import dev.medley.platform.evaluate.slate.GroupRepresentation;
import java.util.Arrays;

/**
 * DetConstSort (Geyik, Ambler and Kenthapadi, KDD 2019, arXiv 1905.01989, section 4.2, algorithm 3): as the slate grows,
 * each group whose floor {@code floor(p k)} has risen gets its next row, at the end; that row then moves up past rows of
 * less value, as far as none of those is pushed below the place by which its own group needs it. Keeps to the floors for
 * any number of groups (theorem of section 4.3), as long as the groups have rows.
 *
 * <p>A group without a row left is passed over. If the floors do not fill the slate, because groups have run out, the best
 * rows that are left follow.
 */
public final class ConstrainedSort implements SlateMethod {
    private final GroupTargets targets;
    private final ValueOrder byValue = new ValueOrder();
    private final GroupQueues queues;
    private final int[] floors;
    private final boolean[] risen;
    private int[] latest = new int[0];
    private boolean[] taken = new boolean[0];

    /**
     * A method.
     *
     * @param declared shares that the groups should have
     * @param weight 0 (the shares of the plain order) to 1 (the declared ones)
     */
    public ConstrainedSort(DeclaredShares declared, double weight) {
        targets = new GroupTargets(declared, weight);
        queues = new GroupQueues(declared.count());
        floors = new int[declared.count()];
        risen = new boolean[declared.count()];
    }

    @Override
    public int lay(SlateCase slate, int[] order) {
        byValue.sort(slate);
        double[] shares = targets.of(slate, byValue);
        queues.fill(byValue, targets.groups(slate));
        if (latest.length < slate.places()) {
            latest = new int[slate.places()];
        }
        if (taken.length < slate.rows()) {
            taken = new boolean[slate.rows()];
        }
        Arrays.fill(taken, 0, slate.rows(), false);
        Arrays.fill(floors, 0);
        int places = Math.min(slate.places(), byValue.count());
        int count = 0;
        // Where every group has a row left, so many steps fill the slate: each of them leaves out less than a row a
        // group.
        int most = places + shares.length;
        for (int length = 1; count < places && length <= most; length++) {
            for (int g = 0; g < shares.length; g++) {
                int floor = GroupRepresentation.floor(shares[g], length);
                risen[g] = floor > floors[g] && !queues.isEmpty(g);
                floors[g] = floor;
            }
            for (int g = best(slate); g >= 0 && count < places; g = best(slate)) {
                risen[g] = false;
                int row = queues.take(g);
                taken[row] = true;
                count = insert(slate, order, count, row, length);
            }
        }
        return byValue.fill(order, count, places, taken);
    }

    private int best(SlateCase slate) {
        int best = -1;
        for (int g = 0; g < risen.length; g++) {
            if (risen[g] && (best < 0 || slate.values()[queues.peek(g)] > slate.values()[queues.peek(best)])) {
                best = g;
            }
        }
        return best;
    }

    private int insert(SlateCase slate, int[] order, int count, int row, int length) {
        int place = count;
        while (place > 0 && latest[place - 1] > place && slate.values()[order[place - 1]] < slate.values()[row]) {
            order[place] = order[place - 1];
            latest[place] = latest[place - 1];
            place--;
        }
        order[place] = row;
        // The row must be among the first so many.
        latest[place] = length;
        return count + 1;
    }
}
