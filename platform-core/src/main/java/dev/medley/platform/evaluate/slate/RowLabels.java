package dev.medley.platform.evaluate.slate;

import java.util.Arrays;

/**
 * Some labels a row: the categories of an item, or the aspects that it answers. Immutable: the arrays that were given
 * are copies; those that are returned are not to be changed.
 */
public final class RowLabels {
    private final int[] start;
    private final int[] label;
    private final int labels;

    private RowLabels(int[] start, int[] label, int labels) {
        this.start = start;
        this.label = label;
        this.labels = labels;
    }

    /**
     * Of each row's labels.
     *
     * @param ofRows for each row its labels, each from 0 to {@code labels - 1} and none twice; may be empty
     * @param labels how many there are
     * @throws IllegalArgumentException if a label is out of bounds or twice in a row
     */
    public static RowLabels of(int[][] ofRows, int labels) {
        int[] start = new int[ofRows.length + 1];
        for (int row = 0; row < ofRows.length; row++) {
            start[row + 1] = start[row] + ofRows[row].length;
        }
        int[] label = new int[start[ofRows.length]];
        for (int row = 0; row < ofRows.length; row++) {
            int[] sorted = ofRows[row].clone();
            Arrays.sort(sorted);
            for (int i = 0; i < sorted.length; i++) {
                if (sorted[i] < 0 || sorted[i] >= labels || i > 0 && sorted[i] == sorted[i - 1]) {
                    throw new IllegalArgumentException("label " + sorted[i] + " of row " + row
                            + " is not allowed; from 0 to " + (labels - 1) + " each once");
                }
                label[start[row] + i] = sorted[i];
            }
        }
        return new RowLabels(start, label, labels);
    }

    /** How many rows there are. */
    public int rows() {
        return start.length - 1;
    }

    /** How many labels there are. */
    public int labels() {
        return labels;
    }

    /** Where the row's labels start in what {@link #label(int)} reads; they end where the next row's start. */
    public int start(int row) {
        return start[row];
    }

    /** The label at an index from {@link #start}; rising within a row. */
    public int label(int index) {
        return label[index];
    }

    /** How many labels the row has. */
    public int count(int row) {
        return start[row + 1] - start[row];
    }

    /** Whether two rows have a label in common. */
    public boolean share(int left, int right) {
        int l = start[left];
        int r = start[right];
        while (l < start[left + 1] && r < start[right + 1]) {
            if (label[l] == label[r]) {
                return true;
            }
            if (label[l] < label[r]) {
                l++;
            } else {
                r++;
            }
        }
        return false;
    }
}
