package dev.medley.platform.train.gbdt;

import dev.medley.platform.score.TaskFunnel;
import dev.medley.platform.score.gbdt.TreeInputs;
import dev.medley.platform.score.gbdt.TreeScorer;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.task.TaskRows;

/**
 * Learns gradient-boosted trees on the statistics, the domain and the codes of small fields, a set of trees a task (Chen
 * and Guestrin, "XGBoost", KDD 2016; histograms). An epoch is a tree. Stops on the validation's mean loss, which is told
 * as its negative. What is drawn is corrected as {@link TaskRows} says. Keeps no checkpoint: it takes minutes.
 */
public final class TreeTrainer implements Trainer {
    /** Progress is told once in so many trees. */
    private static final int TELL_EVERY = 10;

    private final TreeSettings trees;

    /** A trainer that grows trees so. */
    public TreeTrainer(TreeSettings trees) {
        this.trees = trees;
    }

    @Override
    public TreeScorer train(Examples learn, Examples validation, TrainerSettings settings, TrainingListener listener) {
        TreeSettings bounded = settings.epochs() > 0 ? trees.withRounds(settings.epochs()) : trees;
        TaskFunnel funnel = new TaskFunnel(settings.funnelParents());
        TreeInputs inputs = CategoryCodes.learn(learn);
        int tasks = learn.tasks();
        TreeDump dump = new TreeDump();
        int[] taskTrees = new int[tasks];
        float[] base = new float[tasks];
        for (int task = 0; task < tasks; task++) {
            int parent = settings.funnelParents()[task];
            TaskRows rows = TaskRows.of(learn, task, parent);
            TaskRows validationRows = TaskRows.of(validation, task, parent);
            if (rows.count() == 0) {
                continue;
            }
            listener.progress(
                    (double) task / tasks,
                    "growing trees for " + settings.tasks().get(task));
            try (BoostedTask boosted = new BoostedTask(
                    inputs, learn, rows, validation, validationRows, bounded, settings.seed(), settings.threads())) {
                boosted.grow(bounded, new Teller(listener, task, tasks, bounded.rounds()));
                for (String tree : boosted.dump()) {
                    dump.add(tree);
                }
                taskTrees[task] = boosted.bestRounds();
                base[task] = boosted.base();
            }
        }
        return new TreeScorer(inputs, dump.trees(), taskTrees, base, funnel);
    }

    /** Tells the listener of one task's trees. */
    private static final class Teller implements BoostedTask.RoundListener {
        private final TrainingListener listener;
        private final int task;
        private final int tasks;
        private final int mostRounds;
        private final long start = System.nanoTime();

        private Teller(TrainingListener listener, int task, int tasks, int mostRounds) {
            this.listener = listener;
            this.task = task;
            this.tasks = tasks;
            this.mostRounds = mostRounds;
        }

        @Override
        public void round(int rounds, double loss, double validationLoss) {
            if (rounds % TELL_EVERY == 0) {
                double seconds = (System.nanoTime() - start) * 1e-9;
                double left = seconds / rounds * ((double) mostRounds * (tasks - task) - rounds);
                listener.epoch(task * mostRounds + rounds, tasks * mostRounds, loss, -validationLoss, left);
            }
        }
    }
}
