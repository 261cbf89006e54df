package dev.medley.platform.train.torch;

import dev.medley.platform.score.embedding.ColumnStep;
import dev.medley.platform.score.embedding.EmbeddingTable;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a table that a batch names, each once and side by side: read from the table when they are first named, and
 * stepped together at the end. A few thousand rows are named a million times, so they are to be near, and are looked for
 * once: whoever names them again does it in the same order. One thread.
 */
final class NamedRows {
    private static final int FIRST = 1024;

    private final EmbeddingTable table;
    /** Floats a row. */
    final int width;
    /** For each row of the table its place here and 1, or 0. */
    private final int[] places;

    private int[] rows = new int[FIRST];
    private int count;
    /** For each place, how often its key counts as named; who names it counts. */
    int[] times = new int[FIRST];
    /** Place after place; another array once more were named. */
    float[] vectors;
    /** Place after place, zeros to begin with. */
    float[] gradients = new float[0];

    /** The places in the order in which they were named, and how many of them were named again. */
    private int[] trail = new int[FIRST];

    private int named;
    private int again;

    NamedRows(EmbeddingTable table) {
        this.table = table;
        width = table.width();
        places = new int[table.rows()];
        vectors = new float[FIRST * width];
    }

    /** Begins a batch. */
    void clear() {
        for (int i = 0; i < count; i++) {
            places[rows[i]] = 0;
        }
        Arrays.fill(times, 0, count, 0);
        count = 0;
        named = 0;
    }

    /** Names a row of the table: its place. */
    int name(int row) {
        int place = places[row] - 1;
        if (place < 0) {
            place = add(row);
        }
        if (named == trail.length) {
            trail = Arrays.copyOf(trail, 2 * named);
        }
        trail[named] = place;
        named++;
        return place;
    }

    /** The place of the next of the rows that were named. */
    int again() {
        int place = trail[again];
        again++;
        return place;
    }

    private int add(int row) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            times = Arrays.copyOf(times, 2 * count);
            vectors = Arrays.copyOf(vectors, Math.multiplyExact(2 * count, width));
        }
        table.read(row, vectors, count * width);
        rows[count] = row;
        count++;
        places[row] = count;
        return count - 1;
    }

    /** Begins to name the rows again, and makes room for their gradients. */
    void rewind() {
        again = 0;
        if (gradients.length < count * width) {
            gradients = new float[vectors.length];
        }
    }

    /** Takes a step of all rows that were named, by their gradients, which become zeros. */
    void learn(List<ColumnStep> steps) {
        table.adagrad(rows, times, 0, count, gradients, 0, steps);
        Arrays.fill(gradients, 0, count * width, 0);
    }
}
