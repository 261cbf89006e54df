package dev.medley.platform.train.torch;

import ai.djl.ndarray.NDArray;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.NetworkWeights;
import dev.medley.platform.score.core.ParameterLayout;
import java.util.Map;
import java.util.SplittableRandom;

/** A kind of network: what it computes, where it begins, and what serves it. Stateless. */
public interface TorchNetwork {
    /** A new embedding's product with itself is a few hundredths; times this it stands out among a hundred others. */
    float LIKENESS = 20;

    /** The dense weights that a network of that shape has. */
    ParameterLayout layout(NetworkShape shape);

    /**
     * Where a matrix begins; zeros unless it is written.
     *
     * @param numbers the matrix, zeros
     */
    void begin(ParameterLayout.Block block, float[] numbers, SplittableRandom random);

    /**
     * Each task's own logit: (B, tasks).
     *
     * @param weights the matrices by their names
     */
    NDArray logits(NetworkShape shape, Map<String, NDArray> weights, Inputs inputs);

    /** The scorer of what was learnt. */
    Scorer scorer(NetworkWeights weights);

    /**
     * What such a scorer has learnt.
     *
     * @throws IllegalArgumentException if it is of another kind
     */
    NetworkWeights weights(Scorer scorer);

    /** That a scorer is of another kind. */
    static IllegalArgumentException foreign(Scorer scorer, Class<?> expected) {
        return new IllegalArgumentException("scorer: a " + scorer.getClass().getSimpleName() + " is given; a "
                + expected.getSimpleName() + " is expected");
    }

    /** Fills a matrix with normal numbers of that deviation. */
    static void fill(float[] numbers, double deviation, SplittableRandom random) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (random.nextGaussian() * deviation);
        }
    }

    /**
     * Begins a query: each head looks for keys that are like the target, so that attention says something while
     * embeddings are still small and random.
     */
    static void beginQuery(float[] numbers, int d, SplittableRandom random) {
        int columns = numbers.length / d;
        fill(numbers, 1 / Math.sqrt(d), random);
        for (int i = 0; i < d; i++) {
            for (int column = i; column < columns; column += d) {
                numbers[i * columns + column] += LIKENESS;
            }
        }
    }

    /**
     * A number as an array that lives as long as its neighbour's manager. Given to an array's method as it is, a number
     * becomes an array that DJL gives back at once, though PyTorch reads it again on its way back: whatever has taken the
     * place by then becomes part of the gradient.
     */
    static NDArray constant(NDArray neighbour, float number) {
        return neighbour.getManager().create(number);
    }

    /** Each of an array's numbers times that one. */
    static NDArray times(NDArray array, float number) {
        return array.mul(constant(array, number));
    }
}
