package dev.medley.platform.score.stack;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.score.Logistic;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.TaskFunnel;
import dev.medley.platform.score.core.CoreEnsemble;
import dev.medley.platform.score.gbdt.TreeScorer;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.weights.Tensors;
import java.io.IOException;

/**
 * The ranking core where statistics are part of the input: networks, which know keys and histories, and boosted trees,
 * which cut statistics where networks bend. A task's logit is a weighted sum of both logits (stacked generalisation;
 * Wolpert, Neural Networks 1992). Immutable; any number of threads at once.
 */
public final class StackedScorer implements Scorer {
    /** Weights of a task: that of the networks' logit, that of the trees', and what is added. */
    public static final int WEIGHTS = 3;

    private static final String NETWORKS = "networks/";
    private static final String TREES = "trees/";
    private static final String STACK = "stack.weights";
    private static final String PARENTS = "stack.parents";
    /** Nearer to 0 or 1 a float is all the same. */
    private static final double CLOSEST = 1e-7;

    private final CoreEnsemble networks;
    private final TreeScorer trees;
    private final float[] weights;
    private final TaskFunnel funnel;

    /**
     * Both.
     *
     * @param weights {@value #WEIGHTS} for each task of the funnel, finite
     * @param funnel the tasks' parents: weighed is what each task is where its parent was a yes
     * @throws IllegalArgumentException if a weight is not
     */
    public StackedScorer(CoreEnsemble networks, TreeScorer trees, float[] weights, TaskFunnel funnel) {
        for (int i = 0; i < weights.length; i++) {
            if (!Float.isFinite(weights[i])) {
                throw new IllegalArgumentException(
                        STACK + "[" + i + "]: " + weights[i] + " is not allowed; a finite number is");
            }
        }
        this.networks = networks;
        this.trees = trees;
        this.weights = weights.clone();
        this.funnel = funnel;
    }

    /**
     * The core that was written: that of {@link #tensors}, or networks alone.
     *
     * @throws IOException if something is missing, misshapen or out of its range
     * @throws IllegalArgumentException if a tensor is missing, or is not of the shape that is expected
     */
    public static Scorer of(Tensors tensors) throws IOException {
        if (!tensors.has(STACK)) {
            return CoreEnsemble.of(tensors);
        }
        return new StackedScorer(
                CoreEnsemble.of(tensors.within(NETWORKS)),
                TreeScorer.of(tensors.within(TREES)),
                tensors.float32(STACK, Tensors.ANY, WEIGHTS),
                new TaskFunnel(tensors.int32(PARENTS, Tensors.ANY)));
    }

    /** The logit of a probability, as stacking takes it. */
    public static double logit(float probability) {
        double bounded = Math.clamp(probability, CLOSEST, 1 - CLOSEST);
        return Math.log(bounded / (1 - bounded));
    }

    /** The networks alone. */
    public CoreEnsemble networks() {
        return networks;
    }

    @Override
    public void score(RequestRows rows, float[][] probabilities) {
        networks.score(rows, probabilities);
        float[][] ofTrees = new float[probabilities.length][rows.count()];
        trees.score(rows, ofTrees);
        combine(probabilities, ofTrees, rows.count());
    }

    /**
     * What both say together.
     *
     * @param probabilities for each task one a row: what the networks say, and then what both do
     * @param ofTrees the same of the trees; they are changed
     */
    public void combine(float[][] probabilities, float[][] ofTrees, int count) {
        funnel.divide(probabilities, count);
        funnel.divide(ofTrees, count);
        for (int task = 0; task < ofTrees.length; task++) {
            int at = task * WEIGHTS;
            for (int row = 0; row < count; row++) {
                double logit = weights[at] * logit(probabilities[task][row])
                        + weights[at + 1] * logit(ofTrees[task][row])
                        + weights[at + 2];
                probabilities[task][row] = Logistic.of(logit);
            }
        }
        funnel.multiply(probabilities, count);
    }

    @Override
    public int historyRead() {
        return networks.historyRead();
    }

    @Override
    public Cost cost() {
        Cost ofNetworks = networks.cost();
        Cost ofTrees = trees.cost();
        return new Cost(
                ofNetworks.request() + ofTrees.request(),
                ofNetworks.item() + ofTrees.item(),
                ofNetworks.pair() + ofTrees.pair());
    }

    @Override
    public Tensors tensors() {
        return Tensors.builder()
                .addAll(NETWORKS, networks.tensors())
                .addAll(TREES, trees.tensors())
                .float32(STACK, weights, weights.length / WEIGHTS, WEIGHTS)
                .int32(PARENTS, funnel.parents(), weights.length / WEIGHTS)
                .build();
    }
}
