package dev.medley.platform.rerank;

import dev.medley.platform.rerank.slate.SlateProblem;
import dev.medley.platform.rerank.slate.SlateWorkspace;
import java.util.Arrays;

/**
 * The arrays that a slate is laid in, some 400 KB for 500 rows: for one laying after the other, never for two at once. They
 * grow to the largest slate seen.
 */
public final class LayingTables {
    private final SlateProblem problem = new SlateProblem();
    private final SlateWorkspace slate = new SlateWorkspace();
    private float[] vectors = new float[0];

    /** Empty ones. */
    public LayingTables() {}

    SlateProblem problem() {
        return problem;
    }

    SlateWorkspace slate() {
        return slate;
    }

    /** So many zeros, and perhaps more numbers behind them. */
    float[] vectors(int length) {
        if (vectors.length < length) {
            vectors = new float[length];
        } else {
            Arrays.fill(vectors, 0, length, 0);
        }
        return vectors;
    }
}
