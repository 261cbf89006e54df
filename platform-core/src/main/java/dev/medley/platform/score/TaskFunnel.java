package dev.medley.platform.score;

import java.util.Arrays;

/**
 * Which task must be a yes before which: a task with a parent is learnt on its parent's yeses alone and predicted as the
 * parent's probability times its own, as P(click) P(purchase | click) (the decomposition of Ma et al., "Entire Space
 * Multi-Task Model", SIGIR 2018, section 2.1). Immutable.
 */
public final class TaskFunnel {
    private final int[] parents;
    /** Every task after its parent. */
    private final int[] order;

    /**
     * A funnel.
     *
     * @param parents for each task the number of its parent, or -1
     * @throws IllegalArgumentException if a parent is no task or a task is its own ancestor
     */
    public TaskFunnel(int[] parents) {
        this.parents = parents.clone();
        order = new int[parents.length];
        int placed = 0;
        boolean[] done = new boolean[parents.length];
        for (int round = 0; round < parents.length && placed < parents.length; round++) {
            for (int task = 0; task < parents.length; task++) {
                int parent = parents[task];
                if (parent < -1 || parent >= parents.length) {
                    throw new IllegalArgumentException("parents[" + task + "]: " + parent
                            + " is not allowed; -1 and the numbers of tasks, 0 to " + (parents.length - 1) + ", are");
                }
                if (!done[task] && (parent < 0 || done[parent])) {
                    done[task] = true;
                    order[placed++] = task;
                }
            }
        }
        if (placed < parents.length) {
            throw new IllegalArgumentException("parents: " + Arrays.toString(parents)
                    + " go round in a circle; a task may not be its own ancestor");
        }
    }

    /** For each task the number of its parent, or -1; a copy. */
    public int[] parents() {
        return parents.clone();
    }

    /** Turns each task's own probabilities, those of the first {@code count} rows, into those over all rows. */
    public void multiply(float[][] probabilities, int count) {
        for (int task : order) {
            if (parents[task] >= 0) {
                float[] own = probabilities[task];
                float[] above = probabilities[parents[task]];
                for (int i = 0; i < count; i++) {
                    own[i] *= above[i];
                }
            }
        }
    }

    /** Turns probabilities over all rows into each task's own: what {@link #multiply} takes. */
    public void divide(float[][] probabilities, int count) {
        for (int place = order.length - 1; place >= 0; place--) {
            int task = order[place];
            if (parents[task] >= 0) {
                float[] own = probabilities[task];
                float[] above = probabilities[parents[task]];
                for (int i = 0; i < count; i++) {
                    own[i] = above[i] > 0 ? Math.min(1, own[i] / above[i]) : 0;
                }
            }
        }
    }
}
