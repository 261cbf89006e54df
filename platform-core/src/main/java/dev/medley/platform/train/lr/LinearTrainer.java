package dev.medley.platform.train.lr;

import dev.medley.platform.score.Logistic;
import dev.medley.platform.score.TaskFunnel;
import dev.medley.platform.score.lr.Crosses;
import dev.medley.platform.score.lr.LinearScorer;
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
import java.util.Arrays;

/**
 * Learns logistic regression by FTRL-proximal with a rate for each coordinate (McMahan et al., "Ad Click Prediction: a
 * View from the Trenches", KDD 2013, algorithm 1): first domain and statistics, then, with those held still, the keys of
 * request and item and their crosses. Stops on the validation's mean loss, which is told as its negative. What is drawn is
 * corrected as {@link TaskRows} says. Computes on the calling thread; keeps no checkpoint: it takes minutes.
 */
public final class LinearTrainer implements Trainer {
    private final LinearSettings linear;

    /** A trainer that learns so. */
    public LinearTrainer(LinearSettings linear) {
        this.linear = linear;
    }

    @Override
    public LinearScorer train(
            Examples learn, Examples validation, TrainerSettings settings, TrainingListener listener) {
        TaskFunnel funnel = new TaskFunnel(settings.funnelParents());
        int tasks = learn.tasks();
        int epochs = settings.epochs() > 0 ? settings.epochs() : linear.epochs();
        listener.progress(0, "counting keys");
        KeyTable table = Admission.admit(learn, LinearTrainer::fill, linear.minRows(), linear.maxKeys());
        DenseLogit form = DenseFit.standardise(learn);
        float[][] dense = new float[tasks][];
        float[][] weights = new float[tasks][];
        for (int task = 0; task < tasks; task++) {
            int parent = settings.funnelParents()[task];
            listener.progress(
                    (double) task / tasks, "learning " + settings.tasks().get(task));
            TaskRows rows = TaskRows.of(learn, task, parent);
            TaskRows validationRows = TaskRows.of(validation, task, parent);
            dense[task] = DenseFit.fit(form, learn, rows, validation, validationRows, settings.seed() + task);
            Ftrl ftrl = new Ftrl(linear, table, form, dense[task], learn, rows, validation, validationRows);
            if (rows.count() > 0) {
                new Epochs(settings.seed() + task, epochs, linear.patience(), listener, task * epochs, tasks * epochs)
                        .run(rows.count(), ftrl);
            }
            weights[task] = ftrl.kept;
        }
        return scorer(table, weights, form.with(dense), funnel, keysPerRow(learn));
    }

    private static void fill(Examples examples, int row, KeyBag bag) {
        var request = examples.requests().get(examples.request()[row]).keys();
        var item = examples.items().get(examples.item()[row]).keys();
        bag.clear();
        bag.add(request);
        bag.add(item);
        Crosses.add(request, item, examples.domain()[row], bag);
    }

    /** Leaves out the keys that no task has a weight for. */
    private static LinearScorer scorer(
            KeyTable table, float[][] weights, DenseLogit dense, TaskFunnel funnel, float[] keysPerRow) {
        int tasks = weights.length;
        long[] keys = table.keys();
        long[] kept = new long[keys.length];
        float[] keptWeights = new float[Math.multiplyExact(keys.length, tasks)];
        int count = 0;
        for (int place = 0; place < keys.length; place++) {
            boolean any = false;
            for (int task = 0; task < tasks; task++) {
                keptWeights[count * tasks + task] = weights[task][place];
                any |= weights[task][place] != 0;
            }
            if (any) {
                kept[count++] = keys[place];
            }
        }
        return new LinearScorer(
                new KeyTable(Arrays.copyOf(kept, count)),
                Arrays.copyOf(keptWeights, count * tasks),
                dense,
                funnel,
                keysPerRow);
    }

    private static float[] keysPerRow(Examples examples) {
        long[] sums = new long[3];
        KeyBag bag = new KeyBag();
        for (int row = 0; row < examples.count(); row++) {
            int request =
                    examples.requests().get(examples.request()[row]).keys().count();
            int item = examples.items().get(examples.item()[row]).keys().count();
            fill(examples, row, bag);
            sums[0] += request;
            sums[1] += item;
            sums[2] += bag.count() - request - item;
        }
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = examples.count() == 0 ? 0 : (float) ((double) sums[i] / examples.count());
        }
        return means;
    }

    /** The weights of one task's keys. */
    private static final class Ftrl implements Epochs.Learner {
        private final LinearSettings linear;
        private final KeyTable table;
        private final Examples learn;
        private final TaskRows rows;
        private final float[] logits;
        private final Examples validation;
        private final TaskRows validationRows;
        private final float[] validationLogits;
        private final KeyBag bag = new KeyBag();
        private int[] places = new int[64];
        private double[] read = new double[64];
        /** The names of algorithm 1: what the gradients, corrected, and their squares sum to. */
        private final float[] z;

        private final float[] n;
        private float[] kept;

        private Ftrl(
                LinearSettings linear,
                KeyTable table,
                DenseLogit form,
                float[] dense,
                Examples learn,
                TaskRows rows,
                Examples validation,
                TaskRows validationRows) {
            this.linear = linear;
            this.table = table;
            this.learn = learn;
            this.rows = rows;
            this.validation = validation;
            this.validationRows = validationRows;
            logits = DenseFit.trainingLogits(form, dense, learn, rows);
            validationLogits = DenseFit.trainingLogits(form, dense, validation, validationRows);
            z = new float[table.count()];
            n = new float[table.count()];
            kept = new float[table.count()];
        }

        @Override
        public double learn(int index) {
            double logit = logits[index] + read(learn, rows.row(index));
            double error = rows.weight(index) * (Logistic.preciselyOf(logit) - rows.label(index));
            for (int i = 0; i < bag.count(); i++) {
                int place = places[i];
                if (place != KeyTable.NONE) {
                    double gradient = error * bag.value(i);
                    double before = n[place];
                    double after = before + gradient * gradient;
                    double sigma = (Math.sqrt(after) - Math.sqrt(before)) / linear.alpha();
                    z[place] += (float) (gradient - sigma * read[i]);
                    n[place] = (float) after;
                }
            }
            return rows.loss(index, logit);
        }

        /** What the row's keys add to the logit; leaves their places and weights to be read. */
        private double read(Examples examples, int row) {
            fill(examples, row, bag);
            if (places.length < bag.count()) {
                places = new int[2 * bag.count()];
                read = new double[2 * bag.count()];
            }
            double sum = 0;
            for (int i = 0; i < bag.count(); i++) {
                places[i] = table.placeOf(bag.key(i));
                read[i] = places[i] == KeyTable.NONE ? 0 : weight(places[i]);
                sum += read[i] * bag.value(i);
            }
            return sum;
        }

        private double weight(int place) {
            double sum = z[place];
            if (Math.abs(sum) <= linear.l1()) {
                return 0;
            }
            return -(sum - Math.signum(sum) * linear.l1())
                    / ((linear.beta() + Math.sqrt(n[place])) / linear.alpha() + linear.l2());
        }

        @Override
        public double validationLoss() {
            float[] sums = new float[validationLogits.length];
            for (int i = 0; i < sums.length; i++) {
                sums[i] = (float) (validationLogits[i] + read(validation, validationRows.row(i)));
            }
            return DenseFit.meanLoss(validationRows, sums);
        }

        @Override
        public void keep() {
            kept = new float[z.length];
            for (int place = 0; place < z.length; place++) {
                kept[place] = (float) weight(place);
            }
        }
    }
}
