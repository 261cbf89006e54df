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

    private final DeclaredShares declared;
    private final Aims aims;
    private final double[] shares;
    private final String[] names;
    private final float[] prices;
    private final float[] coverage;
    private final double[] shown;
    private final double[] had;
    private final SlateProblem problem = new SlateProblem();
    private final SlateWorkspace workspace = new SlateWorkspace();
    private final ValueOrder byValue = new ValueOrder();
    private FairnessPrices duals;
    private int untilTick = TICK;

    /**
     * What a slate is to be beside relevant. All 0 is the plain order.
     *
     * @param theta of diversity against values of which the plain order's places have a mean of 1, 0 to 1,000
     * @param alpha how strongly likeness counts, above 0, at most 1,000
     * @param coverage of the groups: a group of share s is worth {@code coverage * sqrt(s * rows)}, not negative
     * @param priced the part of its declared share of attention that prices are to get each group over all slates, 0 to 1
     * @param floors the part of its declared share of places that a group has in every beginning of every slate, 0 to 1
     */
    public record Aims(double theta, double alpha, double coverage, double priced, double floors) {
        /** Checks all parts but those that are {@link SlateWeights}. */
        public Aims {
            Weights.requireNotNegative("coverage", coverage);
            Weights.requireShare("priced", priced);
            Weights.requireShare("floors", floors);
        }

        /** A part of all of it but alpha, 0 to 1. */
        public Aims times(double part) {
            return new Aims(theta * part, alpha, coverage * part, priced * part, floors * part);
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
        problem.reset(slate.rows(), slate.places());
        scale(slate);
        for (int row = 0; row < slate.rows(); row++) {
            if (!slate.eligible()[row]) {
                problem.drop(row);
            }
        }
        problem.vectors(slate.vectors(), slate.width());
        problem.weights(SlateWeights.logDeterminant(aims.theta(), aims.alpha()));
        problem.attribute(group, prices.length);
        problem.prices(0, prices);
        problem.coverage(0, coverage);
        declared.of(slate, shares);
        for (int g = 0; g < shares.length; g++) {
            if (aims.floors() * shares[g] > 0) {
                // The problem of a slate has one attribute, number 0.
                problem.rule(new SlateRule.MinShare(
                        "floor-" + g, Priority.product(g), 0, g, Math.min(1, aims.floors() * shares[g])));
            }
        }
        workspace.lay(problem);
        for (int place = 0; place < workspace.size(); place++) {
            order[place] = workspace.row(place);
            shown[group[order[place]]] += Places.discount(place);
        }
        if (aims.priced() > 0 && --untilTick == 0) {
            move();
        }
        return workspace.size();
    }

    /**
     * A user's values are told in units of what the plain order's places are worth to that user, so that what one gives up
     * for a group counts as much as what another does, however many things either likes.
     */
    private void scale(SlateCase slate) {
        byValue.sort(slate);
        double worth = 0;
        double attention = 0;
        String mode = System.getProperty("scale", "plain");
        if (mode.equals("max")) {
            worth = byValue.count() > 0 ? slate.values()[byValue.row(0)] : 0;
            attention = 1;
        } else if (mode.equals("ideal")) {
            double expected = 0;
            for (int r = 0; r < byValue.count(); r++) expected += slate.values()[byValue.row(r)];
            double k = 0;
            for (int place = 0; place < slate.places(); place++) {
                double part = Math.clamp(expected - place, 0, 1);
                worth += Places.discount(place) * part;
            }
            attention = 1;
        } else if (mode.equals("one")) {
            worth = 1;
            attention = 1;
        } else
            for (int place = 0; place < Math.min(slate.places(), byValue.count()); place++) {
                worth += Places.discount(place) * slate.values()[byValue.row(place)];
                attention += Places.discount(place);
            }
        for (int row = 0; row < slate.rows(); row++) {
            problem.values()[row] = worth > 0 ? (float) (slate.values()[row] * attention / worth) : 0;
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
