package dev.medley.platform.train.stack;

import dev.medley.platform.evaluate.JudgedRows;
import dev.medley.platform.evaluate.Metrics;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.TaskFunnel;
import dev.medley.platform.score.core.CoreEnsemble;
import dev.medley.platform.score.gbdt.TreeScorer;
import dev.medley.platform.score.stack.StackedScorer;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.example.ExampleScoring;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.gbdt.TreeTrainer;
import dev.medley.platform.train.task.TaskRows;
import dev.medley.platform.train.torch.CoreTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Learns the ranking core: networks, then, where there are statistics, trees of the same rows, then on the validation how
 * much each is to be believed, three numbers a task. Networks are left alone where that does not rank better: where trees
 * have nothing to cut, and mostly where the noes are drawn.
 */
public final class StackedTrainer implements Trainer {
    private static final double NETWORKS_SHARE = 0.7;

    private final CoreTrainer networks;
    private final TreeTrainer trees;

    /** With those. */
    public StackedTrainer(CoreTrainer networks, TreeTrainer trees) {
        this.networks = networks;
        this.trees = trees;
    }

    @Override
    public void load(int threads) {
        networks.load(threads);
    }

    /** Only networks go on from where they were; trees are grown anew. */
    @Override
    public List<String> mismatches(Scorer parent, Examples learn, TrainerSettings settings) {
        return networks.mismatches(networksOf(parent), learn, settings);
    }

    private static Scorer networksOf(Scorer scorer) {
        return scorer instanceof StackedScorer stacked ? stacked.networks() : scorer;
    }

    @Override
    public Scorer train(Examples learn, Examples validation, TrainerSettings settings, TrainingListener listener) {
        TrainerSettings own = settings.parent()
                .map(model -> settings.from(model.with(networksOf(model.scorer()))))
                .orElse(settings);
        if (learn.width() == 0) {
            return networks.train(learn, validation, own, listener);
        }
        CoreEnsemble ofNetworks = networks.train(learn, validation, own, listener.part(0, NETWORKS_SHARE));
        // An epoch of theirs is a tree: a bound for networks' passes is none for them.
        TreeScorer ofTrees = trees.train(learn, validation, settings.withEpochs(0), listener.part(NETWORKS_SHARE, 1));
        float[][] alone = ExampleScoring.score(ofNetworks, validation, settings.threads());
        float[][] cut = ExampleScoring.score(ofTrees, validation, settings.threads());
        TaskFunnel funnel = new TaskFunnel(settings.funnelParents());
        float[] weights = weights(copy(alone), copy(cut), funnel, validation, settings);
        StackedScorer both = new StackedScorer(ofNetworks, ofTrees, weights, funnel);
        float[][] together = copy(alone);
        both.combine(together, cut, validation.count());
        return auc(together, validation) > auc(alone, validation) ? both : ofNetworks;
    }

    private static float[][] copy(float[][] scores) {
        float[][] copy = new float[scores.length][];
        Arrays.setAll(copy, task -> scores[task].clone());
        return copy;
    }

    /** Those of each task, fitted on the validation; both sides are divided on the way. */
    private static float[] weights(
            float[][] left, float[][] right, TaskFunnel funnel, Examples validation, TrainerSettings settings) {
        funnel.divide(left, validation.count());
        funnel.divide(right, validation.count());
        float[] weights = new float[left.length * StackedScorer.WEIGHTS];
        for (int task = 0; task < left.length; task++) {
            TaskRows rows = TaskRows.of(validation, task, settings.funnelParents()[task]);
            double[] fitted = new StackWeights(rows, left[task], right[task]).fit();
            for (int i = 0; i < fitted.length; i++) {
                weights[task * StackedScorer.WEIGHTS + i] = (float) fitted[i];
            }
        }
        return weights;
    }

    /** The mean over the tasks that have both answers; 0 if none has. */
    private static double auc(float[][] scores, Examples examples) {
        return IntStream.range(0, scores.length)
                .mapToObj(task -> Metrics.auc(JudgedRows.of(scores[task], examples.labels()[task])))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }
}
