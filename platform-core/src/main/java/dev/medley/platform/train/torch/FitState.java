package dev.medley.platform.train.torch;

import dev.medley.platform.score.embedding.EmbeddingTable;
import dev.medley.platform.score.embedding.FrozenEmbeddings;
import dev.medley.platform.score.weights.Tensors;

/** All that changes from pass to pass, and what it was at its best. One thread. */
final class FitState {
    private final KeyTable keys;
    /** The dense weights, then each task's logarithm of its uncertainty. */
    final float[] dense;

    final Adam adam;
    /** The best figure so far, and the pass that had it; 0 before the first. */
    double bestFigure = Double.NEGATIVE_INFINITY;

    int bestEpoch;
    float[] bestDense;
    FrozenEmbeddings bestEmbeddings;
    FrozenEmbeddings bestWide;

    FitState(KeyTable keys, float[] dense, Adam adam) {
        this.keys = keys;
        this.dense = dense;
        this.adam = adam;
    }

    /** Keeps what there is now as the best. */
    void keep(int epoch, double figure) {
        bestFigure = figure;
        bestEpoch = epoch;
        bestDense = dense.clone();
        bestEmbeddings = keys.embeddings();
        bestWide = keys.wide();
    }

    /** As tensors, after that pass. */
    Tensors.Builder tensors(int epoch) {
        EmbeddingTable table = keys.table();
        long[] known = table.keys();
        float[] vectors = new float[Math.multiplyExact(known.length, table.width())];
        float[] sums = new float[Math.multiplyExact(known.length, table.sums())];
        table.lookup(known, 0, known.length, vectors, 0);
        for (int i = 0; i < known.length; i++) {
            table.readSums(table.row(known[i]), sums, i * table.sums());
        }
        return Tensors.builder()
                .int64("steps", new long[] {epoch, adam.steps, bestEpoch, Double.doubleToLongBits(bestFigure)}, 4)
                .float32("dense", dense, dense.length)
                .float32("dense.means", adam.means, dense.length)
                .float32("dense.squares", adam.squares, dense.length)
                .int64("keys", known, known.length)
                .float32("rows", vectors, known.length, table.width())
                .float32("rows.sums", sums, known.length, table.sums())
                .float32("best.dense", bestDense, dense.length)
                .float32("best.embeddings", numbers(bestEmbeddings, known), known.length, bestEmbeddings.width())
                .float32("best.wide", numbers(bestWide, known), known.length, bestWide.width());
    }

    private static float[] numbers(FrozenEmbeddings embeddings, long[] known) {
        float[] numbers = new float[Math.multiplyExact(known.length, embeddings.width())];
        embeddings.lookup(known, 0, known.length, numbers, 0);
        return numbers;
    }

    /**
     * Takes those tensors in.
     *
     * @return the pass that they were written after
     * @throws IllegalArgumentException if they are not of the same keys and sizes
     */
    int restore(Tensors state) {
        long[] steps = state.int64("steps", 4);
        EmbeddingTable table = keys.table();
        long[] known = state.int64("keys", Math.toIntExact(table.size()));
        float[] vectors = state.float32("rows", known.length, table.width());
        float[] sums = state.float32("rows.sums", known.length, table.sums());
        for (int i = 0; i < known.length; i++) {
            int row = table.row(known[i]);
            table.write(row, vectors, i * table.width());
            table.writeSums(row, sums, i * table.sums());
        }
        adam.steps = steps[1];
        copy(state, "dense", dense);
        copy(state, "dense.means", adam.means);
        copy(state, "dense.squares", adam.squares);
        bestEpoch = (int) steps[2];
        bestFigure = Double.longBitsToDouble(steps[3]);
        bestDense = state.float32("best.dense", dense.length);
        int d = keys.embedding();
        int w = table.width() - d;
        bestEmbeddings = FrozenEmbeddings.of(d, known, state.float32("best.embeddings", known.length, d));
        bestWide = w == 0
                ? FrozenEmbeddings.none()
                : FrozenEmbeddings.of(w, known, state.float32("best.wide", known.length, w));
        return (int) steps[0];
    }

    private static void copy(Tensors state, String name, float[] to) {
        System.arraycopy(state.float32(name, to.length), 0, to, 0, to.length);
    }
}
