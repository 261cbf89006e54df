package dev.medley.platform.train.torch;

import dev.medley.platform.score.input.HistoryInput;

/**
 * Means over long histories, in constant time a row: running sums are kept every so many interactions, as the embeddings
 * were when they were last {@linkplain #refresh() refreshed}. No gradient goes through them. One thread.
 */
final class HistorySums {
    private static final int STRIDE = 16;

    private final IndexedExamples indexed;
    private final KeyTable keys;
    private final int width;
    private final int[] from;
    private final float[] sums;
    private final float[] running;

    HistorySums(IndexedExamples indexed, KeyTable keys) {
        this.indexed = indexed;
        this.keys = keys;
        width = keys.embedding();
        int requests = indexed.historyFrom.length - 1;
        from = new int[requests + 1];
        for (int request = 0; request < requests; request++) {
            int count = indexed.historyFrom[request + 1] - indexed.historyFrom[request];
            from[request + 1] = from[request] + count / STRIDE + 1;
        }
        sums = new float[Math.multiplyExact(from[requests], width)];
        running = new float[width];
    }

    /** Takes the embeddings as they are now. */
    void refresh() {
        for (int request = 0; request + 1 < from.length; request++) {
            java.util.Arrays.fill(running, 0);
            int first = indexed.historyFrom[request];
            int count = indexed.historyFrom[request + 1] - first;
            for (int i = 0; i <= count; i++) {
                if (i % STRIDE == 0) {
                    System.arraycopy(running, 0, sums, (from[request] + i / STRIDE) * width, width);
                }
                if (i < count) {
                    add(first + i, running, 0, 1);
                }
            }
        }
    }

    /** Writes the mean over the first {@code end} interactions of a request but those with that item. */
    void mean(int request, int end, long item, float[] out, int at) {
        int first = indexed.historyFrom[request];
        System.arraycopy(sums, (from[request] + end / STRIDE) * width, out, at, width);
        for (int i = end / STRIDE * STRIDE; i < end; i++) {
            add(first + i, out, at, 1);
        }
        HistoryInput history = indexed.examples.requests().get(request).history();
        long[] items = history.items();
        int others = end;
        for (int i = 0; i < end; i++) {
            if (items[i] == item) {
                add(first + i, out, at, -1);
                others--;
            }
        }
        float share = others == 0 ? 0 : 1f / others;
        for (int i = 0; i < width; i++) {
            out[at + i] *= share;
        }
    }

    private void add(int event, float[] out, int at, float sign) {
        addRow(indexed.eventItem[event], out, at, sign);
        addRow(indexed.eventCategory[event], out, at, sign);
        addRow(indexed.eventAction[event], out, at, sign);
    }

    private void addRow(int row, float[] out, int at, float sign) {
        if (row >= 0) {
            keys.addEmbedding(row, sign, out, at);
        }
    }
}
