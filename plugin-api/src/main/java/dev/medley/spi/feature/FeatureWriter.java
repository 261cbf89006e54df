package dev.medley.spi.feature;

import dev.medley.spi.failure.ContractBreachException;

/**
 * Where a provider writes. Nothing that is written is seen by anybody before the provider returns, and nothing of it if
 * the provider throws or overruns: then all its outputs are {@link FeatureState#FAILED} in every row.
 *
 * <p>Rows are numbered {@code 0 .. rowCount - 1}; a feature of constant scope is written to row 0 and stands in every
 * row. A cell that is not written is {@link FeatureState#MISSING}. A number that is not finite, a row that does not
 * exist, a list or vector of the wrong length or a feature that the provider did not declare among its outputs is a
 * {@link ContractBreachException}.
 *
 * <p>One thread at a time.
 */
public interface FeatureWriter {
    /** Rows of this batch. */
    int rowCount();

    /** Writes a number. */
    void set(FloatFeature feature, int row, float value);

    /** Writes a hash; {@link FeatureHash#NONE} means missing. */
    void set(IdFeature feature, int row, long value);

    /** Writes a list of hashes, the newest last; the array is copied. */
    void set(IdListFeature feature, int row, long[] values);

    /** Writes a vector; the array is copied. */
    void set(VectorFeature feature, int row, float[] values);

    /** Writes a whole column at once; the array is copied and must have exactly {@link #rowCount()} elements. */
    void setAll(FloatFeature feature, float[] values);

    /** Says that nothing is known about that cell. */
    void fail(FeatureSpec feature, int row);
}
