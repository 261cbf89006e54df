package dev.medley.testkit;

import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.IdListColumn;
import dev.medley.spi.feature.IdListFeature;
import dev.medley.spi.feature.VectorColumn;
import dev.medley.spi.feature.VectorFeature;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The cells of a batch: slow and obvious, a map a feature. A cell nobody wrote is MISSING. A feature of constant scope
 * has one cell, which stands in every row.
 */
final class FeatureColumns {
    private final Map<FeatureSpec, Map<Integer, Cell>> columns = new HashMap<>();

    private record Cell(FeatureState state, Object value) {}

    private static final Cell MISSING = new Cell(FeatureState.MISSING, null);
    private static final Cell FAILED = new Cell(FeatureState.FAILED, null);

    void set(FeatureSpec feature, int row, Object value) {
        put(feature, row, new Cell(FeatureState.PRESENT, value));
    }

    void clear(FeatureSpec feature, int row) {
        put(feature, row, MISSING);
    }

    void fail(FeatureSpec feature, int row) {
        put(feature, row, FAILED);
    }

    /** Marks the feature as failed in every row. */
    void failAll(FeatureSpec feature, int rowCount) {
        for (int row = 0; row < Math.max(1, rowCount); row++) {
            fail(feature, row);
        }
    }

    /** Takes over another table's cells of that feature. */
    void adopt(FeatureColumns other, FeatureSpec feature) {
        columns.put(feature, other.columns.getOrDefault(feature, Map.of()));
    }

    FeatureState state(FeatureSpec feature, int row) {
        return cell(feature, row).state();
    }

    /** All cells of that feature as text, so that two tables can be compared. */
    String describe(FeatureSpec feature, int rowCount) {
        StringBuilder text = new StringBuilder(feature.name());
        for (int row = 0; row < rowCount; row++) {
            Cell cell = cell(feature, row);
            String value = switch (cell.value()) {
                case null -> "";
                case long[] values -> Arrays.toString(values);
                case float[] values -> Arrays.toString(values);
                case Object single -> single.toString();
            };
            text.append(' ').append(cell.state()).append(value);
        }
        return text.toString();
    }

    FloatColumn floats(FloatFeature feature) {
        return new FloatColumn() {
            @Override
            public float get(int row) {
                return cell(feature, row).value() instanceof Float value ? value : feature.defaultValue();
            }

            @Override
            public FeatureState state(int row) {
                return cell(feature, row).state();
            }
        };
    }

    IdColumn ids(IdFeature feature) {
        return new IdColumn() {
            @Override
            public long get(int row) {
                return cell(feature, row).value() instanceof Long value ? value : FeatureHash.NONE;
            }

            @Override
            public FeatureState state(int row) {
                return cell(feature, row).state();
            }
        };
    }

    IdListColumn idLists(IdListFeature feature) {
        return new IdListColumn() {
            @Override
            public int length(int row) {
                return cell(feature, row).value() instanceof long[] values ? values.length : 0;
            }

            @Override
            public long get(int row, int index) {
                if (cell(feature, row).value() instanceof long[] values) {
                    return values[index];
                }
                throw new IndexOutOfBoundsException(feature.name() + ": row " + row + " has no elements");
            }

            @Override
            public FeatureState state(int row) {
                return cell(feature, row).state();
            }
        };
    }

    VectorColumn vectors(VectorFeature feature) {
        return new VectorColumn() {
            @Override
            public float get(int row, int index) {
                return cell(feature, row).value() instanceof float[] values ? values[index] : 0;
            }

            @Override
            public FeatureState state(int row) {
                return cell(feature, row).state();
            }
        };
    }

    private void put(FeatureSpec feature, int row, Cell cell) {
        columns.computeIfAbsent(feature, key -> new HashMap<>()).put(cellRow(feature, row), cell);
    }

    private Cell cell(FeatureSpec feature, int row) {
        return columns.getOrDefault(feature, Map.of()).getOrDefault(cellRow(feature, row), MISSING);
    }

    private static int cellRow(FeatureSpec feature, int row) {
        return feature.scope().isConstant() ? 0 : row;
    }
}
