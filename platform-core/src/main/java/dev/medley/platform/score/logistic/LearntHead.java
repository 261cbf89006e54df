package dev.medley.platform.score.logistic;

import dev.medley.platform.score.Logistic;
import dev.medley.spi.id.TaskId;

/**
 * The weights of one surface: for each task an intercept, a weight for every dense input, and a weight for every slot
 * of the hash table. Immutable; the arrays are not to be changed.
 *
 * @param meanings the surface's tasks, and what interactions say about them
 * @param explicitTasks the tasks whose noes were observed, as a mask; the noes of the others were drawn
 * @param everybodysYesShares for each task, the share of yes among the observed answers; 0 where noes were drawn
 * @param means of each dense input over the examples
 * @param scales one over the standard deviation of each dense input; 0 for one that never varied
 * @param weights for each task the weights of the standardised dense inputs, and last the intercept
 * @param slotBits the table has two to this many slots
 * @param table the slots' weights, the tasks side by side: {@code table[slot * tasks + task]}
 */
public record LearntHead(
        TaskMeanings meanings,
        int explicitTasks,
        float[] everybodysYesShares,
        float[] means,
        float[] scales,
        double[][] weights,
        int slotBits,
        float[] table) {

    /** How many dense inputs there are: the common ones and one a task. */
    public int denseCount() {
        return means.length;
    }

    int taskCount() {
        return meanings.tasks().size();
    }

    /** The table's length less one. */
    public int slotMask() {
        return (1 << slotBits) - 1;
    }

    /** The number of that task, or -1 if this head has not learnt it. */
    int indexOf(TaskId task) {
        return meanings.tasks().indexOf(task);
    }

    /** Whether noes of that task were observed. */
    public boolean isExplicit(int task) {
        return (explicitTasks >>> task & 1) == 1;
    }

    /**
     * The probability of yes.
     *
     * @param task the task's number
     * @param dense holds the dense inputs from {@code denseFrom} on
     * @param slots holds the slots of the hashed inputs, the first {@code slotCount} of them
     */
    public float score(int task, float[] dense, int denseFrom, int[] slots, int slotCount) {
        return Logistic.of(denseLogit(task, dense, denseFrom) + hashedLogit(task, slots, slotCount));
    }

    private double denseLogit(int task, float[] dense, int denseFrom) {
        double[] taskWeights = weights[task];
        double logit = taskWeights[means.length];
        for (int i = 0; i < means.length; i++) {
            logit += taskWeights[i] * ((dense[denseFrom + i] - means[i]) * scales[i]);
        }
        return logit;
    }

    private double hashedLogit(int task, int[] slots, int slotCount) {
        int tasks = weights.length;
        double logit = 0;
        for (int i = 0; i < slotCount; i++) {
            logit += table[slots[i] * tasks + task];
        }
        return logit;
    }
}
