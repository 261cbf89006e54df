package dev.medley.benchmarks.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import dev.medley.platform.score.core.CoreLayout;
import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.ParameterLayout;
import dev.medley.platform.train.torch.CoreNetwork;
import dev.medley.platform.train.torch.FitSettings;
import dev.medley.platform.train.torch.Inputs;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The ranking core as a block of DJL: the product's own formula, with one dense matrix for all embeddings that DJL looks
 * up and differentiates, and with DJL's random numbers for what is not seen. One thread.
 */
final class PlainNetwork extends AbstractBlock {
    private static final double SPREAD = 0.05;
    private static final float NO_EVENT = -1e9f;

    private final NetworkShape shape;
    private final FitSettings fit;
    private final int historyRows;
    private final Map<String, Parameter> matrices = new LinkedHashMap<>();
    private final Parameter embeddings;

    /** @throws IllegalArgumentException if the shape has factors, which are learnt from keys alone only */
    PlainNetwork(NetworkShape shape, FitSettings fit, int rows, int historyRows, long seed) {
        if (shape.factors() > 0) {
            throw new IllegalArgumentException("factors: " + shape.factors() + " is not allowed; 0 is");
        }
        this.shape = shape;
        this.fit = fit;
        this.historyRows = historyRows;
        SplittableRandom random = new SplittableRandom(seed);
        for (ParameterLayout.Block block : CoreNetwork.CORE.layout(shape).blocks()) {
            float[] numbers = new float[block.count()];
            CoreNetwork.CORE.begin(block, numbers, random);
            long[] dimensions = new long[block.shape().length];
            for (int i = 0; i < dimensions.length; i++) {
                dimensions[i] = block.shape()[i];
            }
            matrices.put(block.name(), parameter(block.name(), numbers, dimensions));
        }
        float[] numbers = new float[Math.multiplyExact(rows, shape.embedding())];
        for (int i = shape.embedding(); i < numbers.length; i++) {
            numbers[i] = (float) (random.nextGaussian() * SPREAD);
        }
        embeddings = parameter("embeddings", numbers, rows, shape.embedding());
    }

    private Parameter parameter(String name, float[] numbers, long... dimensions) {
        Initializer begin = (NDManager manager, Shape _, DataType _) ->
                manager.create(FloatBuffer.wrap(numbers), new Shape(dimensions));
        return addParameter(Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(dimensions))
                .optInitializer(begin)
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
        NDArray fieldKeys = inputs.get(PlainBatch.FIELD_KEYS);
        NDManager space = fieldKeys.getManager();
        Map<String, NDArray> weights = new LinkedHashMap<>();
        matrices.forEach((name, matrix) -> weights.put(name, of(matrix, store, space, training)));
        NDArray table = of(embeddings, store, space, training);
        long rows = fieldKeys.getShape().get(0);
        NDArray fields = looked(fieldKeys, table)
                .mul(inputs.get(PlainBatch.FIELD_SHARES))
                .sum(new int[] {2})
                .transpose(1, 0, 2);
        NDArray domains = inputs.get(PlainBatch.DOMAINS);
        NDArray tokenMask = null;
        if (training) {
            Shape all = fields.getShape();
            fields = fields.mul(kept(space, fit.fieldDrop(), all.get(0), rows, 1))
                    .mul(kept(space, fit.elementDrop(), all.get(0), rows, all.get(2))
                            .mul((float) (1 / (1 - fit.elementDrop()))));
            domains = domains.mul(kept(space, fit.domainDrop(), rows, 1));
            tokenMask = kept(space, fit.tokenDrop(), CoreLayout.TOKENS, rows, shape.embedding())
                    .mul((float) (1 / (1 - fit.tokenDrop())));
        }
        NDArray history = null;
        NDArray historyMask = null;
        NDArray means = null;
        if (shape.shortEvents() > 0) {
            NDArray mask = inputs.get(PlainBatch.EVENT_MASK);
            NDArray first = space.zeros(new Shape(rows, 1, shape.embedding()));
            NDArray events = looked(inputs.get(PlainBatch.EVENTS), table)
                    .mul(inputs.get(PlainBatch.EVENTS)
                            .neq(0)
                            .toType(DataType.FLOAT32, false)
                            .expandDims(3))
                    .sum(new int[] {2});
            history = NDArrays.concat(new NDList(first, events), 1);
            NDArray absent = mask.neg().add(1).mul(NO_EVENT).transpose(0, 2, 1);
            historyMask = NDArrays.concat(new NDList(space.zeros(new Shape(rows, 1, 1)), absent), 2);
            // As in the product no gradient goes through the mean of a long history.
            means = inputs.get(PlainBatch.LONG_HISTORY)
                    .matMul(table.stopGradient().get(new NDIndex("0:" + historyRows)));
        }
        Inputs batch = new Inputs(
                (int) rows,
                fields,
                null,
                null,
                null,
                history,
                historyMask,
                means,
                inputs.get(PlainBatch.STATISTICS),
                domains,
                tokenMask);
        return new NDList(CoreNetwork.CORE.logits(shape, weights, batch));
    }

    /** What is computed of a parameter is to go with the batch, not to stay with the model. */
    private static NDArray of(Parameter parameter, ParameterStore store, NDManager space, boolean training) {
        NDArray array = store.getValue(parameter, space.getDevice(), training);
        array.tempAttach(space);
        return array;
    }

    private static NDArray looked(NDArray keys, NDArray table) {
        return Embedding.embedding(keys, table, SparseFormat.DENSE).singletonOrThrow();
    }

    private static NDArray kept(NDManager space, double drop, long... dimensions) {
        return space.randomUniform(0, 1, new Shape(dimensions))
                .gte((float) drop)
                .toType(DataType.FLOAT32, false);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), shape.tasks())};
    }
}
