package dev.medley.platform.train.sparse;

import dev.medley.platform.score.Logistic;
import dev.medley.platform.score.sparse.DenseLogit;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.task.TaskRows;

/** Learns {@link DenseLogit}: logistic regression by Adagrad (Duchi et al., JMLR 12, 2011, section 5), a task at a time. */
public final class DenseFit {
    private static final int MOST_EPOCHS = 12;
    private static final int PATIENCE = 1;
    private static final double RATE = 0.1;
    /** A pull to 0 for each row that counts 1. */
    private static final double RIDGE = 1e-6;

    private static final TrainingListener SILENT = new TrainingListener() {
        @Override
        public void epoch(int epoch, int epochs, double loss, double validation, double secondsLeft) {}

        @Override
        public void progress(double share, String message) {}
    };

    private DenseFit() {}

    /** The linear part without weights: means and scales of those statistics. */
    public static DenseLogit standardise(Examples examples) {
        int width = examples.width();
        float[] means = new float[width];
        float[] scales = new float[width];
        for (int i = 0; i < width; i++) {
            double sum = 0;
            double squares = 0;
            long known = 0;
            for (int row = 0; row < examples.count(); row++) {
                float statistic = examples.statistics()[row * width + i];
                if (Float.isFinite(statistic)) {
                    sum += statistic;
                    squares += (double) statistic * statistic;
                    known++;
                }
            }
            double mean = known == 0 ? 0 : sum / known;
            double variance = known == 0 ? 0 : squares / known - mean * mean;
            means[i] = (float) mean;
            scales[i] = variance > 1e-12 * mean * mean && variance > 1e-20 ? (float) (1 / Math.sqrt(variance)) : 0;
        }
        return new DenseLogit(examples.domains(), means, scales, new float[0][]);
    }

    /** A task's weights, as {@link DenseLogit} takes them. */
    public static float[] fit(
            DenseLogit form, Examples learn, TaskRows rows, Examples validation, TaskRows validationRows, long seed) {
        Fit fit = new Fit(form, learn, rows, validation, validationRows);
        if (rows.count() > 0) {
            new Epochs(seed, MOST_EPOCHS, PATIENCE, SILENT, 0, MOST_EPOCHS).run(rows.count(), fit);
        }
        return fit.kept;
    }

    /** The training logits, offset included, of a task's rows. */
    public static float[] trainingLogits(DenseLogit form, float[] weights, Examples examples, TaskRows rows) {
        DenseLogit dense = form.with(new float[][] {weights});
        float[] logits = new float[rows.count()];
        float[] inputs = new float[dense.inputs()];
        for (int i = 0; i < logits.length; i++) {
            int row = rows.row(i);
            dense.write(examples.domain()[row], examples.statistics(), row * examples.width(), inputs);
            logits[i] = (float) (dense.logit(0, inputs) + rows.offset(i));
        }
        return logits;
    }

    private static final class Fit implements Epochs.Learner {
        private final DenseLogit form;
        private final Examples learn;
        private final TaskRows rows;
        private final Examples validation;
        private final TaskRows validationRows;
        private final float[] inputs;
        private final double[] weights;
        private final double[] squares;
        private float[] kept;

        private Fit(DenseLogit form, Examples learn, TaskRows rows, Examples validation, TaskRows validationRows) {
            this.form = form;
            this.learn = learn;
            this.rows = rows;
            this.validation = validation;
            this.validationRows = validationRows;
            inputs = new float[form.inputs()];
            weights = new double[form.inputs()];
            squares = new double[form.inputs()];
            weights[0] = rows.intercept();
            keep();
        }

        @Override
        public double learn(int index) {
            int row = rows.row(index);
            form.write(learn.domain()[row], learn.statistics(), row * learn.width(), inputs);
            double logit = rows.offset(index);
            for (int i = 0; i < weights.length; i++) {
                logit += weights[i] * inputs[i];
            }
            double error = rows.weight(index) * (Logistic.preciselyOf(logit) - rows.label(index));
            for (int i = 0; i < weights.length; i++) {
                if (inputs[i] != 0) {
                    double gradient = error * inputs[i] + RIDGE * rows.weight(index) * weights[i];
                    squares[i] += gradient * gradient;
                    weights[i] -= RATE * gradient / Math.sqrt(1 + squares[i]);
                }
            }
            return rows.loss(index, logit);
        }

        @Override
        public double validationLoss() {
            float[] logits = trainingLogits(form, floats(), validation, validationRows);
            return meanLoss(validationRows, logits);
        }

        @Override
        public void keep() {
            kept = floats();
        }

        private float[] floats() {
            float[] floats = new float[weights.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) weights[i];
            }
            return floats;
        }
    }

    /** Mean loss of rows whose training logits are those; NaN if they weigh nothing. */
    public static double meanLoss(TaskRows rows, float[] trainingLogits) {
        double sum = 0;
        for (int i = 0; i < rows.count(); i++) {
            sum += rows.loss(i, trainingLogits[i]);
        }
        double weight = rows.totalWeight();
        return weight == 0 ? Double.NaN : sum / weight;
    }
}
