package dev.medley.platform.train.gbdt;

import dev.medley.platform.score.Logistic;
import dev.medley.platform.score.gbdt.TreeInputs;
import dev.medley.platform.train.TrainingStoppedException;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.task.TaskRows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** One task's trees in XGBoost. Holds native memory until it is closed. One thread. */
final class BoostedTask implements AutoCloseable {
    private static final String LEARN = "learn";
    private static final String VALIDATION = "validation";

    private final float base;
    private final TaskRows validationRows;
    private DMatrix learn;
    private DMatrix validation;
    private Booster booster;
    private int bestRounds;
    private double bestLoss = Double.POSITIVE_INFINITY;

    /** Hears about each tree. */
    interface RoundListener {
        /**
         * A tree has been added.
         *
         * @param rounds how many there are now
         * @param loss on what is learnt from
         * @param validationLoss on the validation; NaN without one
         */
        void round(int rounds, double loss, double validationLoss);
    }

    BoostedTask(
            TreeInputs inputs,
            Examples learnExamples,
            TaskRows learnRows,
            Examples validationExamples,
            TaskRows validationRows,
            TreeSettings settings,
            long seed,
            int threads) {
        this.validationRows = validationRows;
        double share = Logistic.preciselyOf(learnRows.intercept());
        base = (float) Math.log(share / (1 - share));
        try {
            learn = matrix(inputs, learnExamples, learnRows);
            Map<String, DMatrix> watched = new LinkedHashMap<>();
            watched.put(LEARN, learn);
            if (validationRows.count() > 0) {
                validation = matrix(inputs, validationExamples, validationRows);
                watched.put(VALIDATION, validation);
            }
            booster = XGBoost.train(learn, parameters(settings, share, seed, threads), 0, watched, null, null);
        } catch (XGBoostError e) {
            close();
            throw failed(e);
        }
    }

    private static Map<String, Object> parameters(TreeSettings settings, double share, long seed, int threads) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("objective", "binary:logistic");
        parameters.put("eval_metric", "logloss");
        parameters.put("tree_method", "hist");
        parameters.put("base_score", share);
        parameters.put("max_depth", settings.depth());
        parameters.put("eta", settings.eta());
        parameters.put("min_child_weight", settings.minChildWeight());
        parameters.put("subsample", settings.subsample());
        parameters.put("colsample_bytree", settings.colsample());
        parameters.put("lambda", settings.lambda());
        parameters.put("nthread", threads);
        parameters.put("seed", (int) (seed ^ seed >>> Integer.SIZE) & Integer.MAX_VALUE);
        parameters.put("verbosity", 0);
        return parameters;
    }

    private DMatrix matrix(TreeInputs inputs, Examples examples, TaskRows rows) throws XGBoostError {
        int columns = inputs.count();
        if ((long) rows.count() * columns > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException("examples: " + rows.count() + " rows of " + columns
                    + " numbers are more than an array holds; " + Integer.MAX_VALUE / columns + " rows are allowed");
        }
        float[] numbers = new float[rows.count() * columns];
        float[] labels = new float[rows.count()];
        float[] weights = new float[rows.count()];
        float[] margins = new float[rows.count()];
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.row(i);
            inputs.write(
                    examples.requests().get(examples.request()[row]),
                    examples.items().get(examples.item()[row]),
                    examples.domain()[row],
                    examples.statistics(),
                    row * examples.width(),
                    numbers,
                    i * columns);
            labels[i] = rows.label(i);
            weights[i] = rows.weight(i);
            margins[i] = base + rows.offset(i);
        }
        DMatrix matrix = new DMatrix(numbers, rows.count(), columns, Float.NaN);
        matrix.setLabel(labels);
        matrix.setWeight(weights);
        matrix.setBaseMargin(margins);
        return matrix;
    }

    /** Adds trees until the validation has not gained for so long, or there are enough. */
    void grow(TreeSettings settings, RoundListener listener) {
        DMatrix[] watched = validation == null ? new DMatrix[] {learn} : new DMatrix[] {learn, validation};
        String[] names = validation == null ? new String[] {LEARN} : new String[] {LEARN, VALIDATION};
        try {
            for (int round = 0; round < settings.rounds() && round - bestRounds < settings.patience(); round++) {
                TrainingStoppedException.throwIfInterrupted();
                booster.update(learn, round);
                String figures = booster.evalSet(watched, names, round);
                double loss = figure(figures, LEARN);
                double validationLoss = validation == null ? Double.NaN : figure(figures, VALIDATION);
                // Without a validation there is nothing to stop on: every round is the best so far.
                if (validation == null || validationLoss < bestLoss) {
                    bestLoss = validation == null ? loss : validationLoss;
                    bestRounds = round + 1;
                }
                listener.round(round + 1, loss, validationLoss);
            }
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    /** How many trees did best. */
    int bestRounds() {
        return bestRounds;
    }

    /** Mean loss of the validation's rows at that, or of the learnt rows without a validation. */
    double bestLoss() {
        return bestLoss;
    }

    /** What the validation's rows weigh together. */
    double validationWeight() {
        return validationRows.totalWeight();
    }

    /** The logit that the trees add to. */
    float base() {
        return base;
    }

    /** The trees that did best, in XGBoost's words. */
    String[] dump() {
        try {
            return Arrays.copyOf(booster.getModelDump((String) null, false, "text"), bestRounds);
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    /** XGBoost's own answer for rows of numbers, without any offset. */
    float[] predict(float[] numbers, int rows) {
        try {
            DMatrix matrix = new DMatrix(numbers, rows, numbers.length / rows, Float.NaN);
            try {
                float[][] answers = booster.predict(matrix, false, bestRounds);
                float[] probabilities = new float[rows];
                for (int row = 0; row < rows; row++) {
                    probabilities[row] = answers[row][0];
                }
                return probabilities;
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        if (booster != null) {
            booster.dispose();
        }
        if (learn != null) {
            learn.dispose();
        }
        if (validation != null) {
            validation.dispose();
        }
    }

    /** A figure out of {@code [3]\tlearn-logloss:0.53\tvalidation-logloss:0.54}. */
    private static double figure(String figures, String name) {
        String before = "\t" + name + "-logloss:";
        int start = figures.indexOf(before);
        if (start < 0) {
            throw new IllegalStateException("XGBoost: no " + name + " in its figures, \"" + figures + "\"");
        }
        int end = figures.indexOf('\t', start + 1);
        return Double.parseDouble(figures.substring(start + before.length(), end < 0 ? figures.length() : end)
                .strip());
    }

    private static IllegalStateException failed(XGBoostError e) {
        return new IllegalStateException("XGBoost: " + e.getMessage(), e);
    }
}
