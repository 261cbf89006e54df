package dev.medley.platform.score.calibrate;

import java.util.Arrays;

/**
 * A monotone map of probabilities. Immutable, any thread; applying it allocates nothing.
 *
 * <p>It never puts a row above another that it was below. Two different probabilities may become equal, though: where
 * they differ by less than a float can tell apart after the map, or both lie within 1e-7 of 0 or of 1.
 */
public sealed interface Calibration
        permits IdentityCalibration, PlattCalibration, IsotonicCalibration, StackedCalibration {
    /** Probabilities are kept so far from 0 and 1 where their odds are taken. */
    double LEAST_PROBABILITY = 1e-7;

    /**
     * The calibrated probability.
     *
     * @param probability 0 to 1
     * @return 0 to 1
     */
    float apply(float probability);

    /**
     * The map as numbers, for {@link #of}: first which kind it is, then what it is made of. All finite.
     *
     * @return a new array, at least one number, at most {@value IsotonicCalibration#MAX_KNOTS} pairs and four more
     */
    float[] toArray();

    /**
     * The map of those numbers.
     *
     * @param numbers what {@link #toArray} gave; read before the call returns
     * @throws IllegalArgumentException if they make no monotone map; names the position, the value, what is allowed
     */
    static Calibration of(float[] numbers) {
        if (numbers.length == 0) {
            throw new IllegalArgumentException("numbers: 0; allowed: at least the kind");
        }
        float kind = numbers[0];
        if (kind == IdentityCalibration.KIND) {
            requireLength(numbers, 1);
            return new IdentityCalibration();
        }
        if (kind == PlattCalibration.KIND) {
            requireLength(numbers, 3);
            return new PlattCalibration(numbers[1], numbers[2]);
        }
        if (kind == IsotonicCalibration.KIND) {
            return isotonic(numbers, 1);
        }
        if (kind == StackedCalibration.KIND) {
            if (numbers.length < 3) {
                throw new IllegalArgumentException("numbers: " + numbers.length + "; allowed: at least 5 of this kind");
            }
            return new StackedCalibration(new PlattCalibration(numbers[1], numbers[2]), isotonic(numbers, 3));
        }
        throw new IllegalArgumentException("numbers[0]: " + kind + "; allowed: 0 (none), 1 (Platt), 2 (isotonic) or 3"
                + " (isotonic after Platt)");
    }

    private static IsotonicCalibration isotonic(float[] numbers, int from) {
        int count = (numbers.length - from) / 2;
        if (numbers.length - from != 2 * count) {
            throw new IllegalArgumentException(
                    "numbers: " + numbers.length + "; allowed: as many values as knots after the first " + from);
        }
        return new IsotonicCalibration(
                Arrays.copyOfRange(numbers, from, from + count),
                Arrays.copyOfRange(numbers, from + count, numbers.length));
    }

    private static void requireLength(float[] numbers, int length) {
        if (numbers.length != length) {
            throw new IllegalArgumentException("numbers: " + numbers.length + "; allowed: " + length + " of this kind");
        }
    }
}
