package dev.medley.platform.score.core;

import dev.medley.platform.score.embedding.FrozenEmbeddings;
import dev.medley.platform.score.weights.Tensors;
import java.util.function.Function;

/**
 * All that a network has learnt. Immutable; the arrays are not to be changed.
 *
 * @param shape its sizes
 * @param layout where its matrices stand
 * @param dense the numbers of the matrices
 * @param embeddings embedding of each key
 * @param wide factors of each key, then its bias for each task, of the same keys; {@link FrozenEmbeddings#none} if the
 *     shape has no factors
 * @param encoding what is seen of the statistics
 */
public record NetworkWeights(
        NetworkShape shape,
        ParameterLayout layout,
        float[] dense,
        FrozenEmbeddings embeddings,
        FrozenEmbeddings wide,
        StatisticEncoding encoding) {
    /** @throws IllegalArgumentException if the sizes do not go together */
    public NetworkWeights {
        if (dense.length != layout.size()
                || embeddings.width() != shape.embedding()
                || wide.width() != shape.wide()
                || encoding.width() != shape.width()) {
            throw new IllegalArgumentException("weights: " + dense.length + " of " + layout.size()
                    + ", embeddings of width " + embeddings.width() + " for " + shape.embedding() + ", wide "
                    + wide.width() + " for " + shape.wide() + ", statistics " + encoding.width() + " for "
                    + shape.width());
        }
    }

    /** @throws IllegalArgumentException if the matrices do not stand where that layout says */
    void require(ParameterLayout expected) {
        if (!layout.equals(expected)) {
            throw new IllegalArgumentException(
                    "layout: " + layout + " is that of another kind of network; " + expected + " is expected");
        }
    }

    /** All of it as tensors: {@code shape} and {@code funnel_parents}, the keys and their vectors, each matrix. */
    Tensors tensors() {
        int[] sizes = {
            shape.embedding(), shape.factors(), shape.hidden(), shape.shortEvents(), shape.width(), shape.domains()
        };
        long[] keys = embeddings.keys();
        Tensors.Builder tensors = Tensors.builder()
                .int32("shape", sizes, sizes.length)
                .int32("funnel_parents", shape.funnelParents(), shape.tasks())
                .int64("keys", keys, keys.length)
                .float32("embeddings", vectors(embeddings, keys), keys.length, embeddings.width())
                .float32("wide", vectors(wide, keys), Math.toIntExact(wide.size()), wide.width())
                .float32("statistics.means", encoding.means(), shape.width())
                .float32("statistics.deviations", encoding.deviations(), shape.width())
                .float32("statistics.edges", encoding.edges(), shape.width(), StatisticEncoding.EDGES);
        for (ParameterLayout.Block block : layout.blocks()) {
            float[] numbers = new float[block.count()];
            System.arraycopy(dense, block.from(), numbers, 0, numbers.length);
            tensors.float32("dense." + block.name(), numbers, block.shape());
        }
        return tensors.build();
    }

    private static float[] vectors(FrozenEmbeddings embeddings, long[] keys) {
        float[] vectors = new float[Math.multiplyExact(keys.length, embeddings.width())];
        embeddings.lookup(keys, 0, keys.length, vectors, 0);
        return vectors;
    }

    /**
     * What {@link #tensors} wrote.
     *
     * @param layouts the layout of a network of that kind and shape
     * @throws IllegalArgumentException if a tensor is missing, or is not of the shape that is expected
     */
    static NetworkWeights of(Tensors tensors, Function<NetworkShape, ParameterLayout> layouts) {
        int[] sizes = tensors.int32("shape", 6);
        NetworkShape shape = new NetworkShape(
                sizes[0],
                sizes[1],
                sizes[2],
                sizes[3],
                sizes[4],
                sizes[5],
                tensors.int32("funnel_parents", Tensors.ANY));
        long[] keys = tensors.int64("keys", Tensors.ANY);
        int wideKeys = shape.wide() == 0 ? 0 : keys.length;
        float[] wide = tensors.float32("wide", wideKeys, shape.wide());
        ParameterLayout layout = layouts.apply(shape);
        float[] dense = new float[layout.size()];
        for (ParameterLayout.Block block : layout.blocks()) {
            float[] numbers = tensors.float32("dense." + block.name(), block.shape());
            System.arraycopy(numbers, 0, dense, block.from(), numbers.length);
        }
        return new NetworkWeights(
                shape,
                layout,
                dense,
                FrozenEmbeddings.of(
                        shape.embedding(), keys, tensors.float32("embeddings", keys.length, shape.embedding())),
                shape.wide() == 0 ? FrozenEmbeddings.none() : FrozenEmbeddings.of(shape.wide(), keys, wide),
                new StatisticEncoding(
                        tensors.float32("statistics.means", shape.width()),
                        tensors.float32("statistics.deviations", shape.width()),
                        tensors.float32("statistics.edges", shape.width(), StatisticEncoding.EDGES)));
    }
}
