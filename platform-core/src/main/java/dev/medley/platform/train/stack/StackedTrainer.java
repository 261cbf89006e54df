package dev.medley.platform.train.stack;

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

/**
 * Learns the ranking core: networks, then, where there are statistics, trees of the same rows, then on the validation how
 * much each is to be believed, three numbers a task. Without statistics trees have nothing to cut, and there are networks
 * alone.
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

    @Override
    public Scorer train(Examples learn, Examples validation, TrainerSettings settings, TrainingListener listener) {
        if (learn.width() == 0) {
            return networks.train(learn, validation, settings, listener);
        }
        CoreEnsemble ofNetworks = networks.train(learn, validation, settings, listener.part(0, NETWORKS_SHARE));
        // An epoch of theirs is a tree: a bound for networks' passes is none for them.
        TreeScorer ofTrees = trees.train(learn, validation, settings.withEpochs(0), listener.part(NETWORKS_SHARE, 1));
        float[][] left = ExampleScoring.score(ofNetworks, validation, settings.threads());
        float[][] right = ExampleScoring.score(ofTrees, validation, settings.threads());
        TaskFunnel funnel = new TaskFunnel(settings.funnelParents());
        funnel.divide(left, validation.count());
        funnel.divide(right, validation.count());
        float[] weights = new float[learn.tasks() * StackedScorer.WEIGHTS];
        for (int task = 0; task < learn.tasks(); task++) {
            TaskRows rows = TaskRows.of(validation, task, settings.funnelParents()[task]);
            double[] fitted = new StackWeights(rows, left[task], right[task]).fit();
            for (int i = 0; i < fitted.length; i++) {
                weights[task * StackedScorer.WEIGHTS + i] = (float) fitted[i];
            }
        }
        return new StackedScorer(ofNetworks, ofTrees, weights, funnel);
    }
}
