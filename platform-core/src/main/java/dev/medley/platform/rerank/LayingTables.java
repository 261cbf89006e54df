package dev.medley.platform.rerank;

import dev.medley.platform.rerank.slate.SlateProblem;
import dev.medley.platform.rerank.slate.SlateWorkspace;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The arrays that a slate is laid in, some 400 KB for 500 rows, lent to one laying after the other: as many are kept as can
 * be in use at once. Taken and given back by any thread.
 */
final class LayingTables {
    private static final BlockingQueue<LayingTables> FREE =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    private final SlateProblem problem = new SlateProblem();
    private final SlateWorkspace slate = new SlateWorkspace();
    private float[] vectors = new float[0];

    private LayingTables() {}

    static LayingTables take() {
        LayingTables free = FREE.poll();
        return free == null ? new LayingTables() : free;
    }

    /** Whoever gives tables back must not look at them any more. */
    void giveBack() {
        FREE.offer(this);
    }

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
