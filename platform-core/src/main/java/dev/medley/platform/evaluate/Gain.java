package dev.medley.platform.evaluate;

/** What a label is worth at a place of a list, for {@link Metrics#ndcg}. */
public sealed interface Gain {
    /** What the label is worth, not negative and 0 for a label of 0. */
    double of(float label);

    /** The label as it is; Järvelin and Kekäläinen 2002, "Cumulated gain-based evaluation of IR techniques". */
    record Linear() implements Gain {
        @Override
        public double of(float label) {
            return label;
        }
    }

    /**
     * 2 to the grade, less 1; Burges et al. 2005, "Learning to rank using gradient descent".
     *
     * @param highestGrade the grade that a label of 1 stands for, above 0; a label of a half stands for half of it
     */
    record Exponential(double highestGrade) implements Gain {
        /** Checks the grade. */
        public Exponential {
            if (!(highestGrade > 0 && highestGrade <= 100)) {
                throw new IllegalArgumentException("highestGrade: " + highestGrade + "; allowed: above 0, at most 100");
            }
        }

        @Override
        public double of(float label) {
            return StrictMath.pow(2, label * highestGrade) - 1;
        }
    }
}
