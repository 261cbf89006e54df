package dev.medley.platform.train;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.FigureTable;
import dev.medley.platform.evaluate.JudgedRows;
import dev.medley.platform.score.calibrate.Calibration;
import dev.medley.platform.score.calibrate.IdentityCalibration;
import dev.medley.platform.score.packed.InputDefinition;
import dev.medley.platform.score.packed.TaskCalibrations;
import dev.medley.platform.train.calibrate.CalibrationFit;
import dev.medley.platform.train.calibrate.Calibrations;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.example.Mix;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Rows that nothing was learnt from, with a model's raw outputs for them: what they calibrate, and how good the model is.
 * One thread.
 */
public final class Judgement {
    /** A domain and task with fewer rows is not calibrated: there is too little to go by. */
    private static final int LEAST_CALIBRATED = 200;

    private final InputDefinition definition;
    private final Examples rows;
    private final float[][] raw;
    private final boolean[] half;

    /**
     * Of those rows.
     *
     * @param raw for each task of the definition one probability a row
     * @param seed of the halves that calibrate each other
     */
    public Judgement(InputDefinition definition, Examples rows, float[][] raw, long seed) {
        this.definition = definition;
        this.rows = rows;
        this.raw = raw;
        half = new boolean[rows.count()];
        for (int row = 0; row < half.length; row++) {
            half[row] = Mix.unit(Mix.of(seed + 11, rows.group()[row])) < 0.5;
        }
    }

    /** Fitted on all rows. */
    public TaskCalibrations calibrations() {
        Calibration[][] fitted =
                new Calibration[definition.domains().size()][definition.tasks().size()];
        for (int domain = 0; domain < fitted.length; domain++) {
            for (int task = 0; task < fitted[domain].length; task++) {
                fitted[domain][task] = fit(rowsOf(domain, task), task);
            }
        }
        return new TaskCalibrations(fitted);
    }

    private int[] rowsOf(int domain, int task) {
        int[] found = new int[rows.count()];
        int count = 0;
        for (int row = 0; row < rows.count(); row++) {
            if (rows.domain()[row] == domain && !Float.isNaN(rows.labels()[task][row])) {
                found[count++] = row;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private Calibration fit(int[] chosen, int task) {
        if (chosen.length < LEAST_CALIBRATED) {
            return new IdentityCalibration();
        }
        CalibrationFit fit =
                Calibrations.fit(pick(raw[task], chosen), pick(rows.labels()[task], chosen), weights(task, chosen));
        return fit.calibration();
    }

    private static float[] pick(float[] all, int[] chosen) {
        float[] picked = new float[chosen.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = all[chosen[i]];
        }
        return picked;
    }

    /** A drawn no stands for as many as are assumed to have been seen; null where every row counts as one. */
    private float[] weights(int task, int[] chosen) {
        if (!rows.drawnTasks()[task]) {
            return null;
        }
        float[] weights = new float[chosen.length];
        for (int i = 0; i < weights.length; i++) {
            int row = chosen[i];
            weights[i] = isDrawn(row) ? (float) StrictMath.exp(-rows.rateLog()[row]) : 1;
        }
        return weights;
    }

    /** Whether the row is a drawn no: nothing about it was observed. */
    private boolean isDrawn(int row) {
        for (int task = 0; task < rows.tasks(); task++) {
            float label = rows.labels()[task][row];
            if (label > 0 || !Float.isNaN(label) && !rows.drawnTasks()[task]) {
                return false;
            }
        }
        return true;
    }

    /** The figures; each half of the rows is calibrated by what the other half says. */
    public EvaluationResult figures(String model, Cost cost) {
        FigureTable table = FigureTable.ofProbabilities();
        for (int domain = 0; domain < definition.domains().size(); domain++) {
            for (int task = 0; task < definition.tasks().size(); task++) {
                int[] chosen = rowsOf(domain, task);
                if (chosen.length > 0) {
                    add(table, domain, task, crossCalibrated(chosen, task), chosen);
                }
            }
        }
        return table.result(model, "validation", false, cost);
    }

    private float[] crossCalibrated(int[] chosen, int task) {
        Calibration byFirst = fit(ofHalf(chosen, true), task);
        Calibration bySecond = fit(ofHalf(chosen, false), task);
        float[] calibrated = new float[chosen.length];
        for (int i = 0; i < calibrated.length; i++) {
            Calibration other = half[chosen[i]] ? bySecond : byFirst;
            calibrated[i] = other.apply(raw[task][chosen[i]]);
        }
        return calibrated;
    }

    private int[] ofHalf(int[] chosen, boolean first) {
        return Arrays.stream(chosen).filter(row -> half[row] == first).toArray();
    }

    /**
     * The figures of sorting by how many took the item.
     *
     * @param popularity by the item's number
     */
    public EvaluationResult popularity(IntUnaryOperator popularity) {
        return sorted("popularity", row -> popularity.applyAsInt(rows.item()[row]));
    }

    /**
     * The figures of sorting by a number of each row. A domain and task is left out if one of its rows has no number:
     * figures over other rows than the models' could not be compared with theirs.
     *
     * @param name what the baseline is called
     * @param numbers by the row's number; NaN where there is none
     */
    public EvaluationResult sorted(String name, RowNumbers numbers) {
        FigureTable table = FigureTable.ofOrder();
        for (int domain = 0; domain < definition.domains().size(); domain++) {
            for (int task = 0; task < definition.tasks().size(); task++) {
                int[] chosen = rowsOf(domain, task);
                float[] scores = new float[chosen.length];
                boolean whole = chosen.length > 0;
                for (int i = 0; whole && i < chosen.length; i++) {
                    scores[i] = numbers.of(chosen[i]);
                    whole = !Float.isNaN(scores[i]);
                }
                if (whole) {
                    add(table, domain, task, scores, chosen);
                }
            }
        }
        return table.result(name, "validation", true, null);
    }

    /** A number a row. */
    @FunctionalInterface
    public interface RowNumbers {
        /** That of the row, finite or NaN. */
        float of(int row);
    }

    private void add(FigureTable table, int domain, int task, float[] scores, int[] chosen) {
        int[] groups = new int[chosen.length];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = rows.group()[chosen[i]];
        }
        table.add(
                definition.domains().get(domain).name(),
                definition.tasks().get(task).value(),
                JudgedRows.of(scores, pick(rows.labels()[task], chosen), weights(task, chosen), groups));
    }
}
