package dev.medley.spi.candidate;

import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.IdListColumn;
import dev.medley.spi.feature.IdListFeature;
import dev.medley.spi.feature.VectorColumn;
import dev.medley.spi.feature.VectorFeature;
import dev.medley.spi.id.ItemId;
import java.util.List;

/**
 * The candidates of one request, as columns. Read-only for plugins; safe to read from any thread during a stage.
 *
 * <p>Take a column once, before the loop: the look-up is a map access, the column is an array.
 */
public interface CandidateBatch {
    /** Rows ever made, dropped ones among them: the length of every array that goes with this batch. */
    int rowCount();

    /** Rows that are still in. */
    int selectedCount();

    /** The row number of the i-th row that is still in, ascending, {@code 0 <= index < selectedCount()}. */
    int selectedRow(int index);

    /** The item in that row. */
    ItemId itemId(int row);

    /** The item's snapshot, read once for this request. */
    Item item(int row);

    /** Who found it; all of them, best rank first. */
    List<Provenance> provenance(int row);

    /**
     * The column of that feature.
     *
     * @throws dev.medley.spi.failure.ContractBreachException if it is neither shared nor in the scenario's schema
     */
    FloatColumn floats(FloatFeature feature);

    /** The column of that feature; see {@link #floats}. */
    IdColumn ids(IdFeature feature);

    /** The column of that feature; see {@link #floats}. */
    IdListColumn idLists(IdListFeature feature);

    /** The column of that feature; see {@link #floats}. */
    VectorColumn vectors(VectorFeature feature);
}
