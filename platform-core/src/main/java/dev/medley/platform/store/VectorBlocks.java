package dev.medley.platform.store;

import dev.medley.spi.id.ItemId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The normalised vectors of one surface that have one length, in blocks of {@value #ROWS}; in a block they lie dimension
 * by dimension, so that one query's dot products with all of them are plain additions along arrays, which the compiler
 * turns into vector instructions, and the sum of each row has one order whatever its place.
 *
 * <p>One thread writes; readers hold a snapshot. Appending writes behind the end of every snapshot that is out, any
 * other change copies one block.
 */
final class VectorBlocks {
    private static final int ROWS = 256;
    private static final Snapshot EMPTY = new Snapshot(new Block[0], 0);

    private final int dimensions;
    private final Map<ItemId, Integer> rows = new HashMap<>();
    /** Rows that some snapshot has shown: only behind them may be written in place. */
    private int shown;

    private volatile Snapshot snapshot = EMPTY;

    private record Block(float[] values, ItemId[] items) {
        Block copy() {
            return new Block(values.clone(), items.clone());
        }
    }

    private record Snapshot(Block[] blocks, int count) {}

    VectorBlocks(int dimensions) {
        this.dimensions = dimensions;
    }

    /** Puts the item in, or changes its vector. A vector of zeros has no direction: it is left out. */
    void put(ItemId item, float[] vector) {
        double norm = norm(vector);
        if (norm == 0) {
            remove(item);
            return;
        }
        Integer row = rows.get(item);
        if (row != null) {
            Snapshot current = snapshot;
            publish(withRow(current.blocks.clone(), row, item, vector, norm), current.count);
            return;
        }
        append(item, vector, norm);
    }

    void remove(ItemId item) {
        Integer row = rows.remove(item);
        if (row == null) {
            return;
        }
        Snapshot current = snapshot;
        int last = current.count - 1;
        Block[] blocks = current.blocks;
        if (row != last) {
            blocks = blocks.clone();
            Block from = blocks[last / ROWS];
            Block to = blocks[row / ROWS].copy();
            for (int d = 0; d < dimensions; d++) {
                to.values[d * ROWS + row % ROWS] = from.values[d * ROWS + last % ROWS];
            }
            to.items[row % ROWS] = from.items[last % ROWS];
            blocks[row / ROWS] = to;
            rows.put(to.items[row % ROWS], row);
        }
        publish(blocks, last);
    }

    /** Offers every item with its cosine. */
    void offerAll(float[] query, BestItems best) {
        Snapshot current = snapshot;
        double norm = norm(query);
        if (norm == 0 || current.count == 0) {
            return;
        }
        float[] direction = new float[dimensions];
        for (int d = 0; d < dimensions; d++) {
            direction[d] = (float) (query[d] / norm);
        }
        float[] cosines = new float[ROWS];
        for (int start = 0; start < current.count; start += ROWS) {
            Block block = current.blocks[start / ROWS];
            multiply(direction, block.values, cosines);
            int rowsHere = Math.min(ROWS, current.count - start);
            for (int row = 0; row < rowsHere; row++) {
                best.offer(block.items[row], cosines[row]);
            }
        }
    }

    private static void multiply(float[] direction, float[] values, float[] cosines) {
        Arrays.fill(cosines, 0);
        for (int d = 0; d < direction.length; d++) {
            float factor = direction[d];
            int offset = d * ROWS;
            for (int row = 0; row < ROWS; row++) {
                cosines[row] += factor * values[offset + row];
            }
        }
    }

    private void append(ItemId item, float[] vector, double norm) {
        Snapshot current = snapshot;
        int row = current.count;
        Block[] blocks = current.blocks;
        if (row / ROWS == blocks.length) {
            blocks = Arrays.copyOf(blocks, blocks.length + 1);
            blocks[row / ROWS] = new Block(new float[dimensions * ROWS], new ItemId[ROWS]);
        }
        if (row < shown) {
            blocks = withRow(blocks.clone(), row, item, vector, norm);
        } else {
            write(blocks[row / ROWS], row, item, vector, norm);
        }
        rows.put(item, row);
        publish(blocks, row + 1);
    }

    private Block[] withRow(Block[] blocks, int row, ItemId item, float[] vector, double norm) {
        Block copy = blocks[row / ROWS].copy();
        write(copy, row, item, vector, norm);
        blocks[row / ROWS] = copy;
        return blocks;
    }

    private void write(Block block, int row, ItemId item, float[] vector, double norm) {
        for (int d = 0; d < dimensions; d++) {
            block.values[d * ROWS + row % ROWS] = (float) (vector[d] / norm);
        }
        block.items[row % ROWS] = item;
    }

    private void publish(Block[] blocks, int count) {
        shown = Math.max(shown, count);
        snapshot = new Snapshot(blocks, count);
    }

    private static double norm(float[] vector) {
        double sum = 0;
        for (float element : vector) {
            sum += (double) element * element;
        }
        return Math.sqrt(sum);
    }
}
