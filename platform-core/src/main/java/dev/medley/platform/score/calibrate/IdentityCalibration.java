package dev.medley.platform.score.calibrate;

/** Leaves probabilities as they are. */
public record IdentityCalibration() implements Calibration {
    static final float KIND = 0;

    @Override
    public float apply(float probability) {
        return probability;
    }

    @Override
    public float[] toArray() {
        return new float[] {KIND};
    }
}
