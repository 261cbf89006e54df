package dev.medley.platform.evaluate.compare;

import dev.medley.platform.evaluate.slate.RowLabels;
import dev.medley.platform.rerank.slate.SlateProblem;
import dev.medley.platform.rerank.slate.SlateWeights;
import dev.medley.platform.rerank.slate.SlateWorkspace;

/** A case as a problem of the product's pass: what every use of the pass has alike. One thread. */
final class PassProblem {
    private final SlateProblem problem = new SlateProblem();
    private final SlateWorkspace workspace = new SlateWorkspace();

    /**
     * Begins a problem: its rows, those that may be shown, their vectors and what diversity weighs. Values are still 0.
     *
     * @param theta of diversity, 0 to 1,000
     * @param alpha how strongly likeness counts, above 0, at most 1,000
     * @return to be filled with the rest, until the next one is begun
     */
    SlateProblem begin(SlateCase slate, double theta, double alpha) {
        problem.reset(slate.rows(), slate.places());
        for (int row = 0; row < slate.rows(); row++) {
            if (!slate.eligible()[row]) {
                problem.drop(row);
            }
        }
        problem.vectors(slate.vectors(), slate.width());
        problem.weights(SlateWeights.logDeterminant(theta, alpha));
        return problem;
    }

    /** Each row's category of that number among its own, from 0, or no group: for the groups of an attribute are disjoint. */
    static int[] categories(SlateCase slate, int number) {
        RowLabels categories = slate.categories();
        int[] category = new int[slate.rows()];
        for (int row = 0; row < category.length; row++) {
            category[row] = number < categories.count(row)
                    ? categories.label(categories.start(row) + number)
                    : SlateProblem.NO_GROUP;
        }
        return category;
    }

    /**
     * Lays what was begun.
     *
     * @param order filled with the rows, best place first
     * @return how many there are
     */
    int lay(int[] order) {
        workspace.lay(problem);
        for (int place = 0; place < workspace.size(); place++) {
            order[place] = workspace.row(place);
        }
        return workspace.size();
    }
}
