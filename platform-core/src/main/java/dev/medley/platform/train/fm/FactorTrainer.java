package dev.medley.platform.train.fm;

import dev.medley.platform.score.TaskFunnel;
import dev.medley.platform.score.fm.FactorScorer;
import dev.medley.platform.score.sparse.DenseLogit;
import dev.medley.platform.score.sparse.KeyBag;
import dev.medley.platform.score.sparse.KeyTable;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.sparse.Admission;
import dev.medley.platform.train.sparse.DenseFit;
import dev.medley.platform.train.sparse.Epochs;
import dev.medley.platform.train.task.TaskRows;

/**
 * Learns factorisation machines (Rendle, "Factorization Machines", ICDM 2010) by stochastic gradients with Adagrad's
 * rates: first the linear part of domain and statistics, then, with that held still, weights and vectors of the keys, and
 * vectors of domain and statistics. Stops on the validation's mean loss, which is told as its negative. What is drawn is
 * corrected as {@link TaskRows} says. Computes on the calling thread; keeps no checkpoint: it takes minutes.
 */
public final class FactorTrainer implements Trainer {
    private final FactorSettings factors;

    /** A trainer that learns so. */
    public FactorTrainer(FactorSettings factors) {
        this.factors = factors;
    }

    @Override
    public FactorScorer train(
            Examples learn, Examples validation, TrainerSettings settings, TrainingListener listener) {
        TaskFunnel funnel = new TaskFunnel(settings.funnelParents());
        int tasks = learn.tasks();
        int rank = factors.rank();
        int epochs = settings.epochs() > 0 ? settings.epochs() : factors.epochs();
        listener.progress(0, "counting keys");
        KeyTable table = Admission.admit(learn, FactorTrainer::fill, factors.minRows(), factors.maxKeys());
        DenseLogit form = DenseFit.standardise(learn);
        float[][] dense = new float[tasks][];
        float[] weights = new float[Math.multiplyExact(table.count(), tasks)];
        float[] vectors = new float[Math.multiplyExact(weights.length, rank)];
        float[] denseVectors = new float[form.inputs() * tasks * rank];
        for (int task = 0; task < tasks; task++) {
            int parent = settings.funnelParents()[task];
            listener.progress(
                    (double) task / tasks, "learning " + settings.tasks().get(task));
            TaskRows rows = TaskRows.of(learn, task, parent);
            TaskRows validationRows = TaskRows.of(validation, task, parent);
            long seed = settings.seed() + task;
            dense[task] = DenseFit.fit(form, learn, rows, validation, validationRows, seed);
            if (rows.count() == 0) {
                continue;
            }
            FactorFit fit = new FactorFit(
                    factors,
                    table,
                    form,
                    new FactorFit.Part(learn, rows, DenseFit.trainingLogits(form, dense[task], learn, rows)),
                    new FactorFit.Part(
                            validation,
                            validationRows,
                            DenseFit.trainingLogits(form, dense[task], validation, validationRows)),
                    seed);
            new Epochs(seed, epochs, factors.patience(), listener, task * epochs, tasks * epochs)
                    .run(rows.count(), fit);
            fit.write(task, tasks, weights, vectors, denseVectors);
        }
        return new FactorScorer(
                table, rank, weights, vectors, form.with(dense), denseVectors, funnel, keysPerRow(learn));
    }

    static void fill(Examples examples, int row, KeyBag bag) {
        bag.clear();
        bag.add(examples.requests().get(examples.request()[row]).keys());
        bag.add(examples.items().get(examples.item()[row]).keys());
    }

    private static float[] keysPerRow(Examples examples) {
        long request = 0;
        long item = 0;
        for (int row = 0; row < examples.count(); row++) {
            request += examples.requests().get(examples.request()[row]).keys().count();
            item += examples.items().get(examples.item()[row]).keys().count();
        }
        double rows = Math.max(1, examples.count());
        return new float[] {(float) (request / rows), (float) (item / rows)};
    }
}
