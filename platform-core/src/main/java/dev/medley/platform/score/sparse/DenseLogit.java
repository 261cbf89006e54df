package dev.medley.platform.score.sparse;

import dev.medley.platform.score.weights.ElementType;
import dev.medley.platform.score.weights.Tensor;
import dev.medley.platform.score.weights.Tensors;
import java.util.Arrays;

/**
 * The part of the logit that is linear in what every row has: a constant, one for each domain, the standardised
 * statistics, and for each statistic whether it is missing. Immutable; any thread.
 *
 * <p>Weights of a task stand in the order {@code constant, domains, statistics, missing}.
 */
public final class DenseLogit {
    /** A statistic further off than so many standard deviations is taken to be so far off. */
    private static final float LIMIT = 6;

    private final int domains;
    private final float[] means;
    private final float[] scales;
    private final float[][] weights;

    /**
     * A linear part.
     *
     * @param domains how many domains have a constant; a row of another has none
     * @param means for each statistic what is taken off, and in whose place nothing is known
     * @param scales for each statistic what it is then multiplied with; 0 switches it off
     * @param weights for each task {@code 1 + domains + 2 * means.length}
     * @throws IllegalArgumentException if the lengths do not go together
     */
    public DenseLogit(int domains, float[] means, float[] scales, float[][] weights) {
        this.domains = domains;
        this.means = means.clone();
        this.scales = scales.clone();
        this.weights = weights.clone();
        if (domains < 0 || scales.length != means.length) {
            throw new IllegalArgumentException("dense: " + domains + " domains, " + means.length + " means and "
                    + scales.length + " scales given");
        }
        for (float[] ofTask : weights) {
            if (ofTask.length != inputs()) {
                throw new IllegalArgumentException(
                        "dense weights: " + ofTask.length + " given; " + inputs() + " are expected");
            }
        }
    }

    /** Reads what {@link #addTo} added; throws IllegalArgumentException if something is missing or misshapen. */
    public static DenseLogit of(Tensors tensors, int tasks) {
        float[] means = tensors.float32("statistic_means", Tensors.ANY);
        float[] scales = tensors.float32("statistic_scales", means.length);
        Tensor stored = tensors.tensor("dense_weights", ElementType.FLOAT32, tasks, Tensors.ANY);
        int inputs = stored.shape()[1];
        float[] flat = stored.float32();
        float[][] weights = new float[tasks][];
        for (int task = 0; task < tasks; task++) {
            weights[task] = Arrays.copyOfRange(flat, task * inputs, (task + 1) * inputs);
        }
        return new DenseLogit(inputs - 1 - 2 * means.length, means, scales, weights);
    }

    /** Adds its numbers. */
    public void addTo(Tensors.Builder tensors) {
        float[] flat = new float[weights.length * inputs()];
        for (int task = 0; task < weights.length; task++) {
            System.arraycopy(weights[task], 0, flat, task * inputs(), inputs());
        }
        tensors.float32("statistic_means", means, means.length)
                .float32("statistic_scales", scales, scales.length)
                .float32("dense_weights", flat, weights.length, inputs());
    }

    /** How many statistics a row has. */
    public int width() {
        return means.length;
    }

    /** How many weights a task has. */
    public int inputs() {
        return 1 + domains + 2 * means.length;
    }

    /** How many tasks there are. */
    public int tasks() {
        return weights.length;
    }

    /** Writes what the weights are multiplied with: {@link #inputs} numbers, of which most domains' are 0. */
    public void write(int domain, float[] statistics, int at, float[] inputs) {
        inputs[0] = 1;
        for (int i = 0; i < domains; i++) {
            inputs[1 + i] = i == domain ? 1 : 0;
        }
        int width = means.length;
        for (int i = 0; i < width; i++) {
            float statistic = statistics[at + i];
            boolean missing = !Float.isFinite(statistic);
            float standardised = missing ? 0 : (statistic - means[i]) * scales[i];
            inputs[1 + domains + i] = Math.clamp(standardised, -LIMIT, LIMIT);
            inputs[1 + domains + width + i] = missing ? 1 : 0;
        }
    }

    /** The place of the first statistic among the inputs. */
    public int firstStatistic() {
        return 1 + domains;
    }

    /** A task's logit of inputs that have been written. */
    public double logit(int task, float[] inputs) {
        float[] ofTask = weights[task];
        double sum = 0;
        for (int i = 0; i < ofTask.length; i++) {
            sum += (double) ofTask[i] * inputs[i];
        }
        return sum;
    }

    /** The same with other weights. */
    public DenseLogit with(float[][] otherWeights) {
        return new DenseLogit(domains, means, scales, otherWeights);
    }
}
