package dev.medley.platform.score.core;

import dev.medley.platform.score.embedding.FrozenEmbeddings;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.RequestRows;

/**
 * A request's history as vectors: the newest interactions one by one, all of them as a mean. Made once a request; one
 * thread.
 *
 * <p>Interactions with a row's own item are passed over: a random split has no before, and who buys again is told by the
 * statistics.
 */
final class HistoryVectors {
    private final HistoryInput history;
    private final int end;
    private final int width;
    private final FrozenEmbeddings vectors;
    /** Newest first, a vector each; twice the short history at most, so that passed-over ones are made up for. */
    final int count;

    final float[] rows;
    /** The same, transposed: {@link #count} numbers for each element of the vectors. */
    final float[] columns;

    private final float[] sum;
    private final float[] mean;
    /** Chains of the interactions of an item by its hash: first of each chain, then each one's next; 0 ends. */
    private final int[] heads;

    private final int[] nexts;

    HistoryVectors(HistoryInput history, int end, long time, int shortEvents, FrozenEmbeddings vectors) {
        this.history = history;
        this.end = end;
        this.vectors = vectors;
        width = vectors.width();
        count = Math.min(end, 2 * shortEvents);
        rows = new float[count * width];
        columns = new float[count * width];
        for (int place = 0; place < count; place++) {
            int index = end - 1 - place;
            add(index, rows, place * width);
            vectors.addTo(history.surfaces()[index], rows, place * width);
            vectors.addTo(Recency.key(Recency.bucket(history, index, end, time)), rows, place * width);
            for (int i = 0; i < width; i++) {
                columns[i * count + place] = rows[place * width + i];
            }
        }
        sum = new float[width];
        for (int index = 0; index < end; index++) {
            add(index, sum, 0);
        }
        mean = mean(new float[width], end);
        heads = new int[Integer.highestOneBit(Math.max(1, end)) << 1];
        nexts = new int[end];
        for (int index = 0; index < end; index++) {
            int head = chain(history.items()[index]);
            nexts[index] = heads[head];
            heads[head] = index + 1;
        }
    }

    /** That of a call's request. */
    static HistoryVectors of(RequestRows rows, int shortEvents, FrozenEmbeddings vectors) {
        return new HistoryVectors(rows.request().history(), rows.historyEnd(), rows.time(), shortEvents, vectors);
    }

    private void add(int index, float[] to, int at) {
        vectors.addTo(history.items()[index], to, at);
        vectors.addTo(history.categories()[index], to, at);
        vectors.addTo(history.actions()[index], to, at);
    }

    private int chain(long key) {
        return (int) (key ^ key >>> 32) & heads.length - 1;
    }

    /** Whether the interaction at that place, 0 for the newest, was with that item. */
    boolean isOf(int place, long item) {
        return history.items()[end - 1 - place] == item;
    }

    /** How many of the newest a row with that item reads: those at most, its own passed over. */
    int window(long item, int shortEvents) {
        int taken = 0;
        int place = 0;
        while (place < count && taken < shortEvents) {
            if (!isOf(place, item)) {
                taken++;
            }
            place++;
        }
        return place;
    }

    /** Whether that item is in the history. */
    boolean has(long item) {
        for (int at = heads[chain(item)]; at != 0; at = nexts[at - 1]) {
            if (history.items()[at - 1] == item) {
                return true;
            }
        }
        return false;
    }

    /** For each of a block's rows the mean over all interactions but those with its item; zeros if there are none. */
    void means(InputBlock block, float[][] means) {
        DenseBlock.fill(mean, 0, means, 0, width, block.count);
        for (int row = 0; row < block.count; row++) {
            if (has(block.keys[row])) {
                DenseBlock.set(mean(block.keys[row]), 0, means, 0, width, row);
            }
        }
    }

    private float[] mean(long item) {
        float[] own = new float[width];
        int others = end;
        for (int link = heads[chain(item)]; link != 0; link = nexts[link - 1]) {
            if (history.items()[link - 1] == item) {
                add(link - 1, own, 0);
                others--;
            }
        }
        return mean(own, others);
    }

    private float[] mean(float[] own, int others) {
        float[] result = new float[width];
        float share = others == 0 ? 0 : 1f / others;
        for (int i = 0; i < width; i++) {
            result[i] = (sum[i] - own[i]) * share;
        }
        return result;
    }
}
