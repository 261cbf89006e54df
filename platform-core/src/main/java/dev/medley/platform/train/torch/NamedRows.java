package dev.medley.platform.train.torch;

import dev.medley.platform.score.embedding.ColumnStep;
import dev.medley.platform.score.embedding.EmbeddingTable;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a table that a batch names, each once and side by side: read from the table when they are first named, and
 * stepped together at the end. A few thousand rows are named a million times, so they are to be near. One thread.
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
    }

    /** The place of a row of the table. */
    int place(int row) {
        int place = places[row] - 1;
        return place >= 0 ? place : add(row);
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

    /** Makes room for the gradients of all rows that were named. */
    void expectGradients() {
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
