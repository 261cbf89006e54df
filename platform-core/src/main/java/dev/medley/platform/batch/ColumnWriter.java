package dev.medley.platform.batch;

import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.IdListFeature;
import dev.medley.spi.feature.VectorFeature;
import java.util.Arrays;
import java.util.Collection;

/**
 * The private columns of one provider in one request. Nobody else sees them before {@link FeatureBatch#publish}; if the
 * provider fails or overruns they are never looked at again. A breach is remembered, so that a provider that catches the
 * exception does not get away with it.
 */
public final class ColumnWriter implements FeatureWriter {
    private final ColumnLayout layout;
    private final int rowCount;
    private final FeatureSpec[] outputs;
    private final Column[] columns;
    private int lastOutput;
    private volatile boolean closed;
    private ContractBreachException breach;

    ColumnWriter(ColumnLayout layout, int rowCount, Collection<? extends FeatureSpec> outputs) {
        this.layout = layout;
        this.rowCount = rowCount;
        this.outputs = outputs.toArray(new FeatureSpec[0]);
        columns = new Column[this.outputs.length];
    }

    @Override
    public int rowCount() {
        return rowCount;
    }

    @Override
    public void set(FloatFeature feature, int row, float value) {
        Column.Floats column = (Column.Floats) column(feature, row);
        if (!Float.isFinite(value)) {
            throw breach("feature '" + feature.name() + "' in row " + row + ": " + value + " is not a finite number");
        }
        column.values[row] = value;
        column.states[row] = Column.PRESENT;
    }

    @Override
    public void set(IdFeature feature, int row, long value) {
        Column.Ids column = (Column.Ids) column(feature, row);
        column.values[row] = value;
        column.states[row] = value == FeatureHash.NONE ? Column.MISSING : Column.PRESENT;
    }

    @Override
    public void set(IdListFeature feature, int row, long[] values) {
        Column.IdLists column = (Column.IdLists) column(feature, row);
        if (values.length > feature.maxLength()) {
            throw breach("feature '" + feature.name() + "' in row " + row + ": " + values.length + " elements, at most "
                    + feature.maxLength() + " are allowed");
        }
        column.lists[row] = values.clone();
        column.states[row] = Column.PRESENT;
    }

    @Override
    public void set(VectorFeature feature, int row, float[] values) {
        Column.Vectors column = (Column.Vectors) column(feature, row);
        if (values.length != feature.dimension()) {
            throw breach("feature '" + feature.name() + "' in row " + row + ": " + values.length + " elements, "
                    + feature.dimension() + " are needed");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw breach(
                        "feature '" + feature.name() + "' in row " + row + ": " + value + " is not a finite number");
            }
        }
        System.arraycopy(values, 0, column.elements, row * column.dimension, column.dimension);
        column.states[row] = Column.PRESENT;
    }

    @Override
    public void setAll(FloatFeature feature, float[] values) {
        if (values.length != rowCount) {
            throw breach("feature '" + feature.name() + "': a column of " + values.length + " values, the batch has "
                    + rowCount + " rows");
        }
        if (feature.scope().isConstant()) {
            throw breach("feature '" + feature.name() + "' has one value for all rows; it is written to row 0");
        }
        if (rowCount == 0) {
            return;
        }
        Column.Floats column = (Column.Floats) column(feature, 0);
        for (int row = 0; row < values.length; row++) {
            float value = values[row];
            if (!Float.isFinite(value)) {
                throw breach(
                        "feature '" + feature.name() + "' in row " + row + ": " + value + " is not a finite number");
            }
            column.values[row] = value;
            column.states[row] = Column.PRESENT;
        }
    }

    @Override
    public void fail(FeatureSpec feature, int row) {
        switch (column(feature, row)) {
            case Column.Floats column -> {
                column.values[row] = ((FloatFeature) feature).defaultValue();
                column.states[row] = Column.FAILED;
            }
            case Column.Ids column -> {
                column.values[row] = FeatureHash.NONE;
                column.states[row] = Column.FAILED;
            }
            case Column.IdLists column -> {
                column.lists[row] = null;
                column.states[row] = Column.FAILED;
            }
            case Column.Vectors column -> {
                Arrays.fill(column.elements, row * column.dimension, (row + 1) * column.dimension, 0);
                column.states[row] = Column.FAILED;
            }
            case Column.UniformFloats _, Column.UniformIds _ ->
                throw new IllegalStateException("a uniform column is never written");
        }
    }

    /**
     * Ends the writing: what is written later is a breach that nobody sees.
     *
     * @throws ContractBreachException the first breach, if there was one
     */
    public void close() {
        closed = true;
        if (breach != null) {
            throw breach;
        }
    }

    FeatureSpec[] outputs() {
        return outputs;
    }

    /** What was written of the i-th output; null if nothing was. */
    Column written(int output) {
        Column column = columns[output];
        return column == null ? null : column.published(outputs[output].scope().isConstant());
    }

    private Column column(FeatureSpec feature, int row) {
        int cells = feature.scope().isConstant() ? 1 : rowCount;
        if (row < 0 || row >= cells) {
            throw breach("feature '" + feature.name() + "': row " + row + " does not exist; 0 to " + (cells - 1)
                    + " are there" + (feature.scope().isConstant() ? ", it has one value for all rows" : ""));
        }
        if (closed) {
            throw breach("feature '" + feature.name() + "': written after the provider had returned");
        }
        int output = outputOf(feature);
        Column column = columns[output];
        if (column == null) {
            layout.indexOf(feature);
            column = Column.writable(feature, rowCount);
            columns[output] = column;
        }
        return column;
    }

    /** Providers often write the same features in turn, row by row: identity first, starting at the last one. */
    private int outputOf(FeatureSpec feature) {
        for (int i = 0; i < outputs.length; i++) {
            int output = lastOutput + i < outputs.length ? lastOutput + i : lastOutput + i - outputs.length;
            if (outputs[output] == feature) {
                lastOutput = output;
                return output;
            }
        }
        for (int output = 0; output < outputs.length; output++) {
            if (outputs[output].equals(feature)) {
                return output;
            }
        }
        StringBuilder declared = new StringBuilder();
        for (FeatureSpec output : outputs) {
            declared.append(declared.isEmpty() ? "" : ", ").append(output.name());
        }
        throw breach("feature '" + feature.name() + "' is not among the provider's outputs: " + declared);
    }

    private ContractBreachException breach(String message) {
        ContractBreachException exception = new ContractBreachException(message);
        if (breach == null) {
            breach = exception;
        }
        return exception;
    }
}
