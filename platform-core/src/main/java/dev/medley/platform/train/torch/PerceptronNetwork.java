package dev.medley.platform.train.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.core.CoreLayout;
import dev.medley.platform.score.core.DnnScorer;
import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.NetworkWeights;
import dev.medley.platform.score.core.ParameterLayout;
import dev.medley.platform.score.core.PerceptronLayout;
import dev.medley.platform.score.core.TransformerScorer;
import dev.medley.platform.score.input.InputField;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/** The neural baselines as they learn; {@link DnnScorer} and {@link TransformerScorer} are the same as they serve. */
enum PerceptronNetwork implements TorchNetwork {
    /** All inputs side by side. */
    DNN {
        @Override
        public ParameterLayout layout(NetworkShape shape) {
            return PerceptronLayout.dnn(shape);
        }

        @Override
        public Scorer scorer(NetworkWeights weights) {
            return new DnnScorer(weights);
        }

        @Override
        public NetworkWeights weights(Scorer scorer) {
            if (scorer instanceof DnnScorer own) {
                return own.weights();
            }
            throw TorchNetwork.foreign(scorer, DnnScorer.class);
        }

        @Override
        NDArray history(NetworkShape shape, Map<String, NDArray> weights, Inputs inputs) {
            return inputs.means();
        }
    },
    /** What the candidate finds in the short history beside them. */
    TRANSFORMER {
        @Override
        public ParameterLayout layout(NetworkShape shape) {
            return PerceptronLayout.transformer(shape);
        }

        @Override
        public Scorer scorer(NetworkWeights weights) {
            return new TransformerScorer(weights);
        }

        @Override
        public NetworkWeights weights(Scorer scorer) {
            if (scorer instanceof TransformerScorer own) {
                return own.weights();
            }
            throw TorchNetwork.foreign(scorer, TransformerScorer.class);
        }

        @Override
        NDArray history(NetworkShape shape, Map<String, NDArray> weights, Inputs inputs) {
            int d = shape.embedding();
            int heads = CoreLayout.ATTENTION_HEADS;
            NDArray state = itemTokens(weights, inputs).add(weights.get("target.bias"));
            NDArray keys = inputs.history().transpose(0, 2, 1);
            for (int layer = 0; layer < PerceptronLayout.LAYERS; layer++) {
                String name = "layers." + layer + ".";
                NDArray query = state.matMul(weights.get(name + "query")).reshape(inputs.rows(), heads, d);
                NDArray found = query.matMul(keys)
                        .add(inputs.historyMask())
                        .softmax(2)
                        .matMul(inputs.history())
                        .reshape(inputs.rows(), (long) heads * d)
                        .matMul(weights.get(name + "out"));
                state = CoreNetwork.normalised(d, state.add(found), name + "attention.", weights);
                NDArray net = state.matMul(weights.get(name + "in.weight"))
                        .add(weights.get(name + "in.bias"))
                        .getNDArrayInternal()
                        .relu()
                        .matMul(weights.get(name + "out.weight"))
                        .add(weights.get(name + "out.bias"));
                state = CoreNetwork.normalised(d, net.add(state), name + "net.", weights);
            }
            return state;
        }
    };

    /** What the history says to a row: (B, d). */
    abstract NDArray history(NetworkShape shape, Map<String, NDArray> weights, Inputs inputs);

    private static NDArray itemTokens(Map<String, NDArray> weights, Inputs inputs) {
        long item = InputField.REQUEST_FIELDS;
        NDList fields = inputs.fields().split(new long[] {item});
        NDList matrices = weights.get("target.weight").split(new long[] {item});
        return fields.get(1).matMul(matrices.get(1)).sum(new int[] {0});
    }

    @Override
    public void begin(ParameterLayout.Block block, float[] numbers, SplittableRandom random) {
        int[] shape = block.shape();
        String name = block.name();
        if (name.endsWith(".gain")) {
            Arrays.fill(numbers, 1);
        } else if (name.endsWith(".query")) {
            TorchNetwork.beginQuery(numbers, shape[0], random);
        } else if (name.equals("target.weight")) {
            // The target begins as the sum that an interaction's key is.
            TorchNetwork.fill(numbers, 0.2 / Math.sqrt(shape[1]), random);
            for (InputField field : new InputField[] {InputField.ITEM, InputField.CATEGORY}) {
                for (int i = 0; i < shape[1]; i++) {
                    numbers[(field.ordinal() * shape[1] + i) * shape[2] + i] += 1;
                }
            }
        } else if (!name.endsWith("bias") && !name.endsWith(".shift") && !name.equals("domains.weight")) {
            TorchNetwork.fill(numbers, Math.sqrt(1.5 / shape[shape.length - 2]), random);
        }
    }

    @Override
    public NDArray logits(NetworkShape shape, Map<String, NDArray> weights, Inputs inputs) {
        NDArray first = inputs.fields()
                .matMul(weights.get("fields.weight"))
                .sum(new int[] {0})
                .add(inputs.domains().matMul(weights.get("domains.weight")))
                .add(weights.get("first.bias"));
        if (shape.width() > 0) {
            first = first.add(inputs.statistics().matMul(weights.get("statistics.weight")));
        }
        if (shape.shortEvents() > 0) {
            first = first.add(history(shape, weights, inputs).matMul(weights.get("history.weight")));
        }
        return first.getNDArrayInternal()
                .relu()
                .matMul(weights.get("second.weight"))
                .add(weights.get("second.bias"))
                .getNDArrayInternal()
                .relu()
                .matMul(weights.get("heads.weight"))
                .add(weights.get("tasks.bias"));
    }
}
