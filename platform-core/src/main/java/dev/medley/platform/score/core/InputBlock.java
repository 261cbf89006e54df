package dev.medley.platform.score.core;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.RequestRows;

/**
 * A block of a call's rows as numbers, {@code [feature][row]} as {@link DenseBlock} reads them: what the items and the
 * statistics say, the request left out. Written over block by block; one thread.
 */
final class InputBlock {
    static final int REQUEST_FIELDS = InputField.REQUEST_FIELDS;
    static final int ITEM_FIELDS = CoreLayout.FIELDS - REQUEST_FIELDS;

    private final NetworkWeights weights;
    private final RequestRows rows;
    private final int d;
    private final float[] itemPooled;
    private final float[] itemWide;

    /** Index of the block's first row in the call. */
    private int from;
    /** How many rows the block has. */
    int count;

    /** Keys of the items. */
    final long[] keys;
    /** The embeddings of each of the items' fields, pooled: {@code ITEM_FIELDS * d} features. */
    final float[][] pooled;
    /** The items' factors and biases. */
    final float[][] wide;
    /** The statistics as networks see them. */
    final float[][] statistics;

    /** @throws IllegalArgumentException if the rows have not the statistics that the weights are for */
    InputBlock(NetworkWeights weights, RequestRows rows) {
        NetworkShape shape = weights.shape();
        if (rows.width() != shape.width()) {
            throw new IllegalArgumentException(
                    "width: " + rows.width() + " statistics a row given; " + shape.width() + " are expected");
        }
        this.weights = weights;
        this.rows = rows;
        d = shape.embedding();
        itemPooled = new float[ITEM_FIELDS * d];
        itemWide = new float[shape.wide()];
        keys = new long[capacity()];
        pooled = features(ITEM_FIELDS * d);
        wide = features(shape.wide());
        statistics = features(shape.columns());
    }

    /** The most rows that a block of this call has. */
    int capacity() {
        return Math.min(DenseBlock.ROWS, rows.count());
    }

    /** Room for so many features of a block. */
    float[][] features(int count) {
        return new float[count][capacity()];
    }

    /**
     * Takes the next rows; false if there are none.
     *
     * @throws IllegalArgumentException if a row's domain is not known
     */
    boolean next() {
        from += count;
        count = Math.min(DenseBlock.ROWS, rows.count() - from);
        for (int row = 0; row < count; row++) {
            int domain = domain(row);
            int domains = weights.shape().domains();
            if (domain < 0 || domain >= domains) {
                throw new IllegalArgumentException(
                        "domains[" + (from + row) + "]: " + domain + " is not known; 0 to " + (domains - 1) + " are");
            }
            FieldKeys item = rows.items()[from + row].keys();
            keys[row] = rows.items()[from + row].key();
            FieldPool.each(item, weights.embeddings(), REQUEST_FIELDS, ITEM_FIELDS, itemPooled);
            DenseBlock.set(itemPooled, 0, pooled, 0, itemPooled.length, row);
            if (wide.length > 0) {
                FieldPool.sum(item, weights.wide(), REQUEST_FIELDS, ITEM_FIELDS, itemWide);
                DenseBlock.set(itemWide, 0, wide, 0, itemWide.length, row);
            }
        }
        weights.encoding().encode(rows.statistics(), from, count, statistics);
        return count > 0;
    }

    /** The domain of one of the block's rows. */
    int domain(int row) {
        return rows.domains()[from + row];
    }

    /** The row after the last of those that follow on a row and have its domain. */
    int endOfDomain(int row) {
        int end = row + 1;
        while (end < count && domain(end) == domain(row)) {
            end++;
        }
        return end;
    }

    /** Writes the probabilities of the block's rows. */
    void write(float[][] logits, float[][] probabilities) {
        Funnel.write(logits, count, weights.shape().funnelParents(), probabilities, from);
    }
}
