package dev.medley.platform.evaluate.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * FairRec (Patro et al., "FairRec: two-sided fairness for personalized recommendations in two-sided platforms", WWW 2020,
 * arXiv 2002.10764, section 4, algorithms 1 and 2). Lays all slates at once. First every producer has {@code floor(alpha *
 * users * places * share)} copies, and the users take turns in choosing the best row of a producer who has one left,
 * each row once; then what is left of each slate is filled by value. So each producer is seen at least so often, and no
 * user envies another by more than one row (theorems 1 and 2).
 *
 * <p>A producer is a group of an attribute; in the paper each has one product and all the same share, here as many as
 * there are rows of the group, and the share that is declared. A user who has no row of a producer with a copy left is passed over, where in the paper all users can have all
 * products. Slates are shown by falling value.
 */
public final class TwoSidedRounds implements SlateMethod {
    private final DeclaredShares declared;
    private final double alpha;
    private final Map<Integer, int[]> laid = new HashMap<>();

    /**
     * A method.
     *
     * @param declared overall shares that the producers, which are the groups, should have
     * @param alpha the part of its share that each producer is sure of, 0 to 1
     */
    public TwoSidedRounds(DeclaredShares declared, double alpha) {
        Weights.requireShare("alpha", alpha);
        this.declared = declared;
        this.alpha = alpha;
    }

    @Override
    public void begin(List<SlateCase> cases) {
        laid.clear();
        long places = 0;
        ValueOrder byValue = new ValueOrder();
        int[][] ranked = new int[cases.size()][];
        boolean[][] taken = new boolean[cases.size()][];
        int[] filled = new int[cases.size()];
        int rounds = 0;
        for (int user = 0; user < cases.size(); user++) {
            SlateCase slate = cases.get(user);
            places += slate.places();
            rounds = Math.max(rounds, slate.places());
            byValue.sort(slate);
            ranked[user] = new int[byValue.count()];
            for (int rank = 0; rank < byValue.count(); rank++) {
                ranked[user][rank] = byValue.row(rank);
            }
            taken[user] = new boolean[byValue.count()];
        }
        int[] copies = new int[declared.count()];
        long left = 0;
        for (int producer = 0; producer < copies.length; producer++) {
            copies[producer] = (int) Math.floor(alpha * places * declared.overall()[producer] + 1e-9);
            left += copies[producer];
        }
        for (int round = 0; round < rounds && left > 0; round++) {
            for (int user = 0; user < cases.size() && left > 0; user++) {
                SlateCase slate = cases.get(user);
                if (filled[user] < slate.places()) {
                    int rank = best(slate, ranked[user], taken[user], copies);
                    if (rank >= 0) {
                        taken[user][rank] = true;
                        filled[user]++;
                        copies[declared.groups(slate)[ranked[user][rank]]]--;
                        left--;
                    }
                }
            }
        }
        for (int user = 0; user < cases.size(); user++) {
            laid.put(cases.get(user).number(), finish(cases.get(user), ranked[user], taken[user], filled[user]));
        }
    }

    private int best(SlateCase slate, int[] ranked, boolean[] taken, int[] copies) {
        int[] group = declared.groups(slate);
        for (int rank = 0; rank < ranked.length; rank++) {
            if (!taken[rank] && copies[group[ranked[rank]]] > 0) {
                return rank;
            }
        }
        return -1;
    }

    private static int[] finish(SlateCase slate, int[] ranked, boolean[] taken, int filled) {
        int count = filled;
        for (int rank = 0; rank < ranked.length && count < slate.places(); rank++) {
            if (!taken[rank]) {
                taken[rank] = true;
                count++;
            }
        }
        int[] rows = new int[count];
        int next = 0;
        for (int rank = 0; rank < ranked.length; rank++) {
            if (taken[rank]) {
                rows[next++] = ranked[rank];
            }
        }
        return rows;
    }

    /** @throws IllegalStateException for a case that {@link #begin} was not told of */
    @Override
    public int lay(SlateCase slate, int[] order) {
        int[] rows = laid.get(slate.number());
        if (rows == null) {
            throw new IllegalStateException("case " + slate.number() + " was not there when the method began");
        }
        System.arraycopy(rows, 0, order, 0, rows.length);
        return rows.length;
    }
}
