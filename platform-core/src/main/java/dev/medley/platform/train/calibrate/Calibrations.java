package dev.medley.platform.train.calibrate;

import dev.medley.platform.evaluate.JudgedRows;
import dev.medley.platform.evaluate.Metrics;
import dev.medley.platform.score.calibrate.Calibration;
import dev.medley.platform.score.calibrate.IdentityCalibration;
import dev.medley.platform.score.calibrate.IsotonicCalibration;
import dev.medley.platform.score.calibrate.PlattCalibration;
import dev.medley.platform.score.calibrate.StackedCalibration;
import java.util.Arrays;
import java.util.function.Function;

/** Fits calibrations, and keeps only what helps on rows that it was not fitted on. */
public final class Calibrations {
    /** With fewer rows, or fewer of yes or no, the probabilities are left as they are. */
    static final int LEAST_ROWS = 100;

    static final int LEAST_OF_EITHER = 10;
    /** With fewer rows knots are not tried. */
    static final int LEAST_ROWS_FOR_KNOTS = 1_000;

    private static final int FOLDS = 5;

    private Calibrations() {}

    /** As {@link #fit(JudgedRows)}, of rows in no group. */
    public static CalibrationFit fit(float[] scores, float[] labels, float[] weights) {
        return fit(JudgedRows.of(scores, labels, weights, null));
    }

    /**
     * Fits Platt's line, and with 1000 rows or more knots on top, and returns which of nothing, the line, and both has
     * the least logloss under five-fold cross validation; of equal ones the first. Rows of a group are always in the
     * same fold, because they are not independent. Deterministic; takes a dozen passes and a sort for each fold.
     *
     * @param rows that the model has not learnt from, with probabilities
     * @throws IllegalArgumentException if a score is no probability
     */
    public static CalibrationFit fit(JudgedRows rows) {
        CalibrationFigures before = CalibrationFigures.of(rows);
        CalibrationFit best = new CalibrationFit(new IdentityCalibration(), rows.size(), before, before);
        double positives = rows.positives();
        if (rows.size() < LEAST_ROWS
                || positives < LEAST_OF_EITHER
                || rows.size() - positives < LEAST_OF_EITHER
                || before.logloss() == null) {
            return best;
        }
        int[] folds = folds(rows);
        best = better(best, rows, folds, PlattCalibration::fit);
        if (rows.size() >= LEAST_ROWS_FOR_KNOTS) {
            best = better(best, rows, folds, Calibrations::stack);
        }
        return best;
    }

    private static Calibration stack(JudgedRows rows) {
        PlattCalibration line = PlattCalibration.fit(rows);
        if (line == null) {
            return null;
        }
        float[] scores = new float[rows.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = line.apply(rows.score(row));
        }
        return new StackedCalibration(line, IsotonicCalibration.fit(rows.withScores(scores)));
    }

    private static CalibrationFit better(
            CalibrationFit best, JudgedRows rows, int[] folds, Function<JudgedRows, Calibration> fitting) {
        float[] scores = new float[rows.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            Calibration fitted = fitting.apply(rows.select(rowsWithout(folds, fold)));
            if (fitted == null) {
                return best;
            }
            for (int row = 0; row < scores.length; row++) {
                if (folds[row] == fold) {
                    scores[row] = fitted.apply(rows.score(row));
                }
            }
        }
        JudgedRows validated = rows.withScores(scores);
        if (Metrics.logloss(validated) >= best.after().logloss()) {
            return best;
        }
        return new CalibrationFit(fitting.apply(rows), rows.size(), best.before(), CalibrationFigures.of(validated));
    }

    private static int[] rowsWithout(int[] folds, int fold) {
        int[] rows = new int[folds.length];
        int count = 0;
        for (int row = 0; row < folds.length; row++) {
            if (folds[row] != fold) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private static int[] folds(JudgedRows rows) {
        int[] folds = new int[rows.size()];
        for (int row = 0; row < folds.length; row++) {
            boolean grouped = rows.group(row) >= 0;
            long mixed = mix(grouped ? 2L * rows.group(row) : 2L * row + 1);
            folds[row] = (int) Long.remainderUnsigned(mixed, FOLDS);
        }
        return folds;
    }

    /** The finalizer of SplitMix64: consecutive numbers, and the rhythm in which rows were written, leave no trace. */
    private static long mix(long number) {
        long mixed = (number + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 30) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
