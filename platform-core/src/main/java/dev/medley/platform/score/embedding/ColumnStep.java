package dev.medley.platform.score.embedding;

/**
 * How Adagrad (Duchi, Hazan, Singer, JMLR 12, 2011) moves some columns of a row. With {@code g} the gradient plus {@code
 * l2} × how often the row's key was named × the element, and {@code s} the sum of the squares of all {@code g}, this
 * one's among them: the element loses {@code rate} × g / (√s + epsilon). Reckoned in double, kept in float.
 *
 * @param from the first column, 0 or more
 * @param to the column after the last, above {@code from}
 * @param rate above 0, finite
 * @param epsilon above 0, finite: what keeps the first steps apart from infinity
 * @param l2 the strength of the pull to 0, each time the key was named; 0 or more, finite
 */
public record ColumnStep(int from, int to, float rate, float epsilon, float l2) {
    /** Checks each. */
    public ColumnStep {
        Checks.require(from >= 0, "from", from, "0 or more");
        Checks.require(to > from, "to", to, "above from, which is " + from);
        Checks.require(rate > 0 && Float.isFinite(rate), "rate", rate, "above 0, finite");
        Checks.require(epsilon > 0 && Float.isFinite(epsilon), "epsilon", epsilon, "above 0, finite");
        Checks.require(l2 >= 0 && Float.isFinite(l2), "l2", l2, "0 or more, finite");
    }

    /** A step with a sum for each element. */
    void each(float[] vector, float[] sums, float[] gradients, int at, int times) {
        double pull = (double) l2 * times;
        for (int i = from; i < to; i++) {
            double gradient = gradients[at + i] + pull * vector[i];
            sums[i] = bounded(sums[i] + gradient * gradient);
            vector[i] = (float) (vector[i] - rate * gradient / (Math.sqrt(sums[i]) + epsilon));
        }
    }

    /** A step of a whole row with the only sum that it has. */
    void whole(float[] vector, float[] sums, float[] gradients, int at, int times) {
        double pull = (double) l2 * times;
        double squares = 0;
        for (int i = from; i < to; i++) {
            double gradient = gradients[at + i] + pull * vector[i];
            squares += gradient * gradient;
        }
        sums[0] = bounded(sums[0] + squares / (to - from));
        double scale = rate / (Math.sqrt(sums[0]) + epsilon);
        for (int i = from; i < to; i++) {
            double gradient = gradients[at + i] + pull * vector[i];
            vector[i] = (float) (vector[i] - scale * gradient);
        }
    }

    /** A sum of squares as a float: an infinite one would stop the element for good. */
    private static float bounded(double sum) {
        return (float) Math.min(sum, Float.MAX_VALUE);
    }
}
