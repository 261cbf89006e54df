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
import java.util.ArrayList;
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

    private final int attribute;
    private final Aims aims;
    private final List<SlateRule> floors = new ArrayList<>();
    private final String[] names;
    private final float[] prices;
    private final float[] coverage;
    private final double[] shown;
    private final double[] had;
    private final SlateProblem problem = new SlateProblem();
    private final SlateWorkspace workspace = new SlateWorkspace();
    private FairnessPrices duals;
    private int untilTick = TICK;

    /**
     * What a slate is to be beside relevant. All 0 is the plain order.
     *
     * @param theta of diversity against a relevance of 0 to 1, 0 to 1,000
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
    }

    /**
     * A method.
     *
     * @param attribute whose groups
     * @param declared shares that they should have, above 0 each, summing to 1
     */
    public UnifiedPass(int attribute, double[] declared, Aims aims) {
        Weights.requireShares("declared shares", declared);
        this.attribute = attribute;
        this.aims = aims;
        int groups = declared.length;
        names = new String[groups];
        prices = new float[groups];
        coverage = new float[groups];
        shown = new double[groups];
        had = new double[groups];
        Map<String, Double> goal = new TreeMap<>();
        for (int g = 0; g < groups; g++) {
            names[g] = Integer.toString(g);
            coverage[g] = (float) (aims.coverage() * Math.sqrt(declared[g]));
            if (aims.priced() > 0) {
                goal.put(names[g], aims.priced() * declared[g]);
            }
            if (aims.floors() > 0) {
                // The problem of a slate has one attribute, number 0.
                floors.add(new SlateRule.MinShare(
                        "floor-" + g, Priority.product(g), 0, g, Math.min(1, aims.floors() * declared[g])));
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
        problem.reset(slate.rows(), slate.places());
        System.arraycopy(slate.relevances(), 0, problem.values(), 0, slate.rows());
        for (int row = 0; row < slate.rows(); row++) {
            if (!slate.eligible()[row]) {
                problem.drop(row);
            }
        }
        problem.vectors(slate.vectors(), slate.width());
        problem.weights(SlateWeights.logDeterminant(aims.theta(), aims.alpha()));
        problem.attribute(slate.groups()[attribute], prices.length);
        problem.prices(0, prices);
        problem.coverage(0, coverage);
        floors.forEach(problem::rule);
        workspace.lay(problem);
        for (int place = 0; place < workspace.size(); place++) {
            order[place] = workspace.row(place);
            shown[slate.groups()[attribute][order[place]]] += Places.discount(place);
        }
        if (aims.priced() > 0 && --untilTick == 0) {
            move();
        }
        return workspace.size();
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
