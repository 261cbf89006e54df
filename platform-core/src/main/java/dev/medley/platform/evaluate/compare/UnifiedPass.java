package dev.medley.platform.evaluate.compare;

import dev.medley.platform.evaluate.slate.Places;
import dev.medley.platform.rerank.exposure.ExposureGoal;
import dev.medley.platform.rerank.exposure.FairnessPrices;
import dev.medley.platform.rerank.exposure.PriceSettings;
import dev.medley.platform.rerank.slate.Priority;
import dev.medley.platform.rerank.slate.SlateProblem;
import dev.medley.platform.rerank.slate.SlateRule;
import dev.medley.platform.rerank.slate.SlateWeights;
import dev.medley.platform.rerank.slate.SlateWorkspace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The product's own pass ({@link SlateWorkspace}) as a method: relevance, prices of the groups, diversity and the groups'
 * coverage, under floors for every beginning of the slate. Prices are those of {@link FairnessPrices}, moved every {@value
 * #TICK} slates. They are as they stand after a long run: {@link #begin} lays the cases, over and over, until {@value
 * #REHEARSED} slates have moved them; it sees what {@link TwoSidedRounds} sees, and what users took no more than that.
 */
public final class UnifiedPass implements SlateMethod {
    /** Slates between two moves of the prices. */
    static final int TICK = 10;

    /** Slates that are laid before the first one that counts, if there are prices. */
    static final int REHEARSED = 2_000;

    /** Of so many of a row's categories the interests are looked at. */
    static final int MOST_CATEGORIES = 3;

    private final DeclaredShares declared;
    private final Aims aims;
    private final double[] shares;
    private final String[] names;
    private final float[] prices;
    private final float[] coverage;
    private final double[] shown;
    private final double[] had;
    private final PassProblem pass = new PassProblem();
    private FairnessPrices duals;
    private int untilTick = TICK;

    /**
     * What a slate is to be beside relevant. All 0 is the plain order.
     *
     * @param theta of diversity, 0 to 1,000; a place of an ideal slate is worth 1
     * @param alpha how strongly likeness counts, above 0, at most 1,000
     * @param coverage of the groups: a group of share s is worth {@code coverage * sqrt(s * rows)}, not negative
     * @param interests of the user's categories: one that is a share s of what the user took is worth {@code interests *
     *     sqrt(s * rows)}, whose sum over categories is greatest when the slate has them in the shares of the user's
     *     interests (it is Bhattacharyya's coefficient of the two), not negative
     * @param priced the part of its declared share of attention that prices are to get each group over all slates, 0 to 1
     * @param floors the part of its declared share of places that a group has in every beginning of every slate, 0 to 1
     */
    public record Aims(double theta, double alpha, double coverage, double interests, double priced, double floors) {
        /** Checks all parts but those that are {@link SlateWeights}. */
        public Aims {
            Weights.requireNotNegative("coverage", coverage);
            Weights.requireNotNegative("interests", interests);
            Weights.requireShare("priced", priced);
            Weights.requireShare("floors", floors);
        }

        /** A part of all of it but alpha, 0 to 1. */
        public Aims times(double part) {
            return new Aims(theta * part, alpha, coverage * part, interests * part, priced * part, floors * part);
        }

        /** In words of a report. */
        @Override
        public String toString() {
            return "theta " + theta + ", coverage " + coverage + ", interests " + interests + ", priced " + priced
                    + ", floors " + floors + "; alpha " + alpha;
        }
    }

    /**
     * A method.
     *
     * @param declared shares that the groups should have: overall by prices, of each slate by floors
     */
    public UnifiedPass(DeclaredShares declared, Aims aims) {
        this.declared = declared;
        this.aims = aims;
        int groups = declared.count();
        shares = new double[groups];
        names = new String[groups];
        prices = new float[groups];
        coverage = new float[groups];
        shown = new double[groups];
        had = new double[groups];
        Map<String, Double> goal = new TreeMap<>();
        for (int g = 0; g < groups; g++) {
            names[g] = Integer.toString(g);
            coverage[g] = (float) (aims.coverage() * Math.sqrt(declared.overall()[g]));
            if (aims.priced() > 0) {
                goal.put(names[g], aims.priced() * declared.overall()[g]);
            }
        }
        duals = FairnessPrices.start(new ExposureGoal.Shares(goal), PriceSettings.USUAL);
    }

    @Override
    public void begin(List<SlateCase> cases) {
        for (int slate = 0; slate < REHEARSED && aims.priced() > 0 && !cases.isEmpty(); slate++) {
            SlateCase next = cases.get(slate % cases.size());
            lay(next, new int[next.places()]);
        }
        Arrays.fill(had, 0);
    }

    @Override
    public int lay(SlateCase slate, int[] order) {
        int[] group = declared.groups(slate);
        SlateProblem problem = pass.begin(slate, aims.theta(), aims.alpha());
        scale(slate, problem.values());
        problem.attribute(group, prices.length);
        problem.prices(0, prices);
        problem.coverage(0, coverage);
        if (aims.interests() > 0) {
            interest(slate, problem);
        }
        declared.of(slate, shares);
        for (int g = 0; g < shares.length; g++) {
            if (aims.floors() * shares[g] > 0) {
                // The problem of a slate has one attribute, number 0.
                problem.rule(new SlateRule.MinShare(
                        "floor-" + g, Priority.product(g), 0, g, Math.min(1, aims.floors() * shares[g])));
            }
        }
        int count = pass.lay(order);
        for (int place = 0; place < count; place++) {
            shown[group[order[place]]] += Places.discount(place);
        }
        if (aims.priced() > 0 && --untilTick == 0) {
            move();
        }
        return count;
    }

    /** Rows may be of several categories, the groups of an attribute are disjoint: so there is one for each in turn. */
    private void interest(SlateCase slate, SlateProblem problem) {
        float[] worth = new float[slate.categories().labels()];
        for (int label = 0; label < worth.length; label++) {
            worth[label] = (float) (aims.interests() * Math.sqrt(slate.interests()[label]));
        }
        for (int turn = 0; turn < MOST_CATEGORIES; turn++) {
            problem.coverage(problem.attribute(PassProblem.categories(slate, turn), worth.length), worth);
        }
    }

    /**
     * A row's value becomes what it adds to the NDCG that can be expected of the slate, times the attention that a slate
     * has: a user of whom much can be expected misses one row less than another who has few to take, and prices are to
     * find those rows which are missed the least. The ideal slate has as many rows that are taken as the values, which are
     * probabilities, sum to.
     */
    private void scale(SlateCase slate, float[] values) {
        double expected = 0;
        for (int row = 0; row < slate.rows(); row++) {
            expected += slate.eligible()[row] ? slate.values()[row] : 0;
        }
        double ideal = 0;
        double attention = 0;
        for (int place = 0; place < slate.places(); place++) {
            ideal += Places.discount(place) * Math.clamp(expected - place, 0, 1);
            attention += Places.discount(place);
        }
        for (int row = 0; row < slate.rows(); row++) {
            values[row] = ideal > 0 ? (float) (slate.values()[row] * attention / ideal) : 0;
        }
    }

    private void move() {
        double sum = 0;
        for (int g = 0; g < shown.length; g++) {
            had[g] += shown[g];
            sum += had[g];
        }
        Map<String, Double> since = new TreeMap<>();
        Map<String, Double> recent = new TreeMap<>();
        for (int g = 0; g < shown.length; g++) {
            since.put(names[g], shown[g]);
            recent.put(names[g], sum > 0 ? had[g] / sum : 0);
        }
        duals = duals.after(since, recent);
        for (int g = 0; g < shown.length; g++) {
            prices[g] = (float) duals.of(names[g]);
        }
        Arrays.fill(shown, 0);
        untilTick = TICK;
    }
}
