package dev.medley.testkit;

import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.IdListColumn;
import dev.medley.spi.feature.IdListFeature;
import dev.medley.spi.feature.VectorColumn;
import dev.medley.spi.feature.VectorFeature;
import java.util.Set;

/**
 * Keeps what a provider writes, and enforces {@link FeatureWriter}'s contract: every breach throws
 * {@link ContractBreachException}, as on the platform, and is remembered: {@link #checkNoBreach} throws it again, so that
 * a provider that catches the exception does not get away with it. Not thread-safe.
 *
 * <pre>{@code
 * RecordingFeatureWriter writer = new RecordingFeatureWriter(batch.rowCount(), provider.outputs());
 * provider.provide(request, batch, writer);
 * assertEquals(3, writer.floats(STOCK).get(0));
 * assertEquals(FeatureState.MISSING, writer.state(STOCK, 1));
 * }</pre>
 */
public final class RecordingFeatureWriter implements FeatureWriter {
    private final int rowCount;
    private final Set<FeatureSpec> outputs;
    private final FeatureColumns columns = new FeatureColumns();
    private ContractBreachException firstBreach;

    /** A writer for so many rows that accepts those features. */
    public RecordingFeatureWriter(int rowCount, Set<? extends FeatureSpec> outputs) {
        this.rowCount = rowCount;
        this.outputs = Set.copyOf(outputs);
    }

    @Override
    public int rowCount() {
        return rowCount;
    }

    @Override
    public void set(FloatFeature feature, int row, float value) {
        check(feature, row);
        checkFinite(feature, row, value);
        columns.set(feature, row, value);
    }

    @Override
    public void set(IdFeature feature, int row, long value) {
        check(feature, row);
        if (value == FeatureHash.NONE) {
            columns.clear(feature, row);
        } else {
            columns.set(feature, row, value);
        }
    }

    @Override
    public void set(IdListFeature feature, int row, long[] values) {
        check(feature, row);
        if (values.length > feature.maxLength()) {
            throw breach(
                    feature, row, values.length + " elements written; at most " + feature.maxLength() + " are allowed");
        }
        columns.set(feature, row, values.clone());
    }

    @Override
    public void set(VectorFeature feature, int row, float[] values) {
        check(feature, row);
        if (values.length != feature.dimension()) {
            throw breach(
                    feature, row, values.length + " elements written; exactly " + feature.dimension() + " are allowed");
        }
        for (float value : values) {
            checkFinite(feature, row, value);
        }
        columns.set(feature, row, values.clone());
    }

    @Override
    public void setAll(FloatFeature feature, float[] values) {
        if (feature.scope().isConstant()) {
            throw breach("feature '" + feature.name() + "' has one value for all rows; it is written to row 0");
        }
        if (values.length != rowCount) {
            throw breach("feature '" + feature.name() + "': " + values.length + " values written; exactly " + rowCount
                    + " are allowed");
        }
        for (int row = 0; row < rowCount; row++) {
            set(feature, row, values[row]);
        }
    }

    @Override
    public void fail(FeatureSpec feature, int row) {
        check(feature, row);
        columns.fail(feature, row);
    }

    /** How that cell stands now. */
    public FeatureState state(FeatureSpec feature, int row) {
        return columns.state(feature, row);
    }

    /** What was written of that feature. */
    public FloatColumn floats(FloatFeature feature) {
        return columns.floats(feature);
    }

    /** What was written of that feature. */
    public IdColumn ids(IdFeature feature) {
        return columns.ids(feature);
    }

    /** What was written of that feature. */
    public IdListColumn idLists(IdListFeature feature) {
        return columns.idLists(feature);
    }

    /** What was written of that feature. */
    public VectorColumn vectors(VectorFeature feature) {
        return columns.vectors(feature);
    }

    /** Throws the first breach, if there was one. */
    public void checkNoBreach() {
        if (firstBreach != null) {
            throw firstBreach;
        }
    }

    FeatureColumns columns() {
        return columns;
    }

    private void check(FeatureSpec feature, int row) {
        if (!outputs.contains(feature)) {
            throw breach("feature '" + feature.name() + "' written; declared outputs are "
                    + outputs.stream().map(FeatureSpec::name).sorted().toList());
        }
        // A constant feature has its one cell even where the batch has no rows.
        int rows = feature.scope().isConstant() ? 1 : rowCount;
        if (row < 0 || row >= rows) {
            throw breach(feature, row, "no such row; 0 to below " + rows + " are allowed");
        }
    }

    private void checkFinite(FeatureSpec feature, int row, float value) {
        if (!Float.isFinite(value)) {
            throw breach(feature, row, value + " written; a finite number is allowed");
        }
    }

    private ContractBreachException breach(FeatureSpec feature, int row, String what) {
        return breach("feature '" + feature.name() + "', row " + row + ": " + what);
    }

    private ContractBreachException breach(String message) {
        ContractBreachException breach = new ContractBreachException(message);
        firstBreach = firstBreach == null ? breach : firstBreach;
        return breach;
    }
}
