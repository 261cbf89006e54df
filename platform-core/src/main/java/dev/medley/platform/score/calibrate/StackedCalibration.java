package dev.medley.platform.score.calibrate;

import java.util.Objects;

/**
 * Isotonic after Platt: the line takes away what is wrong on the whole, the knots what is left.
 *
 * @param line applied first
 * @param knots applied to what the line gives
 */
public record StackedCalibration(PlattCalibration line, IsotonicCalibration knots) implements Calibration {
    static final float KIND = 3;

    /** Checks that both are there. */
    public StackedCalibration {
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(knots, "knots");
    }

    @Override
    public float apply(float probability) {
        return knots.apply(line.apply(probability));
    }

    @Override
    public float[] toArray() {
        float[] below = line.toArray();
        float[] above = knots.toArray();
        float[] numbers = new float[below.length + above.length - 1];
        System.arraycopy(below, 0, numbers, 0, below.length);
        System.arraycopy(above, 1, numbers, below.length, above.length - 1);
        numbers[0] = KIND;
        return numbers;
    }
}
