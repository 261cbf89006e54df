package dev.medley.platform.train.torch;

import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.NetworkWeights;
import dev.medley.platform.score.core.ParameterLayout;
import dev.medley.platform.train.example.Examples;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Where dense weights begin, and which of them decay. */
final class DenseStart {
    private DenseStart() {}

    /**
     * The dense weights, then each task's logarithm of its uncertainty, 0. A domain without examples begins, and so
     * stays, as the shared network.
     *
     * @param examples what the tasks' biases begin at
     */
    static float[] of(TorchNetwork network, NetworkShape shape, ParameterLayout layout, Examples examples, long seed) {
        float[] dense = new float[layout.size() + shape.tasks()];
        SplittableRandom random = new SplittableRandom(seed);
        for (ParameterLayout.Block block : layout.blocks()) {
            float[] numbers = new float[block.count()];
            network.begin(block, numbers, random);
            System.arraycopy(numbers, 0, dense, block.from(), numbers.length);
        }
        int[] all = new int[shape.domains()];
        Arrays.fill(all, -1);
        for (int domain : examples.domain()) {
            all[domain] = domain;
        }
        clearNew(dense, layout, all);
        beginTaskBiases(shape, layout, examples, dense);
        return dense;
    }

    /**
     * Starts from what another network of the same sizes has learnt. A domain that it does not have begins as the shared
     * network: its rows are zeros, and gates of zeros are 1 (PEPNet, arXiv 2302.01115).
     *
     * @param domains for each domain the number that it has in the other, -1 if none
     */
    static void take(float[] dense, ParameterLayout layout, NetworkWeights parent, int[] domains) {
        for (ParameterLayout.Block block : layout.blocks()) {
            int from = parent.layout().block(block.name()).from();
            if (!block.byDomain()) {
                System.arraycopy(parent.dense(), from, dense, block.from(), block.count());
                continue;
            }
            int columns = block.count() / domains.length;
            for (int domain = 0; domain < domains.length; domain++) {
                if (domains[domain] >= 0) {
                    int to = block.from() + domain * columns;
                    System.arraycopy(parent.dense(), from + domains[domain] * columns, dense, to, columns);
                }
            }
        }
        clearNew(dense, layout, domains);
    }

    /** Sets the rows of domains to zeros whose number is negative. */
    private static void clearNew(float[] dense, ParameterLayout layout, int[] domains) {
        for (ParameterLayout.Block block : layout.blocks()) {
            int columns = block.count() / domains.length;
            for (int domain = 0; block.byDomain() && domain < domains.length; domain++) {
                if (domains[domain] < 0) {
                    int from = block.from() + domain * columns;
                    Arrays.fill(dense, from, from + columns, 0);
                }
            }
        }
    }

    /** For each number of {@link #of}, whether it decays. */
    static boolean[] decays(NetworkShape shape, ParameterLayout layout) {
        boolean[] decays = new boolean[layout.size() + shape.tasks()];
        for (ParameterLayout.Block block : layout.blocks()) {
            boolean decay = !block.name().endsWith("bias")
                    && !block.name().endsWith("gain")
                    && !block.name().endsWith("shift")
                    && !block.name().equals("factors.weight");
            Arrays.fill(decays, block.from(), block.from() + block.count(), decay);
        }
        return decays;
    }

    /** A task's bias begins as the logit of how often it is a yes, or a yes after its parent. */
    private static void beginTaskBiases(NetworkShape shape, ParameterLayout layout, Examples examples, float[] dense) {
        int at = layout.block("tasks.bias").from();
        for (int task = 0; task < shape.tasks(); task++) {
            int parent = shape.funnelParents()[task];
            double yes = 1;
            double all = 2;
            for (int row = 0; row < examples.count(); row++) {
                float label = examples.labels()[task][row];
                if (!Float.isNaN(label)) {
                    double weight = parent < 0 ? 1 : Math.max(0, examples.labels()[parent][row]);
                    // NaN of the parent counts as a yes.
                    weight = Double.isNaN(weight) ? 1 : weight;
                    yes += weight * label;
                    all += weight;
                }
            }
            dense[at + task] = (float) Math.log(yes / Math.max(1, all - yes));
        }
    }
}
