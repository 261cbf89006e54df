package dev.medley.platform.batch;

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
import java.util.Objects;

/** The cells of one feature. A cell that is not PRESENT holds the feature's default, so that reading is one array access. */
abstract sealed class Column {
    static final byte MISSING = 0;
    static final byte PRESENT = 1;
    static final byte FAILED = 2;

    private static final FeatureState[] STATES = {FeatureState.MISSING, FeatureState.PRESENT, FeatureState.FAILED};

    /** A column that is in that state in every row. */
    static Column uniform(FeatureSpec feature, byte state) {
        byte[] states = {state};
        return switch (feature) {
            case FloatFeature number -> new UniformFloats(number.defaultValue(), state);
            case IdFeature _ -> new UniformIds(FeatureHash.NONE, state);
            case IdListFeature _ -> new IdLists(new long[1][], states, true);
            case VectorFeature vector -> new Vectors(null, vector.dimension(), states, true);
        };
    }

    /** An empty column to be written, all cells MISSING; one cell if the feature's scope is constant. */
    static Column writable(FeatureSpec feature, int rowCount) {
        boolean constant = feature.scope().isConstant();
        int cells = constant ? 1 : rowCount;
        byte[] states = new byte[cells];
        return switch (feature) {
            case FloatFeature number -> {
                float[] values = new float[cells];
                if (number.defaultValue() != 0) {
                    Arrays.fill(values, number.defaultValue());
                }
                yield new Floats(values, states);
            }
            case IdFeature _ -> new Ids(new long[cells], states);
            case IdListFeature _ -> new IdLists(new long[cells][], states, constant);
            case VectorFeature vector ->
                new Vectors(new float[cells * vector.dimension()], vector.dimension(), states, constant);
        };
    }

    /** The column as readers are to see it, once it is written. */
    abstract Column published(boolean constant);

    /** The state byte of that row. */
    abstract byte stateByte(int row);

    /** The cell as text for explanations. */
    abstract String text(int row);

    /** How the value of that row came about. */
    public final FeatureState state(int row) {
        return STATES[stateByte(row)];
    }

    static final class Floats extends Column implements FloatColumn {
        final float[] values;
        final byte[] states;

        Floats(float[] values, byte[] states) {
            this.values = values;
            this.states = states;
        }

        @Override
        public float get(int row) {
            return values[row];
        }

        @Override
        byte stateByte(int row) {
            return states[row];
        }

        @Override
        Column published(boolean constant) {
            return constant ? new UniformFloats(values[0], states[0]) : this;
        }

        @Override
        String text(int row) {
            return Float.toString(values[row]);
        }
    }

    static final class UniformFloats extends Column implements FloatColumn {
        private final float value;
        private final byte state;

        UniformFloats(float value, byte state) {
            this.value = value;
            this.state = state;
        }

        @Override
        public float get(int row) {
            return value;
        }

        @Override
        byte stateByte(int row) {
            return state;
        }

        @Override
        Column published(boolean constant) {
            return this;
        }

        @Override
        String text(int row) {
            return Float.toString(value);
        }
    }

    static final class Ids extends Column implements IdColumn {
        final long[] values;
        final byte[] states;

        Ids(long[] values, byte[] states) {
            this.values = values;
            this.states = states;
        }

        @Override
        public long get(int row) {
            return values[row];
        }

        @Override
        byte stateByte(int row) {
            return states[row];
        }

        @Override
        Column published(boolean constant) {
            return constant ? new UniformIds(values[0], states[0]) : this;
        }

        @Override
        String text(int row) {
            return Long.toHexString(values[row]);
        }
    }

    static final class UniformIds extends Column implements IdColumn {
        private final long value;
        private final byte state;

        UniformIds(long value, byte state) {
            this.value = value;
            this.state = state;
        }

        @Override
        public long get(int row) {
            return value;
        }

        @Override
        byte stateByte(int row) {
            return state;
        }

        @Override
        Column published(boolean constant) {
            return this;
        }

        @Override
        String text(int row) {
            return Long.toHexString(value);
        }
    }

    static final class IdLists extends Column implements IdListColumn {
        final long[][] lists;
        final byte[] states;
        private final boolean constant;

        IdLists(long[][] lists, byte[] states, boolean constant) {
            this.lists = lists;
            this.states = states;
            this.constant = constant;
        }

        @Override
        public int length(int row) {
            long[] list = lists[constant ? 0 : row];
            return list == null ? 0 : list.length;
        }

        @Override
        public long get(int row, int index) {
            long[] list = lists[constant ? 0 : row];
            if (list == null) {
                throw new IndexOutOfBoundsException("row " + row + " has no elements");
            }
            return list[index];
        }

        @Override
        byte stateByte(int row) {
            return states[constant ? 0 : row];
        }

        @Override
        Column published(boolean isConstant) {
            return this;
        }

        @Override
        String text(int row) {
            return length(row) + " ids";
        }
    }

    static final class Vectors extends Column implements VectorColumn {
        /** All rows' elements, one after the other; null where every element is 0. */
        final float[] elements;

        final int dimension;
        final byte[] states;
        private final boolean constant;

        Vectors(float[] elements, int dimension, byte[] states, boolean constant) {
            this.elements = elements;
            this.dimension = dimension;
            this.states = states;
            this.constant = constant;
        }

        @Override
        public float get(int row, int index) {
            Objects.checkIndex(index, dimension);
            return elements == null ? 0 : elements[(constant ? 0 : row * dimension) + index];
        }

        @Override
        byte stateByte(int row) {
            return states[constant ? 0 : row];
        }

        @Override
        Column published(boolean isConstant) {
            return this;
        }

        @Override
        String text(int row) {
            return dimension + " elements";
        }
    }
}
