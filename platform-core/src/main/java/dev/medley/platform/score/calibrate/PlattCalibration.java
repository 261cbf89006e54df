package dev.medley.platform.score.calibrate;

import dev.medley.platform.evaluate.JudgedRows;
import dev.medley.platform.score.Logistic;

/**
 * A line on the logit: Platt 1999, "Probabilistic outputs for support vector machines and comparisons to regularized
 * likelihood methods", of the model's logit instead of a margin.
 *
 * @param slope of the line, above 0, so that the order stays; 1 with a shift of 0 changes nothing
 * @param shift what is added to the logit
 */
public record PlattCalibration(float slope, float shift) implements Calibration {
    static final float KIND = 1;

    /** A model that orders rows the wrong way round keeps its order, but hardly says anything any more. */
    static final float LEAST_SLOPE = 0.01f;

    private static final int MAX_ROUNDS = 100;
    private static final double CLOSE_ENOUGH = 1e-9;
    private static final double SHORTEST_STEP = 1e-10;
    /** Keeps the curvature from vanishing where all scores are alike. */
    private static final double RIDGE = 1e-9;

    /** Checks that the map is monotone. */
    public PlattCalibration {
        if (!(slope > 0 && Float.isFinite(slope))) {
            throw new IllegalArgumentException("slope: " + slope + "; allowed: finite and above 0");
        }
        if (!Float.isFinite(shift)) {
            throw new IllegalArgumentException("shift: " + shift + "; allowed: finite");
        }
    }

    @Override
    public float apply(float probability) {
        return Logistic.of(slope * logit(probability) + shift);
    }

    @Override
    public float[] toArray() {
        return new float[] {KIND, slope, shift};
    }

    static double logit(double probability) {
        double kept = Math.clamp(probability, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY);
        return StrictMath.log(kept / (1 - kept));
    }

    /**
     * The line with the least logloss, where a yes is taken for (yeses + 1) / (yeses + 2) and a no for 1 / (noes + 2), as
     * Platt does: no finite set of rows makes a task certain. By Newton's method with halved steps (Lin, Lin and Weng
     * 2007, "A note on Platt's probabilistic outputs"). A slope below 0.01 is set to 0.01.
     *
     * @param rows with probabilities
     * @return null without a yes or without a no
     */
    public static PlattCalibration fit(JudgedRows rows) {
        double yeses = 0;
        double weights = 0;
        for (int row = 0; row < rows.size(); row++) {
            yeses += (double) rows.weight(row) * rows.label(row);
            weights += rows.weight(row);
        }
        if (!(yeses > 0 && weights - yeses > 0)) {
            return null;
        }
        // Weights are scaled to 1 on average, so that the yeses are a number of rows.
        double scale = rows.size() / weights;
        double yesTarget = (yeses * scale + 1) / (yeses * scale + 2);
        double noTarget = 1 / ((weights - yeses) * scale + 2);
        double[] logits = new double[rows.size()];
        for (int row = 0; row < logits.length; row++) {
            logits[row] = logit(rows.score(row));
        }
        Line line = new Line(rows, logits, yesTarget, noTarget, weights);
        double[] found = line.fit(true);
        if (found[0] < LEAST_SLOPE) {
            found = line.fit(false);
        }
        return new PlattCalibration((float) found[0], (float) found[1]);
    }

    private record Line(JudgedRows rows, double[] logits, double yesTarget, double noTarget, double weights) {
        double[] fit(boolean sloped) {
            double slope = sloped ? 1 : LEAST_SLOPE;
            double shift = 0;
            double loss = loss(slope, shift);
            for (int round = 0; round < MAX_ROUNDS; round++) {
                double slopeGradient = 0;
                double shiftGradient = 0;
                double slopeBend = RIDGE;
                double shiftBend = RIDGE;
                double bothBend = 0;
                for (int row = 0; row < logits.length; row++) {
                    double probability = Logistic.preciselyOf(slope * logits[row] + shift);
                    double weight = rows.weight(row) / weights;
                    double error = weight * (probability - target(row));
                    double bend = weight * probability * (1 - probability);
                    slopeGradient += error * logits[row];
                    shiftGradient += error;
                    slopeBend += bend * logits[row] * logits[row];
                    shiftBend += bend;
                    bothBend += bend * logits[row];
                }
                double slopeStep = 0;
                double shiftStep = -shiftGradient / shiftBend;
                double downhill = shiftGradient * shiftStep;
                if (sloped) {
                    double determinant = slopeBend * shiftBend - bothBend * bothBend;
                    slopeStep = -(shiftBend * slopeGradient - bothBend * shiftGradient) / determinant;
                    shiftStep = -(slopeBend * shiftGradient - bothBend * slopeGradient) / determinant;
                    downhill = slopeGradient * slopeStep + shiftGradient * shiftStep;
                }
                if (-downhill < CLOSE_ENOUGH * CLOSE_ENOUGH) {
                    break;
                }
                double part = 1;
                double reached = loss(slope + slopeStep, shift + shiftStep);
                while (!(reached <= loss + 1e-4 * part * downhill) && part > SHORTEST_STEP) {
                    part /= 2;
                    reached = loss(slope + part * slopeStep, shift + part * shiftStep);
                }
                if (!(reached < loss)) {
                    break;
                }
                slope += part * slopeStep;
                shift += part * shiftStep;
                loss = reached;
            }
            return new double[] {slope, shift};
        }

        private double target(int row) {
            return noTarget + rows.label(row) * (yesTarget - noTarget);
        }

        /** The mean loss, from the logit, so that nothing is lost near 0 and 1. */
        private double loss(double slope, double shift) {
            double sum = 0;
            for (int row = 0; row < logits.length; row++) {
                double logit = slope * logits[row] + shift;
                double softplus = Math.max(logit, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(logit)));
                sum += rows.weight(row) * (softplus - target(row) * logit);
            }
            return sum / weights;
        }
    }
}
