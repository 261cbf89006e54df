package dev.medley.platform.evaluate.compare;

import dev.medley.platform.evaluate.slate.RowLabels;
import dev.medley.platform.rerank.exposure.RunningScale;
import dev.medley.platform.rerank.slate.SlateProblem;
import dev.medley.platform.rerank.slate.SlateWeights;
import java.util.Arrays;

/**
 * The product's pass as requests are served: by values as they are, with diversity and the mix of the user's own interests
 * in usual values, as the properties of a scenario say them. No prices, rules, risks, coverage for its own sake or
 * exploration. A usual value is that of the request, {@link RunningScale#ofBest}, which is what a platform takes that has
 * not seen enough of a scenario yet.
 */
public final class ServedPass implements SlateMethod {
    private final Worths worths;
    private final PassProblem pass = new PassProblem();

    /**
     * What is weighed against value.
     *
     * @param diversity worth of the slate's diversity, in usual values, not negative
     * @param likeness how strongly likeness counts, above 0, at most 1,000
     * @param interests worth of a mix of categories like the user's own, in usual values: a category that is a share s of
     *     what the user took is worth {@code interests * sqrt(s * rows)}, not negative
     */
    public record Worths(double diversity, double likeness, double interests) {
        /** Checks all parts. */
        public Worths {
            Weights.requireNotNegative("diversity", diversity);
            Weights.requireNotNegative("interests", interests);
            if (!(likeness > 0 && likeness <= SlateWeights.MOST)) {
                throw new IllegalArgumentException("likeness is " + likeness + "; allowed: above 0, at most 1000");
            }
        }

        /** A part of all of it but likeness, 0 to 1. */
        public Worths times(double part) {
            return new Worths(diversity * part, likeness, interests * part);
        }

        /** In words of a report. */
        @Override
        public String toString() {
            return "diversity " + diversity + ", interests " + interests + "; likeness " + likeness;
        }
    }

    /** A method. */
    public ServedPass(Worths worths) {
        this.worths = worths;
    }

    @Override
    public int lay(SlateCase slate, int[] order) {
        double unit = unit(slate);
        double theta = Math.min(worths.diversity() * unit, SlateWeights.MOST);
        SlateProblem problem = pass.begin(slate, theta, worths.likeness());
        System.arraycopy(slate.values(), 0, problem.values(), 0, slate.rows());
        if (worths.interests() > 0) {
            int category = problem.attribute(
                    PassProblem.categories(slate, 0), slate.categories().labels());
            problem.coverage(category, interests(slate, unit));
        }
        return pass.lay(order);
    }

    private static double unit(SlateCase slate) {
        int[] rows = new int[slate.rows()];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (slate.eligible()[row]) {
                rows[count++] = row;
            }
        }
        double usual = RunningScale.ofBest(slate.values(), Arrays.copyOf(rows, count));
        // Of nothing no unit can be made.
        return usual > 0 ? usual : 1;
    }

    /**
     * A row is of its first category. What a category is to the user is known by its rows, as features tell it when requests
     * are served: the share of what the user took that has a category in common with the row, the most of any row.
     */
    private float[] interests(SlateCase slate, double unit) {
        RowLabels categories = slate.categories();
        double[] shares = new double[categories.labels()];
        for (int row = 0; row < slate.rows(); row++) {
            double share = 0;
            for (int i = 0; i < categories.count(row); i++) {
                share += slate.interests()[categories.label(categories.start(row) + i)];
            }
            if (slate.eligible()[row] && categories.count(row) > 0) {
                int first = categories.label(categories.start(row));
                shares[first] = Math.max(shares[first], share);
            }
        }
        float[] worth = new float[shares.length];
        for (int label = 0; label < worth.length; label++) {
            worth[label] = (float) (worths.interests() * Math.sqrt(shares[label]) * unit);
        }
        return worth;
    }
}
