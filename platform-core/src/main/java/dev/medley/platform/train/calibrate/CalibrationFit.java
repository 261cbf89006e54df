package dev.medley.platform.train.calibrate;

import dev.medley.platform.score.calibrate.Calibration;

/**
 * A fitted calibration and what it does.
 *
 * @param calibration fitted on all rows
 * @param rows how many rows with a known label there were
 * @param before of the model's own probabilities
 * @param after cross-validated: of each row calibrated by what was fitted without its fold; the same as {@code before} if
 *     nothing was gained and the probabilities are left as they are
 */
public record CalibrationFit(Calibration calibration, long rows, CalibrationFigures before, CalibrationFigures after) {}
