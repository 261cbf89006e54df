package dev.medley.platform.train.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.medley.platform.score.Logistic;
import dev.medley.platform.score.core.CoreLayout;
import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.ParameterLayout;
import dev.medley.platform.score.core.StatisticEncoding;
import dev.medley.platform.train.TrainingStoppedException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network's way forward in PyTorch: arrays in, logits or probabilities out. One thread. */
final class TorchPass {
    /** Under this name stands what follows the last matrix. */
    static final String REST = "";

    private final TorchNetwork network;
    private final NetworkShape shape;
    private final ParameterLayout layout;
    private final Engine torch;

    TorchPass(TorchNetwork network, NetworkShape shape, Engine torch) {
        this.network = network;
        this.shape = shape;
        this.torch = torch;
        layout = network.layout(shape);
    }

    /** An array of those dimensions, copied. */
    static NDArray upload(NDManager space, float[] numbers, int count, long... dimensions) {
        return space.create(FloatBuffer.wrap(numbers, 0, count), new Shape(dimensions));
    }

    /** The inputs of a batch, with or without its mask over the tokens. */
    Inputs inputs(NDManager space, Batch batch, boolean masked) {
        int rows = batch.rows;
        int d = shape.embedding();
        boolean history = shape.shortEvents() > 0;
        int r = shape.factors();
        return new Inputs(
                rows,
                upload(space, batch.fields, Batch.FIELDS * rows * d, Batch.FIELDS, rows, d),
                r == 0 ? null : upload(space, batch.userFactors, rows * r, rows, r),
                r == 0 ? null : upload(space, batch.itemFactors, rows * r, rows, r),
                r == 0 ? null : upload(space, batch.biases, rows * shape.tasks(), rows, shape.tasks()),
                history ? upload(space, batch.history, rows * batch.events * d, rows, batch.events, d) : null,
                history ? upload(space, batch.historyMask, rows * batch.events, rows, 1, batch.events) : null,
                history ? upload(space, batch.means, rows * d, rows, d) : null,
                shape.width() == 0
                        ? null
                        : upload(space, batch.statistics, rows * shape.columns(), rows, shape.columns()),
                upload(space, batch.domains, rows * shape.domains(), rows, shape.domains()),
                masked
                        ? upload(space, batch.tokenMask, CoreLayout.TOKENS * rows * d, CoreLayout.TOKENS, rows, d)
                        : null);
    }

    /** The matrices by their names, and by the empty name what is behind the last. */
    Map<String, NDArray> weights(NDArray flat) {
        List<ParameterLayout.Block> blocks = layout.blocks();
        long[] ends = new long[blocks.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = blocks.get(i).from() + blocks.get(i).count();
        }
        NDList pieces = flat.split(ends);
        Map<String, NDArray> weights = new LinkedHashMap<>();
        for (int i = 0; i < ends.length; i++) {
            weights.put(
                    blocks.get(i).name(),
                    pieces.get(i).reshape(dimensions(blocks.get(i).shape())));
        }
        weights.put(REST, pieces.get(ends.length));
        return weights;
    }

    private static Shape dimensions(int[] shape) {
        long[] dimensions = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            dimensions[i] = shape[i];
        }
        return new Shape(dimensions);
    }

    /** Copies an array out. */
    static void read(NDArray array, float[] to) {
        array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer().get(to, 0, (int) array.size());
    }

    /**
     * Probabilities of all rows: for each task and row.
     *
     * @param batch what rows are gathered in
     * @param rows so many at a time
     * @param dense the dense weights; more may follow them
     */
    float[][] predict(
            IndexedExamples indexed,
            HistorySums sums,
            Batch batch,
            int rows,
            float[] dense,
            StatisticEncoding encoding) {
        int count = indexed.examples.count();
        float[][] probabilities = new float[shape.tasks()][count];
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        float[] own = new float[rows * shape.tasks()];
        for (int from = 0; from < count; from += rows) {
            TrainingStoppedException.throwIfInterrupted();
            int to = Math.min(count, from + rows);
            batch.gather(indexed, sums, order, from, to, encoding, null);
            try (NDManager space = torch.newBaseManager(Device.cpu())) {
                Inputs inputs = inputs(space, batch, false);
                NDArray flat = upload(space, dense, dense.length, dense.length);
                read(network.logits(shape, weights(flat), inputs), own);
            }
            for (int row = from; row < to; row++) {
                for (int task = 0; task < shape.tasks(); task++) {
                    double probability = 1;
                    for (int at = task; at >= 0; at = shape.funnelParents()[at]) {
                        probability *= Logistic.preciselyOf(own[(row - from) * shape.tasks() + at]);
                    }
                    probabilities[task][row] = (float) probability;
                }
            }
        }
        return probabilities;
    }
}
