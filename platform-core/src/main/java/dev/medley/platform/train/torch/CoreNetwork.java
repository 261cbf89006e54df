package dev.medley.platform.train.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.core.CoreLayout;
import dev.medley.platform.score.core.CoreScorer;
import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.NetworkWeights;
import dev.medley.platform.score.core.ParameterLayout;
import dev.medley.platform.score.input.InputField;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/** The ranking core as it learns; {@link CoreScorer} is the same as it serves. */
public enum CoreNetwork implements TorchNetwork {
    /** The one there is. */
    CORE;

    private static final int TOKENS = CoreLayout.TOKENS;
    private static final int HEADS = CoreLayout.ATTENTION_HEADS;
    private static final float EPSILON = 1e-5f;

    @Override
    public ParameterLayout layout(NetworkShape shape) {
        return CoreLayout.of(shape);
    }

    @Override
    public void begin(ParameterLayout.Block block, float[] numbers, SplittableRandom random) {
        int[] shape = block.shape();
        String name = block.name();
        if (name.endsWith(".gain") || name.equals("factors.weight")) {
            Arrays.fill(numbers, 1);
        } else if (name.endsWith("gate")
                || name.endsWith("bias")
                || name.endsWith(".shift")
                || name.endsWith(".wide")) {
            // Gates of zeros are 1: every domain and user begins with the shared network.
            return;
        } else if (name.equals("heads.out")) {
            TorchNetwork.fill(numbers, 0.1 / Math.sqrt(shape[1]), random);
        } else if (name.equals("domains.embedding")) {
            TorchNetwork.fill(numbers, 0.05, random);
        } else if (name.endsWith(".query")) {
            TorchNetwork.beginQuery(numbers, shape[0], random);
        } else {
            TorchNetwork.fill(numbers, Math.sqrt(1.5 / shape[shape.length - 2]), random);
        }
    }

    @Override
    public NDArray logits(NetworkShape shape, Map<String, NDArray> weights, Inputs inputs) {
        int d = shape.embedding();
        NDArray fieldTokens = inputs.fields().matMul(weights.get("fields.weight"));
        int query = InputField.QUERY_WORD.ordinal();
        int item = InputField.ITEM.ordinal();
        NDList parts = fieldTokens.split(new long[] {query, item, item + 1});
        NDList biases = weights.get("tokens.bias").split(TOKENS);
        NDArray[] tokens = new NDArray[TOKENS];
        tokens[0] = parts.get(0).sum(new int[] {0}, true);
        tokens[1] = parts.get(1).add(inputs.domains().matMul(weights.get("domains.embedding")));
        tokens[2] = parts.get(2).add(biases.get(2));
        tokens[3] = parts.get(3).sum(new int[] {0}, true).add(biases.get(3));
        tokens[0] = tokens[0].add(biases.get(0));
        tokens[1] = tokens[1].add(biases.get(1));
        tokens[4] = statistics(shape, weights, inputs, biases.get(4));
        NDArray sum = inputs.fields().sum(new int[] {0});
        NDArray squares = inputs.fields().square().sum(new int[] {0});
        NDArray crosses = TorchNetwork.times(sum.square().sub(squares), 0.5f);
        tokens[5] = crosses.matMul(weights.get("crosses.weight")).expandDims(0).add(biases.get(5));
        if (shape.shortEvents() > 0) {
            // The same sum as an interaction's key has: like finds like from the first step on.
            NDArray target = inputs.fields().get(item).add(inputs.fields().get(InputField.CATEGORY.ordinal()));
            NDArray found = attended(d, target, weights, inputs);
            tokens[6] = found.expandDims(0).add(biases.get(6));
            tokens[7] = inputs.means()
                    .matMul(weights.get("history.weight"))
                    .expandDims(0)
                    .add(biases.get(7));
        } else {
            tokens[6] = biases.get(6).broadcast(new Shape(1, inputs.rows(), d));
            tokens[7] = biases.get(7).broadcast(new Shape(1, inputs.rows(), d));
        }
        NDArray all = NDArrays.concat(new NDList(tokens), 0);
        NDArray gates = gate(inputs.domains().matMul(weights.get("domains.gate")))
                .reshape(inputs.rows(), TOKENS, d)
                .transpose(1, 0, 2);
        all = all.mul(gates);
        if (inputs.tokenMask() != null) {
            all = all.mul(inputs.tokenMask());
        }
        for (int block = 0; block < CoreLayout.BLOCKS; block++) {
            all = block(d, inputs.rows(), all, "blocks." + block + ".", weights);
        }
        NDArray flat = all.transpose(1, 0, 2).reshape(inputs.rows(), (long) TOKENS * d);
        NDArray headGates = gate(inputs.domains()
                .matMul(weights.get("heads.domain_gate"))
                .add(tokens[0].squeeze(0).stopGradient().matMul(weights.get("heads.user_gate"))));
        NDArray heads = flat.matMul(weights.get("heads.weight"))
                .add(weights.get("heads.bias"))
                .getNDArrayInternal()
                .relu()
                .mul(headGates)
                .reshape(inputs.rows(), shape.tasks(), shape.hidden());
        NDArray logits = heads.mul(weights.get("heads.out")).sum(new int[] {2}).add(weights.get("tasks.bias"));
        if (shape.width() > 0) {
            logits = logits.add(inputs.statistics().matMul(weights.get("statistics.wide")));
        }
        if (shape.factors() > 0) {
            logits = logits.add(inputs.userFactors().mul(inputs.itemFactors()).matMul(weights.get("factors.weight")))
                    .add(inputs.biases());
        }
        return logits;
    }

    private static NDArray statistics(NetworkShape shape, Map<String, NDArray> weights, Inputs inputs, NDArray bias) {
        if (shape.width() == 0) {
            return bias.broadcast(new Shape(1, inputs.rows(), shape.embedding()));
        }
        return inputs.statistics()
                .matMul(weights.get("statistics.in.weight"))
                .add(weights.get("statistics.in.bias"))
                .getNDArrayInternal()
                .relu()
                .matMul(weights.get("statistics.out.weight"))
                .expandDims(0)
                .add(bias);
    }

    /**
     * Target attention in layers. Neither keys nor values are projected one by one: a head's key matrix is part of its
     * query's, its value matrix is part of the one behind it, so that an interaction costs two products a head.
     */
    private static NDArray attended(int d, NDArray first, Map<String, NDArray> weights, Inputs inputs) {
        NDArray keys = inputs.history().transpose(0, 2, 1);
        NDArray target = first;
        NDArray found = null;
        for (int layer = 0; layer < CoreLayout.ATTENTION_LAYERS; layer++) {
            NDArray query =
                    target.matMul(weights.get("attention." + layer + ".query")).reshape(inputs.rows(), HEADS, d);
            NDArray shares = query.matMul(keys).add(inputs.historyMask()).softmax(2);
            NDArray own = shares.matMul(inputs.history())
                    .reshape(inputs.rows(), (long) HEADS * d)
                    .matMul(weights.get("attention." + layer + ".out"));
            found = found == null ? own : found.add(own);
            target = target.add(own);
        }
        return found;
    }

    private static NDArray block(int d, int rows, NDArray tokens, String name, Map<String, NDArray> weights) {
        NDArray mixed = tokens.reshape(TOKENS, rows, TOKENS, d / TOKENS)
                .transpose(2, 1, 0, 3)
                .reshape(TOKENS, rows, d);
        NDArray first = normalised(d, mixed.add(tokens), name + "mix.", weights);
        NDArray net = first.matMul(weights.get(name + "in.weight"))
                .add(weights.get(name + "in.bias"))
                .getNDArrayInternal()
                .relu()
                .matMul(weights.get(name + "out.weight"))
                .add(weights.get(name + "out.bias"));
        return normalised(d, net.add(first), name + "net.", weights);
    }

    static NDArray normalised(int d, NDArray tokens, String name, Map<String, NDArray> weights) {
        return tokens.getNDArrayInternal()
                .layerNorm(tokens, new Shape(d), weights.get(name + "gain"), weights.get(name + "shift"), EPSILON)
                .singletonOrThrow();
    }

    private static NDArray gate(NDArray logits) {
        return TorchNetwork.times(ai.djl.nn.Activation.sigmoid(logits), 2);
    }

    @Override
    public Scorer scorer(NetworkWeights weights) {
        return new CoreScorer(weights);
    }

    @Override
    public NetworkWeights weights(Scorer scorer) {
        if (scorer instanceof CoreScorer own) {
            return own.weights();
        }
        throw TorchNetwork.foreign(scorer, CoreScorer.class);
    }
}
