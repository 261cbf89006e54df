package dev.medley.platform.train.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.train.example.Examples;

/** What a network is told of its logits: each task's loss on the rows where its answer is known. One thread. */
final class TaskLosses {
    private final NetworkShape shape;
    private final Examples examples;
    /** For each task and domain, what a row counts in the loss. */
    private final float[][] rowWeights;

    /** On rows of those examples. */
    TaskLosses(NetworkShape shape, Examples examples) {
        this.shape = shape;
        this.examples = examples;
        rowWeights = rowWeights(shape, examples);
    }

    /** A domain's rows count as the square root of how many they are, all rows of a task together as many as there are. */
    private static float[][] rowWeights(NetworkShape shape, Examples examples) {
        float[][] weights = new float[shape.tasks()][shape.domains()];
        for (int task = 0; task < shape.tasks(); task++) {
            double[] counts = new double[shape.domains()];
            for (int row = 0; row < examples.count(); row++) {
                if (!Float.isNaN(examples.labels()[task][row])) {
                    counts[examples.domain()[row]]++;
                }
            }
            double total = 0;
            for (double count : counts) {
                total += Math.sqrt(count);
            }
            for (int domain = 0; domain < counts.length; domain++) {
                // Sums to the number of all rows, so that a rare task is no quieter than another.
                weights[task][domain] =
                        counts[domain] == 0 ? 0 : (float) (examples.count() / total / Math.sqrt(counts[domain]));
            }
        }
        return weights;
    }

    /** For each task the sum of its rows' losses: (tasks). */
    NDArray of(NDManager space, Batch batch, NDArray own) {
        int tasks = shape.tasks();
        float[] labels = new float[batch.rows * tasks];
        float[] counts = new float[labels.length];
        float[] shifts = new float[labels.length];
        boolean shifted = false;
        for (int row = 0; row < batch.rows; row++) {
            int example = batch.examples()[row];
            for (int task = 0; task < tasks; task++) {
                float label = examples.labels()[task][example];
                int at = row * tasks + task;
                if (!Float.isNaN(label)) {
                    labels[at] = label;
                    counts[at] = rowWeights[task][examples.domain()[example]];
                    if (examples.drawnTasks()[task]) {
                        shifts[at] = -examples.rateLog()[example];
                        shifted |= shifts[at] != 0;
                    }
                }
            }
        }
        NDArray logits = composed(own);
        if (shifted) {
            logits = logits.add(TorchPass.upload(space, shifts, shifts.length, batch.rows, tasks));
        }
        NDArray losses =
                softPlus(logits).sub(logits.mul(TorchPass.upload(space, labels, labels.length, batch.rows, tasks)));
        return losses.mul(TorchPass.upload(space, counts, counts.length, batch.rows, tasks))
                .sum(new int[] {0});
    }

    private static NDArray softPlus(NDArray array) {
        return Activation.softPlus(array);
    }

    /** Logits of the tasks' probabilities from their own logits: a task in a funnel takes its parents in (ESMM). */
    private NDArray composed(NDArray own) {
        boolean funnel = false;
        for (int parent : shape.funnelParents()) {
            funnel |= parent >= 0;
        }
        if (!funnel) {
            return own;
        }
        int tasks = shape.tasks();
        NDList columns = own.split(tasks, 1);
        NDList composed = new NDList();
        for (int task = 0; task < tasks; task++) {
            int parent = shape.funnelParents()[task];
            NDArray logit = columns.get(task);
            for (int at = parent; at >= 0; at = shape.funnelParents()[at]) {
                logit = both(columns.get(at), logit);
            }
            composed.add(logit);
        }
        return NDArrays.concat(composed, 1);
    }

    /**
     * The logit of two things both happening, of their own: {@code -log(exp(-x) + exp(-y) + exp(-x - y))}, with the
     * largest of the three taken out, so that nothing overflows and no probability of 1 loses its noes.
     */
    private static NDArray both(NDArray x, NDArray y) {
        NDArray first = x.neg();
        NDArray second = y.neg();
        NDArray third = first.add(second);
        NDArray largest =
                NDArrays.maximum(NDArrays.maximum(first, second), third).stopGradient();
        return first.sub(largest)
                .exp()
                .add(second.sub(largest).exp())
                .add(third.sub(largest).exp())
                .log()
                .add(largest)
                .neg();
    }
}
