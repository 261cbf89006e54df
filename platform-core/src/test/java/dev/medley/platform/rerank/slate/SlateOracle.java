package dev.medley.platform.rerank.slate;

import java.util.ArrayList;
import java.util.List;

/**
 * Small problems by brute force, straight from the definitions: all sets of rows, all orders of each, and determinants
 * in doubles.
 */
final class SlateOracle {
    private final SlateProblem problem;
    private final List<Integer> eligible = new ArrayList<>();
    private final int places;
    private final double[][] kernel;
    private final int[] chosen;
    private boolean isFeasible;
    private double best = Double.NEGATIVE_INFINITY;

    SlateOracle(SlateProblem problem) {
        this.problem = problem;
        for (int row = 0; row < problem.rows(); row++) {
            if (problem.isEligible(row)) {
                eligible.add(row);
            }
        }
        places = Math.min(problem.places(), eligible.size());
        kernel = kernel(problem);
        chosen = new int[places];
        search(0, 0);
    }

    /** Whether there is a slate that fills the places and holds all rules. */
    boolean isFeasible() {
        return isFeasible;
    }

    /** The greatest objective of such a slate. */
    double best() {
        return best;
    }

    private void search(int from, int size) {
        if (size == places) {
            if (hasOrder(chosen, places)) {
                isFeasible = true;
                best = Math.max(best, objective(problem, kernel, chosen, places));
            }
            return;
        }
        for (int i = from; i <= eligible.size() - (places - size); i++) {
            chosen[size] = eligible.get(i);
            search(i + 1, size + 1);
        }
    }

    private boolean hasOrder(int[] set, int size) {
        for (int rule = 0; rule < problem.rules(); rule++) {
            switch (problem.rule(rule)) {
                case SlateRule.MaxCount max -> {
                    for (int group = 0; group < problem.groups(max.attribute()); group++) {
                        boolean counts = max.group() == SlateRule.EACH_GROUP || max.group() == group;
                        if (counts && count(set, size, max.attribute(), group) > max.max()) {
                            return false;
                        }
                    }
                }
                case SlateRule.MinCount min -> {
                    if (count(set, size, min.attribute(), min.group()) < min.min()) {
                        return false;
                    }
                }
                case SlateRule.MinShare min -> {
                    if (count(set, size, min.attribute(), min.group()) < Math.floor(min.share() * size + 1e-9)) {
                        return false;
                    }
                }
                default -> throw new AssertionError("the oracle knows counting rules only");
            }
        }
        return order(set.clone(), 0, size);
    }

    /** Tries all orders, place by place. */
    private boolean order(int[] set, int done, int size) {
        if (done == size) {
            return true;
        }
        for (int i = done; i < size; i++) {
            swap(set, done, i);
            if (holdsShares(set, done + 1) && order(set, done + 1, size)) {
                return true;
            }
            swap(set, done, i);
        }
        return false;
    }

    private boolean holdsShares(int[] slate, int k) {
        for (int rule = 0; rule < problem.rules(); rule++) {
            if (problem.rule(rule) instanceof SlateRule.MinShare min
                    && count(slate, k, min.attribute(), min.group()) < Math.floor(min.share() * k + 1e-9)) {
                return false;
            }
        }
        return true;
    }

    private int count(int[] set, int size, int attribute, int group) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += problem.groupOf(attribute)[set[i]] == group ? 1 : 0;
        }
        return count;
    }

    private static void swap(int[] set, int i, int j) {
        int kept = set[i];
        set[i] = set[j];
        set[j] = kept;
    }

    /** Value, prices, risk, bonus, the logarithm of the determinant and coverage of a set of rows. */
    static double objective(SlateProblem problem, double[][] kernel, int[] set, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += problem.values()[set[i]] - problem.risks()[set[i]] + problem.bonuses()[set[i]];
        }
        for (int attribute = 0; attribute < problem.attributes(); attribute++) {
            for (int group = 0; group < problem.groups(attribute); group++) {
                int count = 0;
                for (int i = 0; i < size; i++) {
                    count += problem.groupOf(attribute)[set[i]] == group ? 1 : 0;
                }
                if (problem.prices(attribute) != null) {
                    sum += count * problem.prices(attribute)[group];
                }
                if (problem.coverage(attribute) != null) {
                    sum += problem.coverage(attribute)[group] * Math.sqrt(count);
                }
            }
        }
        return sum + problem.weights().theta() * Math.log(determinant(kernel, set, size));
    }

    /** {@code I + alpha L} over all rows. */
    static double[][] kernel(SlateProblem problem) {
        int rows = problem.rows();
        double[][] kernel = new double[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                double quality = quality(problem, i) * quality(problem, j);
                double cosine = i == j ? 1 : cosine(problem, i, j);
                kernel[i][j] = (i == j ? 1 : 0) + problem.weights().alpha() * quality * cosine;
            }
        }
        return kernel;
    }

    private static double quality(SlateProblem problem, int row) {
        return problem.qualities() == null ? 1 : problem.qualities()[row];
    }

    static double cosine(SlateProblem problem, int i, int j) {
        double product = 0;
        double left = 0;
        double right = 0;
        for (int k = 0; k < problem.dimension(); k++) {
            double x = problem.vectors()[i * problem.dimension() + k];
            double y = problem.vectors()[j * problem.dimension() + k];
            product += x * y;
            left += x * x;
            right += y * y;
        }
        return left == 0 || right == 0 ? 0 : product / Math.sqrt(left * right);
    }

    /** By Gaussian elimination with pivots. */
    static double determinant(double[][] kernel, int[] set, int size) {
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] = kernel[set[i]][set[j]];
            }
        }
        double determinant = 1;
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int i = column + 1; i < size; i++) {
                pivot = Math.abs(matrix[i][column]) > Math.abs(matrix[pivot][column]) ? i : pivot;
            }
            if (matrix[pivot][column] == 0) {
                return 0;
            }
            if (pivot != column) {
                double[] kept = matrix[pivot];
                matrix[pivot] = matrix[column];
                matrix[column] = kept;
                determinant = -determinant;
            }
            determinant *= matrix[column][column];
            for (int i = column + 1; i < size; i++) {
                double by = matrix[i][column] / matrix[column][column];
                for (int j = column; j < size; j++) {
                    matrix[i][j] -= by * matrix[column][j];
                }
            }
        }
        return determinant;
    }
}
