package dev.medley.platform.evaluate.compare;

import dev.medley.platform.evaluate.slate.GroupRepresentation;

/**
 * DetGreedy, DetCons and DetRelaxed (Geyik, Ambler and Kenthapadi, KDD 2019, arXiv 1905.01989, section 4, algorithms 1 and
 * 2). With k places filled, a group with share p should have at least {@code floor(p k)} and at most {@code ceil(p k)} of
 * them. A place goes to the best row of those groups that would have too few; if there is none, to one of the groups that
 * may have more, and which one is in what the three differ. They keep to the floors for up to three groups (section 4.3);
 * for more they may not.
 *
 * <p>Groups without a row left are passed over; when none may have more, the best row that is left follows.
 */
public final class ConstrainedGreedy implements SlateMethod {
    /** Which of the groups that may have more gets a place that no group needs. */
    public enum Choice {
        /** DetGreedy: that of the best row. */
        BEST,
        /** DetCons: the one that will need one the soonest, {@code ceil(p k) / p} least. */
        SOONEST,
        /** DetRelaxed: of those with {@code ceil(ceil(p k) / p)} least that of the best row. */
        BEST_OF_SOONEST
    }

    private final Choice choice;
    private final GroupTargets targets;
    private final ValueOrder byValue = new ValueOrder();
    private final GroupQueues queues;

    /**
     * A method.
     *
     * @param declared shares that the groups should have
     * @param weight 0 (the shares of the plain order) to 1 (the declared ones)
     */
    public ConstrainedGreedy(Choice choice, DeclaredShares declared, double weight) {
        this.choice = choice;
        targets = new GroupTargets(declared, weight);
        queues = new GroupQueues(declared.count());
    }

    @Override
    public int lay(SlateCase slate, int[] order) {
        byValue.sort(slate);
        double[] shares = targets.of(slate, byValue);
        queues.fill(byValue, targets.groups(slate));
        int places = Math.min(slate.places(), byValue.count());
        for (int place = 0; place < places; place++) {
            int group = needy(slate, shares, place + 1);
            if (group < 0) {
                group = choice == Choice.BEST ? best(slate, shares, place + 1) : soonest(slate, shares, place + 1);
            }
            if (group < 0) {
                group = better(slate, -1, 0);
                for (int g = 1; g < shares.length; g++) {
                    group = better(slate, group, g);
                }
            }
            order[place] = queues.take(group);
        }
        return places;
    }

    private int needy(SlateCase slate, double[] shares, int length) {
        int found = -1;
        for (int g = 0; g < shares.length; g++) {
            if (queues.taken(g) < GroupRepresentation.floor(shares[g], length)) {
                found = better(slate, found, g);
            }
        }
        return found;
    }

    private int best(SlateCase slate, double[] shares, int length) {
        int found = -1;
        for (int g = 0; g < shares.length; g++) {
            if (queues.taken(g) < GroupRepresentation.ceiling(shares[g], length)) {
                found = better(slate, found, g);
            }
        }
        return found;
    }

    private int soonest(SlateCase slate, double[] shares, int length) {
        int found = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int g = 0; g < shares.length; g++) {
            int most = GroupRepresentation.ceiling(shares[g], length);
            if (shares[g] > 0 && queues.taken(g) < most && !queues.isEmpty(g)) {
                double when = most / shares[g];
                when = choice == Choice.BEST_OF_SOONEST ? Math.ceil(when - 1e-9) : when;
                if (when < least) {
                    least = when;
                    found = g;
                } else if (when == least) {
                    found = better(slate, found, g);
                }
            }
        }
        return found;
    }

    /** Of two groups the one whose next row is worth more; -1 stands for none. */
    private int better(SlateCase slate, int left, int right) {
        if (queues.isEmpty(right)) {
            return left;
        }
        if (left < 0 || queues.isEmpty(left)) {
            return right;
        }
        return slate.values()[queues.peek(right)] > slate.values()[queues.peek(left)] ? right : left;
    }
}
