package dev.medley.platform.train.calibrate;

import dev.medley.platform.evaluate.JudgedRows;
import dev.medley.platform.evaluate.Metrics;

/**
 * How far probabilities are from what is observed. Null where a figure is not defined.
 *
 * @param logloss in nats
 * @param ece expected calibration error over 20 bins of equal mass
 * @param predictedOverObserved 1 is calibrated on the whole
 */
public record CalibrationFigures(Double logloss, Double ece, Double predictedOverObserved) {
    static CalibrationFigures of(JudgedRows rows) {
        return new CalibrationFigures(
                Metrics.logloss(rows), Metrics.ece(rows, Metrics.DEFAULT_BINS), Metrics.predictedOverObserved(rows));
    }
}
