package dev.medley.platform.batch;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.IdListColumn;
import dev.medley.spi.feature.IdListFeature;
import dev.medley.spi.feature.VectorColumn;
import dev.medley.spi.feature.VectorFeature;
import dev.medley.spi.id.ItemId;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The batch of one request. The pipeline changes it only between the calls of components, each of which it starts and
 * ends with a happens-before; selections and columns are replaced, never changed, so that a component that was abandoned
 * and still reads sees old state at worst.
 */
public final class FeatureBatch implements CandidateBatch {
    private final ColumnLayout layout;
    private final Item[] items;
    private final Finds finds;
    private final Column[] columns;
    private int[] selection;

    /**
     * A batch with all rows selected and all cells missing.
     *
     * @param layout the scenario's
     * @param items one a row; not to be changed afterwards
     * @param finds who found them
     */
    public FeatureBatch(ColumnLayout layout, Item[] items, Finds finds) {
        this.layout = layout;
        this.items = items;
        this.finds = finds;
        columns = new Column[layout.size()];
        selection = new int[items.length];
        for (int row = 0; row < selection.length; row++) {
            selection[row] = row;
        }
    }

    private FeatureBatch(FeatureBatch other) {
        layout = other.layout;
        items = other.items;
        finds = other.finds;
        columns = other.columns.clone();
        selection = other.selection;
    }

    /** The batch as it is now, whatever the pipeline does to this one later. Costs a reference a column. */
    public FeatureBatch frozen() {
        return new FeatureBatch(this);
    }

    @Override
    public int rowCount() {
        return items.length;
    }

    @Override
    public int selectedCount() {
        return selection.length;
    }

    @Override
    public int selectedRow(int index) {
        return selection[index];
    }

    @Override
    public ItemId itemId(int row) {
        return items[row].id();
    }

    @Override
    public Item item(int row) {
        return items[row];
    }

    @Override
    public List<Provenance> provenance(int row) {
        return finds.provenance(row);
    }

    @Override
    public FloatColumn floats(FloatFeature feature) {
        return (FloatColumn) column(feature);
    }

    @Override
    public IdColumn ids(IdFeature feature) {
        return (IdColumn) column(feature);
    }

    @Override
    public IdListColumn idLists(IdListFeature feature) {
        return (IdListColumn) column(feature);
    }

    @Override
    public VectorColumn vectors(VectorFeature feature) {
        return (VectorColumn) column(feature);
    }

    /** The best rank that a source gave the row. */
    public int bestRank(int row) {
        return finds.bestRank(row);
    }

    /** What the sources say about the row, in their order. */
    public List<Reason> reasons(int row) {
        return finds.reasons(row);
    }

    /** The rows that are still in, ascending; not to be changed. */
    public int[] selection() {
        return selection;
    }

    /** Keeps only those rows: ascending, all of them selected now. */
    public void select(int[] rows) {
        selection = rows;
    }

    /** In which rows that feature is FAILED. */
    public IntPredicate failures(FeatureSpec feature) {
        Column column = column(feature);
        return row -> column.stateByte(row) == Column.FAILED;
    }

    /** Forgets the columns, to take less memory: every cell is MISSING from now on. */
    public void clearColumns() {
        Arrays.fill(columns, null);
    }

    /** Private columns for one who writes those features. */
    public ColumnWriter writer(Collection<? extends FeatureSpec> outputs) {
        return new ColumnWriter(layout, items.length, outputs);
    }

    /** Makes everybody see what was written; a feature that was not written at all is MISSING. */
    public void publish(ColumnWriter writer) {
        FeatureSpec[] outputs = writer.outputs();
        for (int output = 0; output < outputs.length; output++) {
            Column written = writer.written(output);
            if (written != null) {
                columns[layout.indexOf(outputs[output])] = written;
            }
        }
    }

    /** Makes those features FAILED in every row. */
    public void fail(Iterable<? extends FeatureSpec> outputs) {
        for (FeatureSpec output : outputs) {
            int index = layout.indexOf(output);
            columns[index] = layout.failed(index);
        }
    }

    /** How many features there are, shared and the scenario's own. */
    public int columnCount() {
        return columns.length;
    }

    /** Every cell of the row as text, by feature, in the order of the layout; for explanations. */
    public Map<String, String> cells(int row) {
        Map<String, String> cells = LinkedHashMap.newLinkedHashMap(columns.length);
        for (int index = 0; index < columns.length; index++) {
            Column column = columns[index] == null ? layout.missing(index) : columns[index];
            String text = column.stateByte(row) == Column.PRESENT
                    ? column.text(row)
                    : column.state(row).name();
            cells.put(layout.features().get(index).name(), text);
        }
        return cells;
    }

    private Column column(FeatureSpec feature) {
        int index = layout.indexOf(feature);
        Column column = columns[index];
        return column == null ? layout.missing(index) : column;
    }
}
