package dev.medley.platform.score.gbdt;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.score.Logistic;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.TaskFunnel;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.weights.Tensors;
import java.io.IOException;

/** Gradient-boosted trees over {@link TreeInputs}, so many trees a task. Immutable; any thread. */
public final class TreeScorer implements Scorer {
    private final TreeInputs inputs;
    private final Trees trees;
    private final float[] base;
    private final TaskFunnel funnel;
    private final int[] taskEnds;

    /**
     * A scorer.
     *
     * @param taskTrees for each task how many of the trees are its own; the first come first
     * @param base for each task the logit that its trees add to
     * @throws IllegalArgumentException if the parts do not go together
     */
    public TreeScorer(TreeInputs inputs, Trees trees, int[] taskTrees, float[] base, TaskFunnel funnel) {
        this.inputs = inputs;
        this.trees = trees;
        this.base = base.clone();
        this.funnel = funnel;
        if (taskTrees.length != base.length || funnel.parents().length != base.length) {
            throw new IllegalArgumentException("tasks: " + base.length + " bases, " + taskTrees.length
                    + " counts of trees and " + funnel.parents().length + " parents given");
        }
        taskEnds = new int[taskTrees.length];
        long end = 0;
        for (int task = 0; task < taskTrees.length; task++) {
            if (taskTrees[task] < 0) {
                throw new IllegalArgumentException(
                        "task_trees[" + task + "]: " + taskTrees[task] + " is not allowed; 0 and more are");
            }
            end += taskTrees[task];
            taskEnds[task] = (int) Math.min(end, Integer.MAX_VALUE);
        }
        if (end != trees.roots().length) {
            throw new IllegalArgumentException(
                    "task_trees: they sum to " + end + "; there are " + trees.roots().length + " trees");
        }
        if (trees.maxFeature() >= inputs.count()) {
            throw new IllegalArgumentException(
                    "feature: number " + trees.maxFeature() + " is split; a row has " + inputs.count() + " numbers");
        }
    }

    /**
     * Reads what {@link #tensors} gave.
     *
     * @throws IOException if something is missing, misshapen or out of its range; the message names it
     */
    public static TreeScorer of(Tensors tensors) throws IOException {
        try {
            int[] taskTrees = tensors.int32("task_trees", Tensors.ANY);
            int tasks = taskTrees.length;
            return new TreeScorer(
                    TreeInputs.of(tensors),
                    Trees.of(tensors),
                    taskTrees,
                    tensors.float32("base", tasks),
                    new TaskFunnel(tensors.int32("parents", tasks)));
        } catch (IllegalArgumentException e) {
            throw new IOException("gbdt: " + e.getMessage(), e);
        }
    }

    @Override
    public Tensors tensors() {
        int tasks = base.length;
        int[] taskTrees = new int[tasks];
        for (int task = 0; task < tasks; task++) {
            taskTrees[task] = taskEnds[task] - (task == 0 ? 0 : taskEnds[task - 1]);
        }
        Tensors.Builder builder = Tensors.builder()
                .int32("task_trees", taskTrees, tasks)
                .float32("base", base, tasks)
                .int32("parents", funnel.parents(), tasks);
        inputs.addTo(builder);
        trees.addTo(builder);
        return builder.build();
    }

    @Override
    public void score(RequestRows rows, float[][] probabilities) {
        if (rows.width() != inputs.width()) {
            throw new IllegalArgumentException(
                    "statistics: rows of width " + rows.width() + " given; " + inputs.width() + " is expected");
        }
        float[] numbers = new float[inputs.count()];
        for (int row = 0; row < rows.count(); row++) {
            inputs.write(
                    rows.request(),
                    rows.items()[row],
                    rows.domains()[row],
                    rows.statistics(),
                    row * rows.width(),
                    numbers,
                    0);
            int from = 0;
            for (int task = 0; task < base.length; task++) {
                probabilities[task][row] = Logistic.of(trees.add(base[task], from, taskEnds[task], numbers));
                from = taskEnds[task];
            }
        }
        funnel.multiply(probabilities, rows.count());
    }

    /** Comparisons of the longest walks, which stand for multiply-adds; all of them once a candidate. */
    @Override
    public int historyRead() {
        return 0;
    }

    @Override
    public Cost cost() {
        return new Cost(0, 0, trees.maxComparisons());
    }
}
